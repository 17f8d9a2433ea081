// Bytes over a socket that does not block: in the clear, or by TLS (tls.h). For one thread.
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace tongbao::http {

// `wants_…`: nothing moved; try again once the socket can be read, or written.
enum class Step { moved, closed, wants_read, wants_write };

struct Moved {
  Step step;
  std::size_t bytes = 0;
};

class Transport {
 public:
  Transport() = default;
  virtual ~Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  // `closed`: the client ended, or broke the connection. Neither is called with nothing to move.
  [[nodiscard]] virtual Moved receive(std::span<char> block) = 0;
  [[nodiscard]] virtual Moved send(std::string_view bytes) = 0;
  // Says that nothing more will be sent, as far as that can be said without waiting.
  virtual void end_sending() = 0;
  [[nodiscard]] virtual bool secure() const = 0;
};

// `descriptor` must outlive it.
[[nodiscard]] std::unique_ptr<Transport> plain_transport(int descriptor);

}  // namespace tongbao::http

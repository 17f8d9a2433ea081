// One client's socket, with every wait bounded by a deadline. For one thread.
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <Poco/Net/StreamSocket.h>

#include "http/deadline.h"
#include "http/pace.h"
#include "http/tls.h"
#include "http/transport.h"

namespace tongbao::http {

enum class Arrival { data, closed, late };

class Channel {
 public:
  // `tls` null: in the clear.
  Channel(const Poco::Net::StreamSocket& socket, const TlsContext* tls);

  // What has arrived and was not taken yet.
  [[nodiscard]] std::string_view pending() const {
    return std::string_view(buffer_).substr(taken_);
  }
  void take(std::size_t bytes) { taken_ += bytes; }  // requires bytes <= pending().size()

  struct Received {
    Arrival arrival;
    std::size_t bytes = 0;
  };

  // Waits for more and appends it to what is pending.
  [[nodiscard]] Received receive(Deadline deadline);
  // Waits for more and puts it into `block`; requires that nothing is pending.
  [[nodiscard]] Received receive_into(std::span<char> block, Deadline deadline);

  // False where the client went away or did not take it in time.
  [[nodiscard]] bool send(std::string_view bytes, Pace& pace);

  // True where the client will send nothing more, as one that went away: it cannot be told from one
  // that only ended its own sending.
  [[nodiscard]] bool peer_left() const;

  [[nodiscard]] bool secure() const { return transport_->secure(); }

  // The next block of what has arrived, appended to what is pending; late: nothing has.
  [[nodiscard]] Received receive_ready();
  // All of `bytes`, where that takes no waiting; else false.
  [[nodiscard]] bool send_ready(std::string_view bytes);
  // Tells the client that nothing more will come.
  void end_sending() { transport_->end_sending(); }

 private:
  void wait(Step step, Deadline deadline) const;

  Poco::Net::StreamSocket socket_;
  std::unique_ptr<Transport> transport_;
  std::string buffer_;
  std::size_t taken_ = 0;
};

}  // namespace tongbao::http

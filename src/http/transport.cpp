#include "http/transport.h"

#include <cerrno>

#include <sys/socket.h>

namespace tongbao::http {
namespace {

class PlainTransport : public Transport {
 public:
  explicit PlainTransport(int descriptor) : descriptor_(descriptor) {}

  Moved receive(std::span<char> block) override {
    return moved(::recv(descriptor_, block.data(), block.size(), 0), Step::wants_read);
  }

  Moved send(std::string_view bytes) override {
    return moved(::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL), Step::wants_write);
  }

  void end_sending() override { (void)::shutdown(descriptor_, SHUT_WR); }
  bool secure() const override { return false; }

 private:
  static Moved moved(ssize_t count, Step wanted) {
    if (count > 0) return {Step::moved, static_cast<std::size_t>(count)};
    if (count == 0) return {Step::closed};
    const bool waits = errno == EAGAIN || errno == EWOULDBLOCK;
    return {waits || errno == EINTR ? wanted : Step::closed};
  }

  int descriptor_;
};

}  // namespace

std::unique_ptr<Transport> plain_transport(int descriptor) {
  return std::make_unique<PlainTransport>(descriptor);
}

}  // namespace tongbao::http

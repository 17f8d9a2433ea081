#include "http/channel.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#include <Poco/Exception.h>
#include <Poco/Net/StreamSocketImpl.h>
#include <poll.h>
#include <sys/socket.h>

namespace tongbao::http {
namespace {

constexpr std::size_t read_size = std::size_t{64} << 10;
constexpr std::size_t write_size = std::size_t{1} << 20;

Poco::Timespan timespan(Deadline deadline) {
  return {static_cast<Poco::Timespan::TimeDiff>(time_left(deadline).count())};
}

// What Poco's calls on a socket that does not block come to: bytes, or nothing where they would
// have to wait (which receiving says by -1, sending by an exception).
template <class Transfer>
std::optional<std::size_t> attempt(Transfer transfer) {
  try {
    const int count = transfer();
    return count < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(count));
  } catch (const Poco::Exception& error) {
    if (error.code() != EAGAIN && error.code() != EWOULDBLOCK) throw;
    return std::nullopt;
  }
}

}  // namespace

Channel::Channel(const Poco::Net::StreamSocket& socket) : socket_(socket) {
  socket_.setBlocking(false);
}

Channel::Received Channel::receive(Deadline deadline) {
  buffer_.erase(0, std::exchange(taken_, 0));
  std::array<char, read_size> bytes;
  const Received received = receive_into(bytes, deadline);
  buffer_.append(bytes.data(), received.bytes);
  return received;
}

Channel::Received Channel::receive_into(std::span<char> block, Deadline deadline) {
  try {
    while (Clock::now() < deadline) {
      const auto count = attempt(
          [&] { return socket_.receiveBytes(block.data(), static_cast<int>(block.size())); });
      if (count && *count == 0) return {Arrival::closed};
      if (count) return {Arrival::data, *count};
      (void)socket_.poll(timespan(deadline), Poco::Net::Socket::SELECT_READ);
    }
  } catch (const Poco::Exception&) {  // reset by the client
    return {Arrival::closed};
  }
  return {Arrival::late};
}

bool Channel::send(std::string_view bytes, Pace& pace) {
  try {
    while (!bytes.empty()) {
      if (Clock::now() >= pace.deadline()) return false;
      const auto size = static_cast<int>(std::min(bytes.size(), write_size));
      const auto count =
          attempt([&] { return socket_.sendBytes(bytes.data(), size, MSG_NOSIGNAL); });
      if (count) {
        bytes.remove_prefix(*count);
        pace.moved(*count);
      } else {
        (void)socket_.poll(timespan(pace.deadline()), Poco::Net::Socket::SELECT_WRITE);
      }
    }
  } catch (const Poco::Exception&) {  // reset by the client
    return false;
  }
  return true;
}

bool Channel::peer_left() const {
  pollfd state{.fd = socket_.impl()->sockfd(), .events = POLLRDHUP, .revents = 0};
  return ::poll(&state, 1, 0) > 0;
}

Channel::Received Channel::receive_ready() {
  buffer_.erase(0, std::exchange(taken_, 0));
  std::array<char, read_size> bytes;
  try {
    const auto count =
        attempt([&] { return socket_.receiveBytes(bytes.data(), static_cast<int>(bytes.size())); });
    if (!count) return {Arrival::late};
    if (*count == 0) return {Arrival::closed};
    buffer_.append(bytes.data(), *count);
    return {Arrival::data, *count};
  } catch (const Poco::Exception&) {  // reset by the client
    return {Arrival::closed};
  }
}

bool Channel::send_ready(std::string_view bytes) {
  try {
    const auto size = static_cast<int>(bytes.size());
    const auto count = attempt([&] { return socket_.sendBytes(bytes.data(), size, MSG_NOSIGNAL); });
    return count && *count == bytes.size();
  } catch (const Poco::Exception&) {  // reset by the client
    return false;
  }
}

void Channel::end_sending() {
  try {
    socket_.shutdownSend();
  } catch (const Poco::Exception&) {  // already gone
    return;
  }
}

}  // namespace tongbao::http

#include "http/channel.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <utility>

#include <Poco/Net/StreamSocketImpl.h>
#include <poll.h>

namespace tongbao::http {
namespace {

constexpr std::size_t read_size = std::size_t{64} << 10;
constexpr std::size_t write_size = std::size_t{1} << 20;
constexpr std::int64_t longest_wait = 3'600'000;  // milliseconds at once

}  // namespace

Channel::Channel(const Poco::Net::StreamSocket& socket, const TlsContext* tls) : socket_(socket) {
  socket_.setBlocking(false);
  const int descriptor = socket_.impl()->sockfd();
  transport_ = tls != nullptr ? tls->accept(descriptor) : plain_transport(descriptor);
}

Channel::Received Channel::receive(Deadline deadline) {
  buffer_.erase(0, std::exchange(taken_, 0));
  std::array<char, read_size> bytes;
  const Received received = receive_into(bytes, deadline);
  buffer_.append(bytes.data(), received.bytes);
  return received;
}

Channel::Received Channel::receive_into(std::span<char> block, Deadline deadline) {
  while (Clock::now() < deadline) {
    const auto [step, bytes] = transport_->receive(block);
    if (step == Step::moved) return {Arrival::data, bytes};
    if (step == Step::closed) return {Arrival::closed};
    wait(step, deadline);
  }
  return {Arrival::late};
}

bool Channel::send(std::string_view bytes, Pace& pace) {
  while (!bytes.empty()) {
    if (Clock::now() >= pace.deadline()) return false;
    const auto [step, sent] = transport_->send(bytes.substr(0, write_size));
    if (step == Step::closed) return false;
    if (step == Step::moved) {
      bytes.remove_prefix(sent);
      pace.moved(sent);
    } else {
      wait(step, pace.deadline());
    }
  }
  return true;
}

// Until the socket is ready for `step`, or broken, or the time is over.
void Channel::wait(Step step, Deadline deadline) const {
  const short wished = step == Step::wants_read ? POLLIN : POLLOUT;
  pollfd state{.fd = socket_.impl()->sockfd(), .events = wished, .revents = 0};
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(time_left(deadline));
  (void)::poll(&state, 1, static_cast<int>(std::min<std::int64_t>(left.count(), longest_wait)));
}

bool Channel::peer_left() const {
  pollfd state{.fd = socket_.impl()->sockfd(), .events = POLLRDHUP, .revents = 0};
  return ::poll(&state, 1, 0) > 0;
}

Channel::Received Channel::receive_ready() {
  buffer_.erase(0, std::exchange(taken_, 0));
  std::array<char, read_size> block;
  const auto [step, bytes] = transport_->receive(block);
  if (step == Step::closed) return {Arrival::closed};
  if (step != Step::moved) return {Arrival::late};
  buffer_.append(block.data(), bytes);
  return {Arrival::data, bytes};
}

bool Channel::send_ready(std::string_view bytes) {
  const auto [step, sent] = transport_->send(bytes);
  return step == Step::moved && sent == bytes.size();
}

}  // namespace tongbao::http

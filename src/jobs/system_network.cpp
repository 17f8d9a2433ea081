#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HostEntry.h>
#include <Poco/Net/IPAddress.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/NumberParser.h>
#include <Poco/Timespan.h>
#include <sys/socket.h>

#include "jobs/networks.h"
#include "jobs/webhook_address.h"
#include "jobs/webhooks.h"

namespace tongbao::jobs {
namespace {

namespace net = Poco::Net;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_read = std::size_t{64} << 10;

Poco::Timespan timespan(Clock::duration duration) {
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(duration);
  return {std::max<Poco::Timespan::TimeDiff>(1000, microseconds.count())};
}

// Shuts a socket at the deadline, whatever is being waited for on it: timeouts of a socket begin
// anew with every byte.
class Deadline {
 public:
  Deadline(const net::StreamSocket& socket, Clock::time_point end)
      : socket_(socket), thread_([this, end](const std::stop_token& stop) { watch(stop, end); }) {}

  [[nodiscard]] bool has_passed() const {
    const std::lock_guard lock(mutex_);
    return passed_;
  }

 private:
  void watch(const std::stop_token& stop, Clock::time_point end) {
    std::unique_lock lock(mutex_);
    condition_.wait_until(lock, stop, end, [] { return false; });
    if (stop.stop_requested()) return;
    passed_ = true;
    ::shutdown(socket_.impl()->sockfd(), SHUT_RDWR);
  }

  net::StreamSocket socket_;  // keeps the descriptor from being another's
  mutable std::mutex mutex_;
  std::condition_variable_any condition_;
  bool passed_ = false;
  std::jthread thread_;
};

net::Context::Ptr make_context() {
  net::Context::Params params;
  params.verificationMode = net::Context::VERIFY_STRICT;
  params.loadDefaultCAs = true;
  net::Context::Ptr context(new net::Context(net::Context::TLS_CLIENT_USE, params));
  context->requireMinimumProtocol(net::Context::PROTO_TLSV1_2);
  context->enableExtendedCertificateVerification(true);
  return context;
}

std::chrono::seconds retry_after(const net::HTTPResponse& response) {
  unsigned seconds = 0;
  const bool said = Poco::NumberParser::tryParseUnsigned(response.get("Retry-After", ""), seconds);
  return std::chrono::seconds(said ? seconds : 0);
}

void read_some(std::istream& answer) {
  std::array<char, 4096> block{};
  for (std::size_t read = 0; read < most_read && answer; read += block.size()) {
    answer.read(block.data(), block.size());
  }
}

net::HTTPRequest request_for(const Network::Call& call, const WebhookAddress& address) {
  net::HTTPRequest request(net::HTTPRequest::HTTP_POST, address.target, net::HTTPRequest::HTTP_1_1);
  request.set("Host", address.host_field());
  for (const auto& [name, value] : call.fields) request.set(name, value);
  request.setContentLength64(static_cast<Poco::Int64>(call.body.size()));
  request.setKeepAlive(false);
  return request;
}

class SystemNetwork : public Network {
 public:
  std::vector<std::string> resolve(const std::string& host) const override {
    if (parse_ip(host)) return {host};  // Poco would ask for its name
    try {
      std::vector<std::string> ips;
      const net::HostEntry entry = net::DNS::resolve(host);
      for (const auto& address : entry.addresses()) ips.push_back(address.toString());
      return ips;
    } catch (const Poco::Exception&) {
      return {};
    }
  }

  std::optional<Answer> post(const Call& call, std::string& why) const override {
    const auto address = parse_webhook_address(call.address);
    if (!address) {
      why = "no address";
      return std::nullopt;
    }
    try {
      return exchange(call, *address, why);
    } catch (const Poco::Exception& error) {
      why = error.displayText();
      return std::nullopt;
    }
  }

 private:
  std::optional<Answer> exchange(const Call& call, const WebhookAddress& address,
                                 std::string& why) const {
    const auto end = Clock::now() + call.patience;
    net::StreamSocket socket;
    socket.connect(net::SocketAddress(net::IPAddress(call.ip), address.port),
                   timespan(end - Clock::now()));
    socket.setReceiveTimeout(timespan(end - Clock::now()));
    socket.setSendTimeout(timespan(end - Clock::now()));
    const Deadline deadline(socket, end);
    try {
      const Answer answer = converse(call, address, socket);
      if (!deadline.has_passed()) return answer;
      why = "no answer in time";
    } catch (const Poco::Exception& error) {
      why = deadline.has_passed() ? "no answer in time" : error.displayText();
    }
    return std::nullopt;
  }

  // The session has no host of its own, so that it can connect to nothing itself.
  Answer converse(const Call& call, const WebhookAddress& address,
                  const net::StreamSocket& socket) const {
    net::HTTPClientSession session(
        address.secure ? net::SecureStreamSocket::attach(socket, address.host, context_) : socket);
    session.setTimeout(timespan(call.patience));
    net::HTTPRequest request = request_for(call, address);
    session.sendRequest(request) << call.body;
    net::HTTPResponse response;
    read_some(session.receiveResponse(response));
    return {.status = static_cast<int>(response.getStatus()), .retry_after = retry_after(response)};
  }

  net::Context::Ptr context_ = make_context();
};

}  // namespace

std::shared_ptr<const Network> system_network() {
  return std::make_shared<SystemNetwork>();
}

}  // namespace tongbao::jobs

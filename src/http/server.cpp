#include "http/server.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <mutex>
#include <thread>
#include <utility>

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>

#include "http/admission.h"
#include "http/connection.h"
#include "http/connection_registry.h"
#include "http/routes.h"

namespace tongbao::http {
namespace {

// Connections beyond those admitted that still get a whole answer: a 503 in the caller's language,
// or its probe's /healthz.
constexpr std::size_t surplus_lanes = 8;
// A thread of Poco's is free a moment later than its connection is gone.
constexpr std::size_t spare_threads = 64;
// What the kernel keeps until it is accepted and told: beyond it, clients wait a second unanswered.
constexpr int backlog = 4096;
// For answers to requests that stopping gives up.
constexpr std::chrono::milliseconds last_words{500};

class ConnectionFactory : public Poco::Net::TCPServerConnectionFactory {
 public:
  ConnectionFactory(Service& service, ConnectionRegistry& registry, const LogSink& log)
      : service_(service), registry_(registry), log_(log) {}

  Poco::Net::TCPServerConnection* createConnection(const Poco::Net::StreamSocket& socket) override {
    return std::make_unique<Connection>(socket, service_, registry_, log_).release();
  }

 private:
  Service& service_;
  ConnectionRegistry& registry_;
  const LogSink& log_;
};

std::size_t render_threads(const ServerSettings& settings) {
  if (settings.render_threads > 0) return settings.render_threads;
  return std::max(1U, std::thread::hardware_concurrency());
}

Poco::Net::TCPServerParams::Ptr parameters(std::size_t threads) {
  Poco::Net::TCPServerParams::Ptr parameters = new Poco::Net::TCPServerParams;
  parameters->setMaxThreads(static_cast<int>(threads));
  parameters->setMaxQueued(static_cast<int>(threads));
  parameters->setThreadIdleTime(Poco::Timespan(1, 0));
  return parameters;
}

Diagnostic bad_address(const std::string& listen) {
  return {.code = "http.badAddress",
          .where = {},
          .message = say("监听地址无效：{}", "no address to listen on: {}", listen),
          .hint = say("例：127.0.0.1:8080、[::1]:8080", "for example 127.0.0.1:8080, [::1]:8080")};
}

Diagnostic address_unavailable(const std::string& listen) {
  return {.code = "http.addressUnavailable",
          .where = {},
          .message = say("无法监听{}", "cannot listen on {}", listen),
          .hint = say("端口可能已被占用", "the port may be taken")};
}

// Null where there is to be no TLS.
Result<std::shared_ptr<const TlsContext>> tls_of(const ServerSettings& settings) {
  if (settings.tls_certificate.empty() && settings.tls_key.empty()) return nullptr;
  return TlsContext::load(settings.tls_certificate, settings.tls_key);
}

}  // namespace

Result<void> check_certificate(const ServerSettings& settings) {
  const auto tls = tls_of(settings);
  if (!tls) return failure(tls.error());
  return {};
}

bool is_loopback(const std::string& listen) {
  try {
    return Poco::Net::SocketAddress(listen).host().isLoopback();
  } catch (const Poco::Exception&) {
    return false;
  }
}

struct Server::State {
  State(const ServerSettings& settings, Parts parts, LogSink sink)
      : service{.settings = settings,
                .rendering = std::move(parts.rendering),
                .gate = std::move(parts.gate),
                .audit = std::move(parts.audit),
                .desk = std::move(parts.desk),
                .storage = {settings.folder, settings.disk_quota},
                .pool = {render_threads(settings), settings.render_queue}},
        log(std::move(sink)),
        limit(settings.connections + surplus_lanes),
        threads("http", 1, static_cast<int>(limit + 2 * spare_threads)) {}

  Service service;
  LogSink log;
  std::size_t limit;  // connections that get a thread
  ConnectionRegistry registry;
  Poco::ThreadPool threads;
  Poco::Net::ServerSocket listener;
  std::unique_ptr<Poco::Net::TCPServer> server;
  std::atomic<std::uint16_t> port = 0;
  std::mutex mutex;  // over start and stop
};

Server::Server(const ServerSettings& settings, Parts parts, LogSink log)
    : state_(std::make_unique<State>(settings, std::move(parts), std::move(log))) {}

Server::~Server() {
  stop();
}

std::uint16_t Server::port() const {
  return state_->port;
}

Result<void> Server::start() {
  State& state = *state_;
  const std::lock_guard lock(state.mutex);
  const std::string& listen = state.service.settings.listen;
  auto tls = tls_of(state.service.settings);
  if (!tls) return failure(tls.error());
  state.service.tls = *std::move(tls);
  if (state.service.tls) std::signal(SIGPIPE, SIG_IGN);
  Poco::Net::SocketAddress address;
  try {
    address = Poco::Net::SocketAddress(listen);
  } catch (const Poco::Exception&) {
    return failure(bad_address(listen));
  }
  try {
    // Taking over a port in TIME_WAIT is wished, sharing one with another server is not.
    state.listener.bind(address, true, false);
    state.listener.listen(backlog);
  } catch (const Poco::Exception&) {
    return failure(address_unavailable(listen));
  }
  state.server = std::make_unique<Poco::Net::TCPServer>(
      new ConnectionFactory(state.service, state.registry, state.log), state.threads,
      state.listener, parameters(state.limit + spare_threads));
  state.server->setConnectionFilter(new Admission(state.registry, *state.server, state.limit,
                                                  state.service.settings.language, state.log,
                                                  state.service.tls != nullptr));
  state.server->start();
  state.port = state.listener.address().port();
  return {};
}

bool Server::stop(std::chrono::milliseconds grace) {
  State& state = *state_;
  const std::lock_guard lock(state.mutex);
  if (!state.server) return true;
  const Deadline deadline = Clock::now() + grace;
  state.service.stopping = true;
  state.server->stop();
  state.listener.close();
  state.registry.close_idle();
  const bool clean = state.registry.wait_until_empty(deadline);
  if (!clean) {
    state.service.pool.abandon();
    (void)state.registry.wait_until_empty(Clock::now() + last_words);
    state.registry.drop_all();
  }
  state.threads.joinAll();
  state.server.reset();
  return clean;
}

}  // namespace tongbao::http

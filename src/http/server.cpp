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

#include "http/connection.h"
#include "http/connection_registry.h"
#include "http/lanes.h"
#include "http/routes.h"
#include "http/waiting_room.h"

namespace tongbao::http {
namespace {

// Requests beyond those admitted that still get a whole answer: a 503 in the caller's language, or
// its probe's /healthz.
constexpr std::size_t surplus_lanes = 8;
// Of the address of operations.
constexpr std::size_t operations_lanes = 4;
constexpr std::size_t operations_waiting = 64;
// What the kernel keeps until it is accepted: beyond it, clients wait a second unanswered.
constexpr int backlog = 4096;
// For answers to requests that stopping gives up.
constexpr std::chrono::milliseconds last_words{500};

std::size_t render_threads(const ServerSettings& settings) {
  if (settings.render_threads > 0) return settings.render_threads;
  return std::max(1U, std::thread::hardware_concurrency());
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

Readiness::Probe probe_of(const std::shared_ptr<audit::Log>& audit) {
  if (!audit) return {};
  return [audit] { return audit->probe(); };
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

// One address: who waits there, and who answers.
class Entrance {
 public:
  struct Limits {
    std::size_t lanes;
    std::size_t surplus;
    std::size_t waiting;
  };

  Entrance(const Poco::Net::ServerSocket& listener, Limits limits, const WaitingRoom::Admit& admit)
      : room_(listener, {.connections = limits.waiting}, admit),
        lanes_(limits.lanes, limits.surplus,
               [this](std::unique_ptr<Connection> connection, Connection::Next next) {
                 room_.give_back(std::move(connection), next);
               }) {
    room_.start(lanes_);
  }
  ~Entrance() { room_.stop(); }
  Entrance(const Entrance&) = delete;
  Entrance& operator=(const Entrance&) = delete;

  void close_door() { room_.close_door(); }
  [[nodiscard]] std::size_t waiting() const { return room_.size(); }
  [[nodiscard]] std::size_t answering() const { return lanes_.taken(); }

 private:
  WaitingRoom room_;
  Lanes lanes_;
};

struct Server::State {
  State(const ServerSettings& settings, Parts parts, LogSink sink)
      : service{.settings = settings,
                .rendering = parts.rendering,
                .gate = std::move(parts.gate),
                .audit = std::move(parts.audit),
                .templates = std::move(parts.templates),
                .desk = std::move(parts.desk),
                .metrics = parts.metrics ? std::move(parts.metrics) : metrics_of_routes(),
                .readiness = std::make_shared<Readiness>(
                    parts.rendering, std::move(parts.probe_store), probe_of(service.audit)),
                .storage = {settings.folder, settings.disk_quota},
                .pool = {render_threads(settings), settings.render_queue}},
        log(std::move(sink)) {}
  ~State() { service.metrics->watch({}); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  [[nodiscard]] metrics::Levels levels() const;
  [[nodiscard]] Result<Poco::Net::ServerSocket> listen(const std::string& address) const;
  [[nodiscard]] std::unique_ptr<Entrance> open(const Poco::Net::ServerSocket& listener,
                                               Entrance::Limits limits, Connection::Door door);

  Service service;
  LogSink log;
  ConnectionRegistry registry;
  std::unique_ptr<Entrance> entrance;
  std::unique_ptr<Entrance> operations;  // null: no address of its own
  std::atomic<std::uint16_t> port = 0;
  std::atomic<std::uint16_t> ops_port = 0;
  std::mutex mutex;  // over start and stop
};

metrics::Levels Server::State::levels() const {
  const WorkerPool::Levels pool = service.pool.levels();
  const render::FontCacheUse cache = service.rendering->font_cache();
  return {.connections = registry.size(),
          .waiting = entrance ? entrance->waiting() : 0,
          .lanes_taken = entrance ? entrance->answering() : 0,
          .queue = pool.queued,
          .busy = pool.running,
          .threads = pool.threads,
          .disk_taken = service.storage.taken(),
          .cache_hits = cache.hits,
          .cache_misses = cache.misses};
}

Result<Poco::Net::ServerSocket> Server::State::listen(const std::string& address) const {
  Poco::Net::SocketAddress place;
  try {
    place = Poco::Net::SocketAddress(address);
  } catch (const Poco::Exception&) {
    return failure(bad_address(address));
  }
  try {
    Poco::Net::ServerSocket listener;
    // Taking over a port in TIME_WAIT is wished, sharing one with another server is not.
    listener.bind(place, true, false);
    listener.listen(backlog);
    listener.setBlocking(false);
    return listener;
  } catch (const Poco::Exception&) {
    return failure(address_unavailable(address));
  }
}

std::unique_ptr<Entrance> Server::State::open(const Poco::Net::ServerSocket& listener,
                                              Entrance::Limits limits, Connection::Door door) {
  return std::make_unique<Entrance>(
      listener, limits, [this, door](const Poco::Net::StreamSocket& socket) {
        return std::make_unique<Connection>(socket, service, registry, log, door);
      });
}

std::shared_ptr<metrics::Metrics> metrics_of_routes() {
  std::vector<metrics::RouteLabel> labels;
  for (const Route& route : routes()) {
    labels.push_back({std::string(route.method), std::string(route.pattern)});
  }
  return std::make_shared<metrics::Metrics>(TONGBAO_VERSION, labels);
}

Server::Server(const ServerSettings& settings, Parts parts, LogSink log)
    : state_(std::make_unique<State>(settings, std::move(parts), std::move(log))) {}

Server::~Server() {
  stop();
}

std::uint16_t Server::port() const {
  return state_->port;
}

std::uint16_t Server::ops_port() const {
  return state_->ops_port;
}

Result<void> Server::start() {
  State& state = *state_;
  const std::lock_guard lock(state.mutex);
  const ServerSettings& settings = state.service.settings;
  auto tls = tls_of(settings);
  if (!tls) return failure(tls.error());
  state.service.tls = *std::move(tls);
  if (state.service.tls) std::signal(SIGPIPE, SIG_IGN);
  auto listener = state.listen(settings.listen);
  if (!listener) return failure(std::move(listener.error()));
  if (!settings.ops_listen.empty()) {
    auto ops = state.listen(settings.ops_listen);
    if (!ops) return failure(std::move(ops.error()));
    state.ops_port = ops->address().port();
    state.operations =
        state.open(*ops, {operations_lanes, 0, operations_waiting}, Connection::Door::operations);
  }
  state.port = listener->address().port();
  state.entrance = state.open(*listener, {settings.connections, surplus_lanes, settings.waiting},
                              Connection::Door::main);
  state.service.metrics->watch([&state] { return state.levels(); });
  return {};
}

bool Server::stop(std::chrono::milliseconds grace) {
  State& state = *state_;
  const std::lock_guard lock(state.mutex);
  if (!state.entrance) return true;
  const Deadline deadline = Clock::now() + grace;
  state.service.stopping = true;
  state.entrance->close_door();
  if (state.operations) state.operations->close_door();
  const bool clean = state.registry.wait_until_empty(deadline);
  if (!clean) {
    state.service.pool.abandon();
    (void)state.registry.wait_until_empty(Clock::now() + last_words);
    state.registry.drop_all();
  }
  state.service.metrics->watch({});
  state.entrance.reset();
  state.operations.reset();
  return clean;
}

}  // namespace tongbao::http

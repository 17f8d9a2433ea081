// The HTTP server: every route of the contract, with its limits, over one renderer.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongbao::access {
class Gate;
}
namespace tongbao::audit {
class Log;
}
namespace tongbao::jobs {
struct Desk;
class StoredTemplates;
}
namespace tongbao::metrics {
class Metrics;
}

namespace tongbao::http {

class Rendering;

struct ServerSettings {
  std::string listen = "127.0.0.1:8080";  // host:port, [::1]:port; port 0: any free one
  // A second address, that answers /healthz, /readyz and /metrics alone; "": none.
  std::string ops_listen = {};
  std::size_t max_body = std::size_t{32} << 20;       // bytes; more: 413
  std::uint64_t max_stream = std::uint64_t{4} << 30;  // bytes of an NDJSON body; more: 413
  std::size_t connections = 256;   // requests answered at once; further ones get 503
  std::size_t waiting = 4096;      // connections that ask for nothing yet, or whose request arrives
  std::size_t render_threads = 0;  // documents made at once; 0: one a core
  std::size_t render_queue = 64;   // documents waiting for a thread; a further one gets 503
  std::uint64_t disk_quota = std::uint64_t{16} << 30;  // bytes of bodies and documents; more: 503
  std::filesystem::path folder;  // for them; "": the system's folder for temporary files
  // To receive a request, to make its document, to send it: each may take so long, and longer what
  // is large (pace.h).
  std::chrono::milliseconds timeout{60'000};
  std::chrono::milliseconds header_timeout{10'000};  // of that, to receive its header
  std::chrono::milliseconds idle_timeout{5'000};     // between two requests of a connection
  Language language = Language::zh;                  // of messages, where the caller wishes none
  // PEM files. Both: by TLS alone, and the process ignores SIGPIPE then; none: in the clear.
  std::filesystem::path tls_certificate = {};
  std::filesystem::path tls_key = {};
};

// What start() would say of the certificate and its key. Errors: http.badCertificate,
// http.badCertificateKey, http.certificateUnreadable, with the file.
[[nodiscard]] Result<void> check_certificate(const ServerSettings& settings);

// True where only this machine can reach it: 127.0.0.0/8 or ::1, as an address or by name.
[[nodiscard]] bool is_loopback(const std::string& listen);

// Takes one JSON line (without line break) for each request. Called from many threads at once.
using LogSink = std::function<void(std::string_view line)>;

// Writes each line to stderr, whole.
[[nodiscard]] LogSink log_to_stderr();

// What the server works with. Each outlives it.
struct Parts {
  std::shared_ptr<const Rendering> rendering = {};
  std::shared_ptr<access::Gate> gate = {};  // null: everyone may do everything
  std::shared_ptr<audit::Log> audit = {};   // null: nobody asks who made what
  std::shared_ptr<jobs::StoredTemplates> templates = {};  // null: files alone, none can be put
  std::shared_ptr<jobs::Desk> desk = {};    // null: no jobs
  // Of metrics_of_routes(); null: the server makes its own.
  std::shared_ptr<metrics::Metrics> metrics = {};
  // Whether the store answers: asked once a second, on a thread of its own. Null: there is none.
  std::function<Result<void>()> probe_store = {};
};

// The metrics of this program, for what else is to be counted beside the server.
[[nodiscard]] std::shared_ptr<metrics::Metrics> metrics_of_routes();

// Starts and stops once. Safe on any thread.
class Server {
 public:
  Server(const ServerSettings& settings, Parts parts, LogSink log = log_to_stderr());
  ~Server();  // as stop()
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Listens and serves on threads of its own; returns at once. Errors: http.badAddress,
  // http.addressUnavailable, and those of check_certificate().
  [[nodiscard]] Result<void> start();

  // Accepts nothing new, lets the requests that run finish for as long as `grace`, then gives up
  // what is left, with a 503 where the client still takes it. True where nothing was given up;
  // where something was, the destructor still waits for documents in the making. A second call does
  // nothing and returns true.
  bool stop(std::chrono::milliseconds grace = std::chrono::seconds(30));

  [[nodiscard]] std::uint16_t port() const;      // that it listens on; 0 before start()
  [[nodiscard]] std::uint16_t ops_port() const;  // likewise of `ops_listen`; 0: there is none

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tongbao::http

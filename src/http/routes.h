// The addresses that the server answers: one table, to which every new call is a line.
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "access/gate.h"
#include "audit/log.h"
#include "http/body.h"
#include "http/channel.h"
#include "http/pace.h"
#include "http/problem.h"
#include "http/query.h"
#include "http/readiness.h"
#include "http/rendering.h"
#include "http/reply.h"
#include "http/request_head.h"
#include "http/server.h"
#include "http/storage.h"
#include "http/trace.h"
#include "http/worker_pool.h"
#include "jobs/desk.h"
#include "jobs/stored_templates.h"
#include "metrics/metrics.h"

namespace tongbao::http {

// What every call shares. Safe on any thread.
struct Service {
  ServerSettings settings;
  std::shared_ptr<const Rendering> rendering;
  std::shared_ptr<access::Gate> gate;
  std::shared_ptr<audit::Log> audit;
  std::shared_ptr<jobs::StoredTemplates> templates;
  std::shared_ptr<jobs::Desk> desk;
  std::shared_ptr<metrics::Metrics> metrics;
  std::shared_ptr<Readiness> readiness;
  Storage storage;
  WorkerPool pool;
  std::shared_ptr<const TlsContext> tls = {};  // null: in the clear
  std::atomic<bool> stopping = false;
  std::atomic<std::size_t> listeners = 0;  // connections that wait for news of jobs
};

// One call as its handler sees it.
struct Call {
  const RequestHead& head;
  Trace& trace;
  Language language = Language::zh;
  Query query;                     // decoded; `lang` taken out
  std::vector<std::string> names;  // that stand for each {…} in the path
  BodyReader& body;
  const Channel& channel;
  access::Gate::Pass pass = {};
  std::string request_id = {};
  std::string operator_ = {};  // X-Operator; "": it does not say
};

using Handler = Attempt<Reply> (*)(Service& service, Call& call);

struct Media {
  std::string_view type;         // "application/json"
  std::string_view schema = {};  // a component of openapi_schemas.cpp; "": bytes, or any text
};

struct Answer {
  int status;
  std::string_view description;
  std::vector<Media> media = {};
  std::vector<std::string_view> fields = {};  // of its header; described in openapi.cpp
};

// What OpenAPI says of a route beside what the server itself goes by. Statuses that any call may
// have, that any with a key, and any with a body, are added by openapi.cpp.
struct About {
  std::string_view name;  // operationId
  std::string_view summary;
  std::vector<Media> request = {};  // empty: there is no body
  std::vector<Answer> answers = {};
  std::vector<int> errors = {};
  std::vector<std::string_view> fields = {};  // of the request's header
};

struct Route {
  std::string_view method;   // "GET" serves HEAD too
  std::string_view pattern;  // each {name} in it stands for a whole segment
  access::Scope scope;       // that a key must have
  Handler handler;
  std::vector<Parameter> parameters = {};  // of the query; any other is an error
  bool always = false;                     // answered even where every connection is taken
  About about;
};

// route_table.cpp.
[[nodiscard]] const std::vector<Route>& routes();

struct Match {
  const Route* route = nullptr;
  std::vector<std::string> names;  // decoded
};

// Errors: http.unknownPath, http.methodNotAllowed (with `allow`), http.badEscape.
[[nodiscard]] Attempt<Match> find_route(std::string_view method, std::string_view path);

// The error for an outcome other than done: http.busy, http.renderTimeout, http.clientLeft,
// http.stopping.
[[nodiscard]] Problem problem_of(Outcome outcome);

// Runs `work` on the pool, as long as the client waits and the time for a body of `bytes` lasts. It
// takes a std::stop_token and must own all that it uses.
template <class Work, class Value = std::invoke_result_t<Work, const std::stop_token&>>
[[nodiscard]] Attempt<Value> compute(Service& service, Call& call, std::uint64_t bytes, Work work) {
  auto result = std::make_shared<std::optional<Value>>();
  WorkerPool::Timing timing;
  const Outcome outcome = service.pool.run(
      [result, work = std::move(work)](const std::stop_token& stop) mutable {
        result->emplace(work(stop));
      },
      work_deadline(service.settings.timeout, bytes),
      // Stopping shuts connections for reading, which looks as if their clients had left.
      [&] { return !service.stopping && call.channel.peer_left(); }, &timing);
  if (timing.begun) {
    call.trace.queue = timing.queued;
    call.trace.render = timing.worked;
  }
  if (outcome != Outcome::done) return tl::unexpected<Problem>(problem_of(outcome));
  return std::move(**result);
}

}  // namespace tongbao::http

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <thread>
#include <utility>

#include <sys/resource.h>

#include "access/gate.h"
#include "base/thread_priority.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/full/job_service.h"
#include "cli/full/open_store.h"
#include "cli/full/stop_signals.h"
#include "cli/installation.h"
#include "http/rendering.h"
#include "http/server.h"
#include "jobs/desk.h"
#include "metrics/metrics.h"
#include "store/job_store.h"
#include "store/key_store.h"

namespace tongbao::cli {

namespace {

// Raises the limit of open files as far as it may; gives how many connections may wait then.
std::size_t waiting_connections(const http::ServerSettings& settings) {
  constexpr std::size_t others = 256;  // files, faces, the store
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return settings.waiting;
  files.rlim_cur = files.rlim_max;
  (void)::setrlimit(RLIMIT_NOFILE, &files);
  const auto taken = 2 * settings.connections + others;  // each may have a body on disk
  const std::size_t left = files.rlim_cur > taken ? files.rlim_cur - taken : 1;
  return std::min(settings.waiting, left);
}

// Threads inherit the priority of who starts them: those that make documents, which the server has
// from the beginning, yield to those that answer, which it starts later.
std::unique_ptr<http::Server> make_server(const http::ServerSettings& settings,
                                          const http::Parts& parts) {
  constexpr int yielding = 5;  // steps of nice: a third of the weight of a thread that answers
  std::unique_ptr<http::Server> server;
  std::thread([&] {
    lower_priority_of_this_thread(yielding);
    server = std::make_unique<http::Server>(settings, parts);
  }).join();
  return server;
}

std::map<std::string, std::uint64_t> by_name(const std::map<store::State, std::uint64_t>& counts) {
  std::map<std::string, std::uint64_t> named;
  for (const auto& [state, count] : counts) named.emplace(store::name_of(state), count);
  return named;
}

// Nothing: the store is away.
std::optional<metrics::StoreCounts> counts_of(const std::shared_ptr<store::Database>& database) {
  const auto counts = store::JobStore(database).counts();
  if (!counts) return std::nullopt;
  return metrics::StoreCounts{.jobs = by_name(counts->jobs),
                              .documents = by_name(counts->documents),
                              .deliveries_due = counts->deliveries_due};
}

// Counts what has ended; what goes back into the queue has not.
jobs::Observer count_with(std::shared_ptr<metrics::Metrics> metrics) {
  return [metrics = std::move(metrics)](const jobs::Ended& ended) {
    const bool is_document = !ended.claim.job.empty();
    const bool has_ended = ended.state == store::State::done || ended.state == store::State::failed;
    if (is_document && has_ended) {
      metrics->job_document_ended(store::name_of(ended.state), ended.duration);
    }
  };
}

std::string address_of(const http::ServerSettings& settings, std::uint16_t port) {
  const std::string& listen = settings.listen;
  return (settings.tls_key.empty() ? "http://" : "https://") + listen.substr(0, listen.rfind(':')) +
         ":" + std::to_string(port);
}

// Where requests leave their jobs for `background`.
std::shared_ptr<jobs::Desk> desk_before(const ServiceParts& parts, Background& background) {
  return std::make_shared<jobs::Desk>(jobs::Desk{.database = parts.database,
                                                 .jobs = store::JobStore(parts.database),
                                                 .blobs = store::BlobStore(parts.database),
                                                 .webhooks = parts.webhooks,
                                                 .wake = [&background] { background.wake(); }});
}

void say_line(std::ostream& out, const Bilingual& text, Language language) {
  out << text.in(language) << std::endl;
}

// Beyond this machine nobody is served without keys, unless that is wished. Error: access.noKeys.
Result<void> check_keys(const Serve& command, const store::KeyStore& keys, Console& console) {
  const auto all = keys.all();
  if (!all) return failure(all.error());
  const bool active = std::any_of(all->begin(), all->end(),
                                  [](const auto& key) { return !key.revoked_at.has_value(); });
  if (active || http::is_loopback(command.settings.listen)) return {};
  const Bilingual open =
      say("{}不是本机地址，而没有密钥", "{} is no loopback address, and no key is there",
          command.settings.listen);
  if (!command.insecure) {
    return failure(
        {.code = "access.noKeys",
         .where = {},
         .message = open,
         .hint = say("请先 {}，或用 {}", "first {}, or {}", "tongbao keys create", "--insecure")});
  }
  say_all({{.code = "access.insecure",
            .severity = Severity::warning,
            .where = {},
            .message = open,
            .hint = {}}},
          {}, console);
  return {};
}

Result<std::shared_ptr<access::Gate>> open_gate(const Serve& command,
                                                std::shared_ptr<store::Database> database,
                                                Console& console) {
  const auto keys = std::make_shared<const store::KeyStore>(std::move(database));
  if (auto checked = check_keys(command, *keys, console); !checked) {
    return failure(checked.error());
  }
  const bool required = !http::is_loopback(command.settings.listen) && !command.insecure;
  return std::make_shared<access::Gate>(access::GateSettings{.required = required}, keys);
}

}  // namespace

int execute(const Serve& command, Console& console) {
  const StopSignals signals;
  const auto lists = open_word_lists(command.folders);
  if (!lists) return fail(lists.error(), {}, console);
  const auto certificate = http::check_certificate(command.settings);
  if (!certificate) return fail(certificate.error(), {}, console);
  if (command.check_config) {
    const auto renderer = open_renderer(command.folders, command.policy);
    if (!renderer) return fail(renderer.error(), {}, console);
    const auto webhooks = webhook_policy(command.jobs);
    if (!webhooks) return fail(webhooks.error(), {}, console);
    console.out << to_text(command.in_force, console.language);
    const auto store = check_database(command.store);
    if (!store) return fail(store.error(), {}, console);
    say_line(console.err, say("配置无误", "the configuration is sound"), console.language);
    return exit_done;
  }
  const auto parts = open_parts(command.folders, command.policy, command.store, command.jobs);
  if (!parts) return fail(parts.error(), {}, console);
  const auto gate = open_gate(command, parts->database, console);
  if (!gate) return fail(gate.error(), {}, console);
  say_all(parts->audit->notes(), {}, console);
  const auto metrics = http::metrics_of_routes();
  metrics->watch_store([database = parts->database] { return counts_of(database); });
  Background background(*parts, runner_settings(command.store, command.jobs, command.job_threads),
                        command.settings.max_body, count_with(metrics));
  http::ServerSettings settings = command.settings;
  settings.waiting = waiting_connections(settings);
  // Who was let in is not turned away again: refusing takes more time than waiting, and clients
  // that come back at once would take it from the documents.
  settings.render_queue = settings.connections;
  const auto made = make_server(
      settings,
      {.rendering = http::rendering_with(parts->renderer, *lists, command.settings.max_body),
       .gate = *gate,
       .audit = parts->audit,
       .templates = parts->templates,
       .desk = desk_before(*parts, background),
       .metrics = metrics,
       .probe_store = [&parts] { return parts->database->probe(); }});
  http::Server& server = *made;
  const auto started = server.start();
  if (!started) return fail(started.error(), {}, console);
  background.start();
  say_line(console.out,
           say("正在监听 {}", "listening on {}", address_of(command.settings, server.port())),
           console.language);
  // Able to render from the start, and faster once the faces are prepared.
  const std::jthread preparation([&parts] { parts->renderer->prepare(); });
  signals.wait();
  const bool finished = server.stop();
  background.stop();
  if (finished) return exit_done;
  say_line(console.err, say("有请求未能完成", "some requests could not be finished"),
           console.language);
  return exit_failed;
}

}  // namespace tongbao::cli

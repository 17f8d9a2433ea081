#include <optional>
#include <ostream>
#include <thread>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/installation.h"
#include "cli/job_log.h"
#include "cli/job_service.h"
#include "cli/stop_signals.h"

namespace tongbao::cli {
namespace {

constexpr std::chrono::seconds grace{30};

struct WorkerParts {
  std::shared_ptr<const render::Renderer> renderer;
  std::shared_ptr<store::Database> database;
  std::shared_ptr<audit::Log> audit;
  jobs::WebhookPolicy webhooks;
};

// What the settings got wrong is said before anything is opened that others use.
Result<WorkerParts> open_parts(const Worker& command) {
  auto webhooks = webhook_policy(command.jobs);
  if (!webhooks) return failure(std::move(webhooks.error()));
  auto renderer = open_renderer(command.folders, command.policy);
  if (!renderer) return failure(std::move(renderer.error()));
  auto database = open_store(command.store);
  if (!database) return failure(std::move(database.error()));
  auto audit = open_audit_log(command.store, node_name(command.jobs));
  if (!audit) return failure(std::move(audit.error()));
  return WorkerParts{*std::move(renderer), *std::move(database), *std::move(audit),
                     *std::move(webhooks)};
}

}  // namespace

int execute(const Worker& command, Console& console) {
  const StopSignals signals;
  const auto parts = open_parts(command);
  if (!parts) return fail(parts.error(), {}, console);
  const auto settings = runner_settings(command.store, command.jobs, command.threads);
  jobs::Runner runner(settings, parts->database,
                      jobs::maker_with(parts->renderer, command.max_body, {}), parts->audit,
                      log_documents(http::log_to_stderr()));
  jobs::Webhooks webhooks(parts->webhooks, parts->database, jobs::system_network(),
                          log_webhooks(http::log_to_stderr()));
  runner.start();
  // Without a secret it could only refuse what others may deliver.
  if (!parts->webhooks.secret.empty()) webhooks.start();
  console.out << say("{} 开始工作，同时生成{}份文档", "{} is at work, on {} documents at once",
                     settings.node, settings.threads)
                     .in(console.language)
              << std::endl;
  const std::jthread preparation([&parts] { parts->renderer->prepare(); });
  signals.wait();
  runner.stop(grace);
  webhooks.stop();
  return exit_done;
}

}  // namespace tongbao::cli

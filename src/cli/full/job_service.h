// What a server and a worker have in common round jobs: the store, the audit log, the runner's
// settings, whom to tell.
#pragma once
#include <memory>

#include "audit/log.h"
#include "base/result.h"
#include "cli/command.h"
#include "jobs/runner.h"
#include "jobs/stored_templates.h"
#include "jobs/webhooks.h"
#include "render/renderer.h"
#include "store/database.h"

namespace tongbao::cli {

struct ServiceParts {
  std::shared_ptr<const render::Renderer> renderer;
  std::shared_ptr<jobs::StoredTemplates> templates;
  std::shared_ptr<store::Database> database;
  std::shared_ptr<audit::Log> audit;
  jobs::WebhookPolicy webhooks;
};

// What the settings got wrong is said before anything is opened that others use. Errors: those of
// all below, and of open_renderer().
[[nodiscard]] Result<ServiceParts> open_parts(const Folders& folders, const render::Policy& policy,
                                              const StoreSettings& store, const JobSettings& jobs);

// The threads that make documents of jobs and tell of their ends. Safe on any thread.
class Background {
 public:
  // `observer` hears of documents beside the log; null: nobody.
  Background(const ServiceParts& parts, const jobs::RunnerSettings& settings, std::size_t max_body,
             jobs::Observer observer);
  void start();
  void wake() { runner_.wake(); }
  // What runs may finish for half a minute; the rest goes back into the queue.
  void stop();

 private:
  bool has_secret_;  // without, it could only refuse to deliver what others may
  jobs::Runner runner_;
  jobs::Webhooks webhooks_;
};

// In the data folder. Errors: those of audit::Log::open.
[[nodiscard]] Result<std::shared_ptr<audit::Log>> open_audit_log(const StoreSettings& settings,
                                                                 const std::string& node);

// The node's name as given, else the machine's.
[[nodiscard]] std::string node_name(const JobSettings& settings);

[[nodiscard]] jobs::RunnerSettings runner_settings(const StoreSettings& store,
                                                   const JobSettings& jobs, std::size_t threads);

// Reads the secret: the first line of its file. Errors: file.unreadable, cli.weakSecret (fewer than
// 16 bytes), jobs.badWebhookPolicy.
[[nodiscard]] Result<jobs::WebhookPolicy> webhook_policy(const JobSettings& settings);

}  // namespace tongbao::cli

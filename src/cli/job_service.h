// What a server and a worker have in common round jobs: the store, the audit log, the runner's
// settings, whom to tell.
#pragma once
#include <memory>

#include "audit/log.h"
#include "base/result.h"
#include "cli/command.h"
#include "jobs/runner.h"
#include "jobs/webhooks.h"
#include "store/database.h"

namespace tongbao::cli {

// Errors: those of store::Database::open.
[[nodiscard]] Result<std::shared_ptr<store::Database>> open_store(const StoreSettings& settings);

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

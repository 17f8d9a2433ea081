#include "cli/full/job_service.h"

#include <algorithm>
#include <thread>
#include <utility>

#include <Poco/Environment.h>

#include "base/file.h"
#include "cli/full/job_log.h"
#include "cli/full/open_store.h"
#include "cli/installation.h"

namespace tongbao::cli {
namespace {

constexpr std::chrono::seconds grace{30};
constexpr std::size_t least_secret = 16;
constexpr std::size_t most_secret = 4096;

Diagnostic weak_secret(const FileName& file) {
  return {.code = "cli.weakSecret",
          .where = {.pointer = {}, .file = file},
          .message = say("通知的签名密钥不足{}字节",
                         "the secret of webhooks has fewer than {} bytes", least_secret),
          .hint = say("可用 {} 生成", "make one with {}", "openssl rand -hex 32")};
}

Result<std::string> read_secret(const FileName& file) {
  if (file.empty()) return std::string();
  const auto text = read_file(file, most_secret);
  if (!text) return failure(text.error());
  std::string secret = text->substr(0, text->find_first_of("\r\n"));
  if (secret.size() < least_secret) return failure(weak_secret(file));
  return secret;
}

jobs::Observer log_and_tell(jobs::Observer observer) {
  return [log = log_documents(http::log_to_stderr()),
          observer = std::move(observer)](const jobs::Ended& ended) {
    log(ended);
    if (observer) observer(ended);
  };
}

}  // namespace

Result<ServiceParts> open_parts(const Folders& folders, const render::Policy& policy,
                                const StoreSettings& store, const JobSettings& jobs) {
  auto webhooks = webhook_policy(jobs);
  if (!webhooks) return failure(std::move(webhooks.error()));
  auto rendering = open_rendering(folders, policy);
  if (!rendering) return failure(std::move(rendering.error()));
  auto database = open_database(store);
  if (!database) return failure(std::move(database.error()));
  auto audit = open_audit_log(store, node_name(jobs));
  if (!audit) return failure(std::move(audit.error()));
  auto templates = std::make_shared<jobs::StoredTemplates>(*database, rendering->catalogue,
                                                           log_templates(http::log_to_stderr()));
  return ServiceParts{std::move(rendering->renderer), std::move(templates), *std::move(database),
                      *std::move(audit), *std::move(webhooks)};
}

Background::Background(const ServiceParts& parts, const jobs::RunnerSettings& settings,
                       std::size_t max_body, jobs::Observer observer)
    : has_secret_(!parts.webhooks.secret.empty()),
      runner_(settings, parts.database,
              jobs::maker_with(parts.renderer, parts.templates, max_body, {}), parts.audit,
              log_and_tell(std::move(observer))),
      webhooks_(parts.webhooks, parts.database, jobs::system_network(),
                log_webhooks(http::log_to_stderr())) {}

void Background::start() {
  runner_.start();
  if (has_secret_) webhooks_.start();
}

void Background::stop() {
  runner_.stop(grace);
  webhooks_.stop();
}

Result<std::shared_ptr<audit::Log>> open_audit_log(const StoreSettings& settings,
                                                   const std::string& node) {
  return audit::Log::open(audit_folder(settings.data), node, TONGBAO_VERSION);
}

std::string node_name(const JobSettings& settings) {
  return settings.node.empty() ? Poco::Environment::nodeName() : settings.node;
}

jobs::RunnerSettings runner_settings(const StoreSettings& store, const JobSettings& jobs,
                                     std::size_t threads) {
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  return {.node = node_name(jobs),
          .threads = threads == 0 ? cores : threads,
          .lease = jobs.lease,
          .retention = store.retention};
}

Result<jobs::WebhookPolicy> webhook_policy(const JobSettings& settings) {
  const auto secret = read_secret(settings.webhook_secret);
  if (!secret) return failure(secret.error());
  jobs::WebhookPolicy policy = settings.webhooks;
  policy.secret = *secret;
  const auto checked = jobs::check_policy(policy);
  if (!checked) return failure(checked.error());
  return policy;
}

}  // namespace tongbao::cli

#include <algorithm>

#include "jobs/networks.h"
#include "jobs/webhook_address.h"
#include "jobs/webhooks.h"

namespace tongbao::jobs {
namespace {

// An origin of the settings as WebhookAddress::origin() writes it.
std::optional<std::string> normal_origin(const std::string& text) {
  const auto address = parse_webhook_address(text);
  const std::size_t authority = text.find("//") + 2;
  if (!address || text.find_first_of("/?", authority) != std::string::npos) return std::nullopt;
  return address->origin();
}

bool is_listed(const WebhookPolicy& policy, const WebhookAddress& address) {
  return std::any_of(policy.origins.begin(), policy.origins.end(), [&](const std::string& origin) {
    return normal_origin(origin) == address.origin();
  });
}

// A host that is an IP address can be judged at once; a name has to be resolved first.
bool leads_nowhere(const WebhookPolicy& policy, const WebhookAddress& address) {
  return parse_ip(address.host) && !may_connect(policy, address.host);
}

Diagnostic not_allowed(const std::string& pointer, Bilingual hint) {
  return {.code = "jobs.webhookNotAllowed",
          .where = Place::at_pointer(pointer),
          .message = say("不允许通知这个地址", "this address may not be called"),
          .hint = std::move(hint)};
}

Diagnostic bad_policy(const char* option, const std::string& text, Bilingual hint) {
  return {.code = "jobs.badWebhookPolicy",
          .where = {},
          .message = say("{}的值“{}”无效", "{}: \"{}\" is not valid", option, text),
          .hint = std::move(hint)};
}

}  // namespace

Result<void> check_webhook(const WebhookPolicy& policy, const std::string& address,
                           const std::string& pointer) {
  const auto parsed = parse_webhook_address(address);
  if (!parsed) {
    return failure(
        Diagnostic{.code = "jobs.webhookAddress",
                   .where = Place::at_pointer(pointer),
                   .message = say("不是可以通知的地址", "no address that can be called"),
                   .hint = say("应为 http 或 https 地址，不带用户名、密码和片段",
                               "an http or https address without user, password and fragment")});
  }
  if (policy.secret.empty() || policy.origins.empty()) {
    return failure(not_allowed(
        pointer, say("本服务没有开启通知", "this service has no webhooks: its operator decides")));
  }
  if (!is_listed(policy, *parsed) || leads_nowhere(policy, *parsed)) {
    return failure(not_allowed(
        pointer, say("请运维人员列入允许的地址", "its operator can allow the address")));
  }
  return {};
}

Result<void> check_policy(const WebhookPolicy& policy) {
  Diagnostics errors;
  for (const std::string& origin : policy.origins) {
    if (normal_origin(origin)) continue;
    errors.push_back(bad_policy("--webhook-allow", origin,
                                say("应如 https://oa.example.gov.cn:8443，不带路径",
                                    "like https://oa.example.gov.cn:8443, without a path")));
  }
  for (const std::string& network : policy.networks) {
    if (parse_network(network)) continue;
    errors.push_back(bad_policy("--webhook-network", network,
                                say("应如 10.1.0.0/16 或 10.1.2.3，前缀以外的位为 0",
                                    "like 10.1.0.0/16 or 10.1.2.3, no bits beyond the prefix")));
  }
  if (!policy.origins.empty() && policy.secret.empty()) {
    errors.push_back(
        bad_policy("--webhook-secret-file", "",
                   say("允许通知时须有签名密钥", "webhooks need a secret to sign with")));
  }
  if (errors.empty()) return {};
  return failure(std::move(errors));
}

bool may_connect(const WebhookPolicy& policy, const std::string& ip) {
  const auto address = parse_ip(ip);
  if (!address) return false;
  const auto listed = [&](const std::string& text) {
    const auto network = parse_network(text);
    return network && contains(*network, *address);
  };
  return is_public(*address) || std::any_of(policy.networks.begin(), policy.networks.end(), listed);
}

}  // namespace tongbao::jobs

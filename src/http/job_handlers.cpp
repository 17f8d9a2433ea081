#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "http/handlers.h"
#include "http/job_access.h"
#include "jobs/job_json.h"
#include "jobs/submission.h"

namespace tongbao::http {
namespace {

Diagnostic at_entry(const char* code, std::size_t n, const char* member, Bilingual message,
                    Bilingual hint) {
  return {.code = code,
          .where = Place::at_pointer("/documents/" + std::to_string(n) + '/' + member),
          .message = std::move(message),
          .hint = std::move(hint)};
}

// A submission held against the templates there are.
class Resolver {
 public:
  explicit Resolver(const Service& service) {
    for (TemplateInfo& info : service.rendering->templates()) {
      templates_.emplace(info.id, std::move(info));
    }
  }

  [[nodiscard]] store::Order resolve(std::size_t n, const jobs::Wanted& wanted) {
    store::Order order{.name = wanted.name,
                       .template_id = wanted.template_id,
                       .template_version = 0,
                       .format = {},
                       .options = jobs::to_json(wanted.task),
                       .input = {}};
    const auto found = templates_.find(wanted.template_id);
    if (found == templates_.end()) {
      unknown_template(n, wanted.template_id);
      return order;
    }
    const TemplateInfo& info = found->second;
    order.template_version = version_of(n, wanted, info);
    order.format = format_of(n, wanted, info);
    return order;
  }

  [[nodiscard]] Diagnostics& errors() { return errors_; }

 private:
  void unknown_template(std::size_t n, const std::string& id) {
    std::vector<std::string_view> known;
    for (const auto& [name, info] : templates_) known.push_back(name);
    const std::string nearest = nearest_name(id, known);
    errors_.push_back(at_entry(
        "jobs.unknownTemplate", n, "template", say("没有这个模板", "there is no such template"),
        nearest.empty() ? say("目录见/v1/templates", "/v1/templates lists them")
                        : say("是否为{}？", "did you mean {}?", nearest)));
  }

  unsigned version_of(std::size_t n, const jobs::Wanted& wanted, const TemplateInfo& info) {
    const auto& versions = info.versions;
    const unsigned version = wanted.version.value_or(versions.back());
    if (std::find(versions.begin(), versions.end(), version) == versions.end()) {
      errors_.push_back(
          at_entry("jobs.unknownVersion", n, "version",
                   say("模板{}没有这个版本", "the template {} has no such version", info.id),
                   say("最新为{}", "the newest is {}", versions.back())));
    }
    return version;
  }

  std::string format_of(std::size_t n, const jobs::Wanted& wanted, const TemplateInfo& info) {
    const auto format = wanted.format ? render::format_named(*wanted.format) : info.formats.front();
    const bool available = format && std::find(info.formats.begin(), info.formats.end(), *format) !=
                                         info.formats.end();
    if (available) return std::string(render::name_of(*format));
    std::string names;
    for (const render::Format each : info.formats) {
      if (!names.empty()) names += ", ";
      names += render::name_of(each);
    }
    errors_.push_back(
        at_entry("jobs.formatUnavailable", n, "format",
                 say("模板{}没有这种格式", "the template {} has no such format", info.id),
                 say("可用：{}", "it has {}", names)));
    return {};
  }

  std::map<std::string, TemplateInfo, std::less<>> templates_;
  Diagnostics errors_;
};

// Equal inputs are kept once, and digested once.
Result<void> keep_inputs(store::BlobStore& blobs, std::vector<jobs::Wanted>& wanted,
                         std::vector<store::Order>& orders) {
  for (std::size_t n = 0; n < wanted.size(); ++n) {
    auto kept = blobs.put(std::move(wanted[n].input));
    if (!kept) return failure(std::move(kept.error()));
    orders[n].input = *kept;
  }
  return {};
}

}  // namespace

Attempt<Reply> submit_job(Service& service, Call& call) {
  const auto desk = desk_of(service);
  if (!desk) return tl::unexpected(desk.error());
  const auto type = body_type(call, {"application/json"});
  if (!type) return tl::unexpected(type.error());
  auto body = call.body.read(service.settings.max_body);
  if (!body) return tl::unexpected(std::move(body.error()));
  const auto json = std::make_shared<const std::string>((*body)->take_text());
  const record::ReadLimits limits{.bytes = service.settings.max_body};
  auto read = compute(service, call, json->size(), [json, limits](const std::stop_token&) {
    return jobs::read_submission(*json, limits);
  });
  if (!read) return tl::unexpected(std::move(read.error()));
  if (!*read) return refuse_with(std::move(read->error()));
  jobs::Submission& submission = **read;

  Resolver resolver(service);
  Batch batch{.orders = {}, .webhook = submission.webhook, .body = sha256(*json)};
  for (std::size_t n = 0; n < submission.documents.size(); ++n) {
    batch.orders.push_back(resolver.resolve(n, submission.documents[n]));
  }
  Diagnostics errors = std::move(resolver.errors());
  if (!submission.webhook.empty()) {
    auto allowed = jobs::check_webhook((*desk)->webhooks, submission.webhook, "/webhook/url");
    if (!allowed)
      std::move(allowed.error().begin(), allowed.error().end(), std::back_inserter(errors));
  }
  if (!errors.empty()) return refuse_with(std::move(errors));
  auto kept = keep_inputs((*desk)->blobs, submission.documents, batch.orders);
  if (!kept) return refuse_with(std::move(kept.error()));
  return accept_job(service, call, std::move(batch));
}

Attempt<Reply> show_job(Service& service, Call& call) {
  const auto job = find_job(service, call);
  if (!job) return tl::unexpected(job.error());
  Reply reply = json_reply(jobs::job_json(*job, call.language) + '\n');
  if (!store::has_ended(store::state_of(*job))) reply.fields.push_back({"Retry-After", "1"});
  return reply;
}

Attempt<Reply> delete_job(Service& service, Call& call) {
  const auto job = find_job(service, call);
  if (!job) return tl::unexpected(job.error());
  auto removed = service.desk->jobs.remove(job->id);
  if (!removed) return refuse_with(std::move(removed.error()));
  Reply reply;
  reply.status = 204;
  return reply;
}

}  // namespace tongbao::http

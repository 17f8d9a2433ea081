#include "http/job_access.h"

#include <algorithm>
#include <utility>

#include "jobs/job_json.h"

namespace tongbao::http {
namespace {

constexpr std::size_t longest_key = 200;

bool is_visible(char c) {
  return c > ' ' && c < 0x7F;
}

Attempt<std::string> idempotency_key_of(const RequestHead& head) {
  if (head.count("Idempotency-Key") == 0) return std::string();
  std::string key = head.find("Idempotency-Key").value_or("");
  const bool sound =
      !key.empty() && key.size() <= longest_key && std::all_of(key.begin(), key.end(), is_visible);
  if (sound) return key;
  return refuse("jobs.badIdempotencyKey", say("Idempotency-Key无效", "no Idempotency-Key"),
                say("应为1至{}个可见ASCII字符", "1 to {} visible ASCII characters", longest_key));
}

tl::unexpected<Problem> unknown_job() {
  return refuse("jobs.unknownJob", say("没有这个作业", "there is no such job"),
                say("作业在保留期后删除", "jobs are deleted when their retention is over"));
}

}  // namespace

Attempt<jobs::Desk*> desk_of(const Service& service) {
  if (service.desk) return service.desk.get();
  return refuse("http.noJobs", say("此服务不接受作业", "this server takes no jobs"));
}

Attempt<store::Job> find_job(const Service& service, const Call& call) {
  const auto desk = desk_of(service);
  if (!desk) return tl::unexpected(desk.error());
  auto found = (*desk)->jobs.find(call.names.front());
  if (!found) return refuse_with(std::move(found.error()));
  if (!*found) return unknown_job();
  const bool own = (*found)->owner == call.pass.key_id() || call.pass.is_admin();
  if (!own) return unknown_job();
  return **std::move(found);
}

Attempt<Reply> accept_job(const Service& service, const Call& call, Batch batch) {
  const auto desk = desk_of(service);
  if (!desk) return tl::unexpected(desk.error());
  auto key = idempotency_key_of(call.head);
  if (!key) return tl::unexpected(std::move(key.error()));
  auto accepted = (*desk)->jobs.accept({.owner = call.pass.key_id(),
                                        .operator_ = call.operator_,
                                        .request_id = call.request_id,
                                        .webhook = std::move(batch.webhook),
                                        .idempotency_key = *std::move(key),
                                        .body = batch.body,
                                        .documents = std::move(batch.orders)},
                                       (*desk)->most_waiting);
  if (!accepted) return refuse_with(std::move(accepted.error()));
  if ((*desk)->wake) (*desk)->wake();
  auto job = (*desk)->jobs.find(accepted->id);
  if (!job) return refuse_with(std::move(job.error()));
  Reply reply = json_reply(*job ? jobs::job_json(**job, call.language) + '\n' : "{}\n");
  reply.status = 202;
  reply.fields.push_back({"Location", "/v1/jobs/" + accepted->id});
  return reply;
}

bool prefers_async(const RequestHead& head) {
  const std::string prefer = head.find("Prefer").value_or("");
  const auto wishes = list_elements(prefer);
  return std::any_of(wishes.begin(), wishes.end(), [](std::string_view wish) {
    return equal_ignoring_case(trim(wish.substr(0, wish.find(';'))), "respond-async");
  });
}

tl::unexpected<Problem> refuse_with(Diagnostics errors) {
  Problem refused{.errors = std::move(errors)};
  for (Diagnostic& error : refused.errors) {
    if (!error.code.starts_with("store.")) continue;
    refused.cause = to_line(error, Language::en);
    error.where = {};
    error.message = say("数据存储暂时无法完成", "the store cannot do it at the moment");
    error.hint = say("稍后重试", "try again later");
  }
  return tl::unexpected<Problem>(std::move(refused));
}

}  // namespace tongbao::http

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
  std::string key = head.find("Idempotency-Key").value_or("");
  if (key.size() <= longest_key && std::all_of(key.begin(), key.end(), is_visible)) return key;
  return refuse(
      "jobs.badIdempotencyKey", say("Idempotency-Key无效", "no Idempotency-Key"),
      say("应为至多{}个可见ASCII字符", "at most {} visible ASCII characters", longest_key));
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
  return head.has_token("Prefer", "respond-async");
}

}  // namespace tongbao::http

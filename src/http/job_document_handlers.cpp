#include <charconv>
#include <utility>

#include "http/handlers.h"
#include "http/job_access.h"
#include "http/status.h"
#include "jobs/archive.h"
#include "jobs/failure.h"

namespace tongbao::http {
namespace {

// "0", "1", …, as the job numbers its documents.
const store::JobDocument* find_document(const store::Job& job, const std::string& number) {
  std::size_t n = 0;
  const char* const end = number.data() + number.size();
  const auto [stop, error] = std::from_chars(number.data(), end, n);
  const bool sound = error == std::errc{} && stop == end && std::to_string(n) == number;
  return sound && n < job.documents.size() ? &job.documents[n] : nullptr;
}

tl::unexpected<Problem> not_finished() {
  return refuse("jobs.notFinished", say("尚未完成", "not finished yet"),
                say("进度见GET /v1/jobs/{{id}}", "GET /v1/jobs/{{id}} says how far it is"));
}

// Why there is nothing to fetch.
tl::unexpected<Problem> not_made(const store::JobDocument& document) {
  if (document.state == store::State::cancelled) {
    return refuse("jobs.cancelled", say("已取消", "it was cancelled"));
  }
  if (document.state != store::State::failed) return not_finished();
  Diagnostics errors = jobs::parse_failure(document.errors);
  Problem failed = problem("jobs.failed", say("此文档未能生成", "this document could not be made"));
  failed.errors.insert(failed.errors.end(), errors.begin(), errors.end());
  return tl::unexpected<Problem>(std::move(failed));
}

Reply document_reply(const store::JobDocument& document, DocumentBytes bytes) {
  const store::Made& made = *document.made;
  Reply reply;
  reply.content_type = made.media_type;
  reply.etag = '"' + hex(made.digest) + '"';
  reply.body = std::move(bytes);
  reply.fields.push_back(
      {"Content-Disposition", content_disposition(made.file_name, document.order.template_id + '.' +
                                                                      document.order.format)});
  if (made.pages) reply.fields.push_back({"X-Document-Pages", std::to_string(*made.pages)});
  if (made.rows) reply.fields.push_back({"X-Document-Rows", std::to_string(*made.rows)});
  return reply;
}

}  // namespace

Attempt<Reply> show_job_document(Service& service, Call& call) {
  const auto job = find_job(service, call);
  if (!job) return tl::unexpected(job.error());
  const store::JobDocument* const document = find_document(*job, call.names.back());
  if (document == nullptr) {
    return refuse("jobs.unknownDocument", say("作业没有这份文档", "the job has no such document"),
                  say("共{}份，从0数起", "there are {}, counted from 0", job->documents.size()));
  }
  if (!document->made) return not_made(*document);
  auto bytes = service.desk->blobs.get(document->made->digest);
  if (!bytes) return refuse_with(std::move(bytes.error()));
  return document_reply(*document, *std::move(bytes));
}

Attempt<Reply> show_job_archive(Service& service, Call& call) {
  auto job = find_job(service, call);
  if (!job) return tl::unexpected(job.error());
  if (!store::has_ended(store::state_of(*job))) return not_finished();
  Reply reply;
  reply.content_type = "application/zip";
  reply.fields.push_back({"Content-Disposition", content_disposition(job->id + ".zip", "job.zip")});
  reply.source = [job = *std::move(job), desk = service.desk](const Sink& send) {
    return jobs::write_archive(job, desk->blobs, send);
  };
  return reply;
}

}  // namespace tongbao::http

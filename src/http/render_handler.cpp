#include <algorithm>
#include <utility>

#include "http/audited.h"
#include "http/handlers.h"
#include "http/job_access.h"
#include "http/negotiation.h"
#include "render/remark.h"

namespace tongbao::http {
namespace {

constexpr std::string_view json_type = "application/json";
constexpr std::string_view ndjson_type = "application/x-ndjson";

tl::unexpected<Problem> format_unavailable(const TemplateInfo& info) {
  std::string names;
  for (const render::Format format : info.formats) {
    if (!names.empty()) names += ", ";
    names += render::name_of(format);
  }
  return refuse("render.formatUnavailable",
                say("模板{}没有这种格式", "the template {} has no such format", info.id),
                say("可用：{}", "it has {}", names));
}

Attempt<render::Format> format_by_accept(const std::string& accept, const TemplateInfo& info) {
  std::vector<std::string_view> offered;
  offered.reserve(info.formats.size());
  for (const render::Format format : info.formats) offered.push_back(render::media_type_of(format));
  const auto chosen = choose_media_type(accept, offered);
  if (!chosen) return format_unavailable(info);
  return info.formats[*chosen];
}

Attempt<render::Format> choose_format(const Call& call, const TemplateInfo& info) {
  const auto named = call.query.find("format");
  if (named == call.query.end()) {
    return format_by_accept(call.head.find("Accept").value_or(""), info);
  }
  const auto format = render::format_named(named->second);
  const bool available =
      format && std::find(info.formats.begin(), info.formats.end(), *format) != info.formats.end();
  if (!available) return format_unavailable(info);
  return *format;
}

Attempt<std::optional<record::Edition>> choose_edition(const Call& call) {
  const auto named = call.query.find("edition");
  if (named == call.query.end()) return std::nullopt;
  if (named->second == "public") return record::Edition::public_;
  if (named->second == "internal") return record::Edition::internal;
  return refuse("http.badParameter", say("edition的值无效", "the value of edition is not known"),
                say("应为public或internal", "it should be public or internal"));
}

Attempt<bool> choose_attachment(const Call& call) {
  const auto named = call.query.find("attach");
  if (named == call.query.end()) return false;
  if (named->second == "record") return true;
  return refuse("http.badParameter", say("attach的值无效", "the value of attach is not known"),
                say("应为record", "it should be record"));
}

Attempt<bool> choose_personal_data(const Call& call) {
  const auto named = call.query.find("allow");
  if (named == call.query.end()) return false;
  if (named->second == "personal-data") return true;
  return refuse("http.badParameter", say("allow的值无效", "the value of allow is not known"),
                say("应为personal-data", "it should be personal-data"));
}

// The newest where the caller says nothing.
Attempt<unsigned> choose_version(const Call& call, const TemplateInfo& info) {
  const auto named = call.query.find("version");
  if (named == call.query.end()) return info.versions.back();
  for (const unsigned version : info.versions) {
    if (named->second == std::to_string(version)) return version;
  }
  return refuse("render.unknownVersion",
                say("模板{}没有这个版本", "the template {} has no such version", info.id),
                say("最新为{}", "the newest is {}", info.versions.back()));
}

// As body and template agree on it. A notice cannot be made from a stream.
Attempt<bool> is_streamed(const Call& call, const TemplateInfo& info) {
  std::vector<std::string_view> accepted = {json_type};
  if (info.streams) accepted.push_back(ndjson_type);
  const auto type = body_type(call, accepted);
  if (!type) return tl::unexpected(type.error());
  return *type == ndjson_type;
}

tl::unexpected<Problem> no_storage(std::string cause) {
  Problem problem =
      http::problem("http.storage", say("暂时没有可用的磁盘空间", "there is no disk space now"),
                    say("稍后重试", "try again later"));
  problem.cause = std::move(cause);
  return tl::unexpected<Problem>(std::move(problem));
}

// What the renderer could not do. Where its file could not be written, the place is the operator's
// business.
tl::unexpected<Problem> not_rendered(Diagnostics errors) {
  for (const Diagnostic& error : errors) {
    if (error.code == "ledger.unwritable" || error.code == "ledger.diskFull")
      return no_storage(to_line(error, Language::en));
  }
  return tl::unexpected<Problem>(Problem{std::move(errors), {}, {}});
}

constexpr std::size_t rows_between_looks = 4096;

// Ends the work once nobody waits for it, and before it fills the disk.
render::Checkpoint watch(std::stop_token stop, const Storage& storage) {
  return [stop = std::move(stop), &storage](std::size_t problems) -> Result<void> {
    if (stop.stop_requested()) {
      return failure({.code = "http.clientLeft",
                      .where = {},
                      .message = say("无人等待", "nobody waits"),
                      .hint = {}});
    }
    if (problems % rows_between_looks == 0 && !storage.has_space()) {
      return failure(no_storage({}).value().errors);
    }
    return {};
  };
}

Reply document_reply(render::Document document, const Sha256& digest,
                     const std::string& template_id) {
  Reply reply;
  reply.content_type = render::media_type_of(document.format);
  reply.etag = etag_of(digest);
  const std::string fallback = template_id + '.' + std::string(render::name_of(document.format));
  reply.fields.push_back(
      {"Content-Disposition", content_disposition(document.file_name, fallback)});
  if (document.pages) {
    reply.fields.push_back({"X-Document-Pages", std::to_string(*document.pages)});
  }
  if (document.rows) reply.fields.push_back({"X-Document-Rows", std::to_string(*document.rows)});
  reply.body = std::move(document.bytes);
  return reply;
}

// One document as a job. What would be refused at once without a job is refused at once.
Attempt<Reply> accept_one(Service& service, Call& call, const jobs::Task& task,
                          const TemplateInfo& info, unsigned version, render::Format format,
                          DocumentBytes input) {
  const auto desk = desk_of(service);
  if (!desk) return tl::unexpected(desk.error());
  const auto checked =
      compute(service, call, input.size(),
              [rendering = service.rendering, input, streamed = task.stream](
                  const std::stop_token&) { return rendering->check_input(input, streamed); });
  if (!checked) return tl::unexpected(checked.error());
  if (!*checked) return refuse_with(checked->error());
  auto kept = (*desk)->blobs.put(input);
  if (!kept) return refuse_with(std::move(kept.error()));
  store::Order order{.name = {},
                     .template_id = info.id,
                     .template_version = version,
                     .format = std::string(render::name_of(format)),
                     .options = jobs::to_json(task),
                     .input = *kept};
  // What is asked for belongs to the request as much as its body does.
  const auto named = call.query.find("version");
  const std::string named_version = named == call.query.end() ? "" : named->second;
  const Sha256 whole =
      sha256(hex(*kept) + order.template_id + named_version + order.format + order.options);
  auto reply =
      accept_job(service, call, {.orders = {std::move(order)}, .webhook = {}, .body = whole});
  if (reply) reply->fields.push_back({"Preference-Applied", "respond-async"});
  return reply;
}

}  // namespace

Attempt<Reply> render_document(Service& service, Call& call) {
  const auto info = find_template(service, call.names.front());
  if (!info) return tl::unexpected(info.error());
  call.trace.template_id = info->id;
  const auto format = choose_format(call, *info);
  if (!format) return tl::unexpected(format.error());
  const auto version = choose_version(call, *info);
  if (!version) return tl::unexpected(version.error());
  const auto streamed = is_streamed(call, *info);
  if (!streamed) return tl::unexpected(streamed.error());
  const auto edition = choose_edition(call);
  if (!edition) return tl::unexpected(edition.error());
  const auto attach_record = choose_attachment(call);
  if (!attach_record) return tl::unexpected(attach_record.error());
  const auto allow_personal_data = choose_personal_data(call);
  if (!allow_personal_data) return tl::unexpected(allow_personal_data.error());
  const auto& settings = service.settings;
  // A stream takes its size on disk, and as much again while its ledger is made.
  const unsigned copies = *streamed ? 2 : 1;
  auto body = call.body.read(
      *streamed ? std::min(settings.max_stream, settings.disk_quota / copies) : settings.max_body,
      copies);
  if (!body) return tl::unexpected(std::move(body.error()));
  if (prefers_async(call.head) && call.pass.may(access::Scope::jobs)) {
    return accept_one(service, call,
                      {.stream = *streamed,
                       .edition = *edition,
                       .attach_record = *attach_record,
                       .allow_personal_data = *allow_personal_data},
                      *info, *version, *format, (*body)->take_bytes());
  }
  const std::uint64_t bytes = (*body)->size();
  const auto share = (*body)->share();
  const Sha256 input = service.audit ? (*body)->digest() : Sha256{};

  render::Request request{.template_id = info->id,
                          .format = *format,
                          .edition = *edition,
                          .attach_record = *attach_record,
                          .allow_personal_data = *allow_personal_data,
                          .folder = service.storage.folder(),
                          .template_version = *version};
  auto work = [rendering = service.rendering, &storage = service.storage, body = *std::move(body),
               streamed = *streamed,
               request = std::move(request)](const std::stop_token& stop) mutable {
    request.checkpoint = watch(stop, storage);
    if (streamed) return rendering->render_stream(request, *body->open_stream(stop));
    return rendering->render(request, body->take_text());
  };
  auto rendered = compute(service, call, bytes, std::move(work));
  if (!rendered) return tl::unexpected(std::move(rendered.error()));
  if (!*rendered) return not_rendered(std::move(rendered->error()));
  render::Document& document = **rendered;
  service.metrics->made(render::name_of(*format), document.pages, document.rows);
  share->set(document.bytes.path().empty() ? 0 : document.bytes.size());
  std::string remark = render::remark_on(document);
  const Sha256 digest = document.bytes.sha256();
  const Deadline auditing = Clock::now();
  const auto entered = enter(service, entry_of(call, info->id, document, input, digest, remark));
  if (service.audit) {
    call.trace.audit =
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - auditing);
  }
  if (!entered) return tl::unexpected(entered.error());
  Reply reply = document_reply(std::move(document), digest, info->id);
  reply.remark = std::move(remark);
  reply.share = share;
  return reply;
}

}  // namespace tongbao::http

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/job_access.h"
#include "http/openapi.h"

namespace tongbao::http {
namespace {

using Json = nlohmann::ordered_json;

// A resource that changes only with the program: kept by the client, asked for again by its ETag.
Reply resource(std::string content_type, std::string body) {
  Reply reply;
  reply.content_type = std::move(content_type);
  reply.etag = etag_of(sha256(body));
  reply.body = std::move(body);
  reply.cache_control = "no-cache";
  return reply;
}

// Lines and columns are the caller's own here.
tl::unexpected<Problem> not_kept(Diagnostics errors) {
  for (Diagnostic& error : errors) error.where.file.clear();
  return refuse_with(std::move(errors));
}

Json template_json(const TemplateInfo& info) {
  Json formats = Json::array();
  for (const render::Format format : info.formats) {
    formats.push_back(
        {{"name", render::name_of(format)}, {"mediaType", render::media_type_of(format)}});
  }
  return {{"id", info.id},
          {"name", info.name},
          {"description", info.description},
          {"kind", info.kind},
          {"version", info.versions.back()},
          {"versions", info.versions},
          {"formats", std::move(formats)}};
}

}  // namespace

Attempt<TemplateInfo> find_template(const Service& service, const std::string& id) {
  if (service.templates) service.templates->refresh();
  auto infos = service.rendering->templates();
  const auto found = std::find_if(infos.begin(), infos.end(),
                                  [&](const TemplateInfo& info) { return info.id == id; });
  if (found != infos.end()) return std::move(*found);
  std::vector<std::string_view> known;
  known.reserve(infos.size());
  for (const TemplateInfo& info : infos) known.push_back(info.id);
  const std::string nearest = nearest_name(id, known);
  return refuse("render.unknownTemplate", say("没有这个模板", "there is no such template"),
                nearest.empty() ? say("目录见/v1/templates", "/v1/templates lists them")
                                : say("是否为{}？", "did you mean {}?", nearest));
}

Attempt<Reply> show_schema(Service& service, Call& /*call*/) {
  return resource("application/schema+json", service.rendering->record_schema());
}

Attempt<Reply> list_templates(Service& service, Call& /*call*/) {
  if (service.templates) service.templates->refresh();
  Json list = Json::array();
  for (const TemplateInfo& info : service.rendering->templates()) {
    list.push_back(template_json(info));
  }
  return resource("application/json", Json{{"templates", std::move(list)}}.dump() + '\n');
}

Attempt<Reply> show_template(Service& service, Call& call) {
  const auto info = find_template(service, call.names.front());
  if (!info) return tl::unexpected(info.error());
  return resource("application/json", template_json(*info).dump() + '\n');
}

Attempt<Reply> put_template(Service& service, Call& call) {
  constexpr std::uint64_t most_bytes = std::uint64_t{1} << 20;
  if (!service.templates) {
    return refuse("http.noStore", say("此服务不保存模板", "this server keeps no templates"));
  }
  const auto type = body_type(call, {"application/xml", "text/xml"});
  if (!type) return tl::unexpected(type.error());
  auto body = call.body.read(std::min<std::uint64_t>(most_bytes, service.settings.max_body));
  if (!body) return tl::unexpected(std::move(body.error()));
  const std::string& id = call.names.front();
  const auto added = service.templates->put(id, (*body)->take_text(), call.pass.key_id());
  if (!added) return not_kept(added.error());
  const auto info = find_template(service, id);
  if (!info) return tl::unexpected(info.error());
  Reply reply = json_reply(template_json(*info).dump() + '\n');
  reply.status = added->is_new ? 201 : 200;
  reply.fields.push_back({"Location", "/v1/templates/" + id});
  return reply;
}

Attempt<Reply> show_health(Service& /*service*/, Call& /*call*/) {
  return json_reply("{\"status\":\"ok\"}\n");
}

Attempt<Reply> show_readiness(Service& service, Call& /*call*/) {
  if (service.stopping) return tl::unexpected(problem_of(Outcome::abandoned));
  if (auto obstacle = service.readiness->obstacle()) {
    return tl::unexpected<Problem>(*std::move(obstacle));
  }
  return json_reply("{\"status\":\"ready\"}\n");
}

Attempt<Reply> show_openapi(Service& /*service*/, Call& /*call*/) {
  return resource("application/json", openapi_document());
}

Attempt<Reply> show_metrics(Service& service, Call& /*call*/) {
  Reply reply;
  reply.content_type = std::string(metrics::text_media_type);
  reply.body = service.metrics->text();
  return reply;
}

}  // namespace tongbao::http

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "http/handlers.h"
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
          {"formats", std::move(formats)}};
}

}  // namespace

Attempt<TemplateInfo> find_template(const Service& service, const std::string& id) {
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

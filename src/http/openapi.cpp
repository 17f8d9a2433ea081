#include "http/openapi.h"

#include <algorithm>
#include <map>
#include <vector>

#include <nlohmann/json.hpp>

#include "http/routes.h"
#include "http/status.h"

namespace tongbao::http {
namespace {

using Json = nlohmann::ordered_json;

// Header fields of requests and answers that operations name.
const std::map<std::string_view, std::string_view>& fields() {
  static const std::map<std::string_view, std::string_view> descriptions = {
      {"Accept", "The media type wished, where ?format does not say it"},
      {"Content-Disposition", "The file's name, as filename*=UTF-8''…"},
      {"ETag", "The SHA-256 of the body, in hexadecimal digits and quotes"},
      {"Idempotency-Key", "The same key with the same body is the same job"},
      {"If-None-Match", "ETags that the caller has: 304 where one still holds"},
      {"Location", "The address of what was made"},
      {"Prefer", "respond-async: a job is made of the request"},
      {"Preference-Applied", "respond-async, where the answer is a job"},
      {"X-Document-Pages", "Pages of a notice"},
      {"X-Document-Rows", "Rows of a ledger"},
      {"X-Operator", "Who asked, in the upstream system; for the audit log"},
  };
  return descriptions;
}

Json text_schema() {
  return {{"type", "string"}};
}

Json schema_of(const Media& media) {
  if (media.schema.empty()) return Json::object();  // bytes or text as the media type has it
  if (media.schema.starts_with('/')) return {{"$ref", media.schema}};
  return {{"$ref", "#/components/schemas/" + std::string(media.schema)}};
}

Json content_of(const std::vector<Media>& media) {
  Json content = Json::object();
  for (const Media& each : media) {
    content[std::string(each.type)] = {{"schema", schema_of(each)}};
  }
  return content;
}

Json query_parameter(const Parameter& parameter) {
  Json schema = text_schema();
  if (!parameter.values.empty()) schema["enum"] = parameter.values;
  return {{"name", parameter.name},
          {"in", "query"},
          {"description", parameter.description},
          {"schema", std::move(schema)}};
}

// Of "/v1/jobs/{id}/documents/{n}": id, n.
std::vector<std::string_view> placeholders(std::string_view pattern) {
  std::vector<std::string_view> names;
  for (std::size_t at = 0; (at = pattern.find('{', at)) != std::string_view::npos; ++at) {
    names.push_back(pattern.substr(at + 1, pattern.find('}', at) - at - 1));
  }
  return names;
}

Json parameters_of(const Route& route) {
  Json parameters = Json::array();
  for (const std::string_view name : placeholders(route.pattern)) {
    parameters.push_back(
        {{"name", name}, {"in", "path"}, {"required", true}, {"schema", text_schema()}});
  }
  for (const Parameter& parameter : route.parameters) {
    parameters.push_back(query_parameter(parameter));
  }
  parameters.push_back(query_parameter({"lang", "The language of messages", {"zh", "en"}}));
  for (const std::string_view field : route.about.fields) {
    parameters.push_back({{"name", field},
                          {"in", "header"},
                          {"description", fields().at(field)},
                          {"schema", text_schema()}});
  }
  return parameters;
}

Json answer_of(const Answer& answer) {
  Json described = {{"description", answer.description}};
  for (const std::string_view field : answer.fields) {
    described["headers"][std::string(field)] = {{"description", fields().at(field)},
                                                {"schema", text_schema()}};
  }
  if (!answer.media.empty()) described["content"] = content_of(answer.media);
  return described;
}

// What can go wrong with any call, with any that needs a key, with any that takes a body.
std::vector<int> errors_of(const Route& route) {
  std::vector<int> statuses = {400, 405, 408, 417, 500, 503};
  if (route.scope != access::Scope::none) statuses.insert(statuses.end(), {401, 403, 429});
  if (!route.about.request.empty()) statuses.insert(statuses.end(), {411, 413, 415});
  statuses.insert(statuses.end(), route.about.errors.begin(), route.about.errors.end());
  std::sort(statuses.begin(), statuses.end());
  statuses.erase(std::unique(statuses.begin(), statuses.end()), statuses.end());
  return statuses;
}

Json operation_of(const Route& route) {
  Json operation = {{"operationId", route.about.name},
                    {"summary", route.about.summary},
                    {"parameters", parameters_of(route)}};
  if (!route.about.request.empty()) {
    operation["requestBody"] = {{"required", true}, {"content", content_of(route.about.request)}};
  }
  Json& answers = operation["responses"];
  for (const Answer& answer : route.about.answers) {
    answers[std::to_string(answer.status)] = answer_of(answer);
  }
  for (const int status : errors_of(route)) {
    answers[std::to_string(status)] = {
        {"description", title_of(status).en},
        {"content", content_of({{"application/problem+json", "Problem"}})}};
  }
  // Without keys (on loopback, or --insecure) nobody asks for one.
  if (route.scope != access::Scope::none) {
    operation["security"] = Json::array({Json{{"key", Json::array()}}, Json::object()});
    operation["x-scope"] = access::name_of(route.scope);
  }
  return operation;
}

std::string lower(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lowered;
}

std::string make_document() {
  Json document;
  document["openapi"] = "3.1.0";
  document["info"] = {
      {"title", "tongbao"},
      {"version", TONGBAO_VERSION},
      {"description",
       "One rectification record (整改数据) into every document that an office owes on it: the "
       "notice "
       "(通报, PDF) and the ledgers (台账, XLSX). HEAD is answered wherever GET is. Every answer "
       "carries X-Request-Id: the caller's, if sound."}};
  document["servers"] = Json::array({{{"url", "/"}}});
  for (const Route& route : routes()) {
    document["paths"][std::string(route.pattern)][lower(route.method)] = operation_of(route);
  }
  document["components"]["schemas"] = Json::parse(openapi_schemas());
  document["components"]["securitySchemes"]["key"] = {{"type", "http"}, {"scheme", "bearer"}};
  return document.dump(1) + '\n';
}

}  // namespace

const std::string& openapi_document() {
  static const std::string document = make_document();
  return document;
}

}  // namespace tongbao::http

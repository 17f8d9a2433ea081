#include "jobs/job_json.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/diagnostic_json.h"
#include "base/timestamp.h"
#include "jobs/failure.h"

namespace tongbao::jobs {
namespace {

using Json = nlohmann::ordered_json;
using store::State;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json facts_json(const store::Made& made) {
  Json facts = Json::object();
  if (made.pages) facts["pages"] = *made.pages;
  if (made.rows) facts["rows"] = *made.rows;
  return facts;
}

Json document_json(const store::JobDocument& document, Language language) {
  Json json;
  json["n"] = document.n;
  json["name"] = text_or_null(document.order.name);
  json["template"] = document.order.template_id;
  json["format"] = document.order.format;
  json["state"] = store::name_of(document.state);
  json["bytes"] = nullptr;
  json["digest"] = nullptr;
  json["facts"] = nullptr;
  json["error"] = nullptr;
  if (document.state == State::done && document.made) {
    json["bytes"] = document.made->bytes;
    json["digest"] = hex(document.made->digest);
    json["facts"] = facts_json(*document.made);
  }
  if (document.state == State::failed) {
    json["error"]["errors"] = errors_json(parse_failure(document.errors), language);
  }
  return json;
}

Json counts_json(const store::Job& job) {
  const auto count = [&job](State state) {
    return std::count_if(job.documents.begin(), job.documents.end(),
                         [state](const auto& document) { return document.state == state; });
  };
  return {{"total", job.documents.size()},
          {"done", count(State::done)},
          {"failed", count(State::failed)},
          {"cancelled", count(State::cancelled)}};
}

}  // namespace

std::string job_json(const store::Job& job, Language language) {
  Json json;
  json["id"] = job.id;
  json["state"] = store::name_of(store::state_of(job));
  json["counts"] = counts_json(job);
  Json& documents = json["documents"] = Json::array();
  for (const store::JobDocument& document : job.documents) {
    documents.push_back(document_json(document, language));
  }
  json["createdAt"] = rfc3339(job.created_at);
  json["finishedAt"] = job.finished_at ? Json(rfc3339(*job.finished_at)) : Json(nullptr);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace tongbao::jobs

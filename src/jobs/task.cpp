#include "jobs/task.h"

#include <nlohmann/json.hpp>

namespace tongbao::jobs {
namespace {

using Json = nlohmann::ordered_json;

bool flag(const Json& task, const char* name) {
  const auto found = task.find(name);
  return found != task.end() && found->is_boolean() && found->get<bool>();
}

std::optional<record::Edition> edition_in(const Json& task) {
  const auto found = task.find("edition");
  if (found == task.end()) return std::nullopt;
  if (*found == "public") return record::Edition::public_;
  if (*found == "internal") return record::Edition::internal;
  return std::nullopt;
}

}  // namespace

std::string to_json(const Task& task) {
  Json json = Json::object();
  json["stream"] = task.stream;
  json["excerpt"] = task.excerpt;
  if (task.edition) {
    json["edition"] = *task.edition == record::Edition::public_ ? "public" : "internal";
  }
  json["attachRecord"] = task.attach_record;
  json["allowPersonalData"] = task.allow_personal_data;
  return json.dump();
}

Task parse_task(std::string_view json) {
  const Json task = Json::parse(json, nullptr, false);
  if (!task.is_object()) return {};
  return {.stream = flag(task, "stream"),
          .excerpt = flag(task, "excerpt"),
          .edition = edition_in(task),
          .attach_record = flag(task, "attachRecord"),
          .allow_personal_data = flag(task, "allowPersonalData")};
}

}  // namespace tongbao::jobs

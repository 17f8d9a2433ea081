#include "jobs/failure.h"

#include <array>
#include <utility>

#include <nlohmann/json.hpp>

namespace tongbao::jobs {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_errors = 100;
constexpr std::size_t longest_text = 2000;  // bytes

constexpr std::array<std::string_view, 3> severities = {"note", "warning", "error"};

// Whole characters of it.
std::string bounded(const std::string& text) {
  if (text.size() <= longest_text) return text;
  std::size_t end = longest_text;
  const auto continues = [&] { return (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80; };
  while (end > 0 && continues()) --end;
  return text.substr(0, end) + "…";
}

Json texts_json(const Bilingual& texts) {
  return {{"zh", bounded(texts.zh)}, {"en", bounded(texts.en)}};
}

Json place_json(const Place& place) {
  Json json = Json::object();
  if (place.pointer) json["pointer"] = bounded(*place.pointer);
  if (!place.file.empty()) json["file"] = bounded(place.file);
  if (place.line > 0) json["line"] = place.line;
  if (place.column > 0) json["column"] = place.column;
  return json;
}

Json entry_json(const Diagnostic& error) {
  Json json;
  json["code"] = bounded(error.code);
  json["severity"] = severities.at(static_cast<std::size_t>(error.severity));
  if (Json place = place_json(error.where); !place.empty()) json["where"] = std::move(place);
  json["message"] = texts_json(error.message);
  if (!error.hint.empty()) json["hint"] = texts_json(error.hint);
  return json;
}

Diagnostic more_errors(std::size_t count) {
  return {.code = "jobs.moreErrors",
          .where = {},
          .message = say("另有{}处错误未列出", "{} more errors are not listed", count),
          .hint = {}};
}

std::string text_in(const Json& entry, const char* name) {
  const auto found = entry.find(name);
  return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}

int number_in(const Json& entry, const char* name) {
  const auto found = entry.find(name);
  return found != entry.end() && found->is_number_integer() ? found->get<int>() : 0;
}

Bilingual texts_in(const Json& entry, const char* name) {
  const auto found = entry.find(name);
  if (found == entry.end() || !found->is_object()) return {};
  return {text_in(*found, "zh"), text_in(*found, "en")};
}

Severity severity_in(const Json& entry) {
  const std::string name = text_in(entry, "severity");
  if (name == severities[0]) return Severity::note;
  return name == severities[1] ? Severity::warning : Severity::error;
}

Place place_in(const Json& entry) {
  const auto found = entry.find("where");
  if (found == entry.end() || !found->is_object()) return {};
  Place place{.pointer = {},
              .file = text_in(*found, "file"),
              .line = number_in(*found, "line"),
              .column = number_in(*found, "column")};
  if (found->contains("pointer")) place.pointer = text_in(*found, "pointer");
  return place;
}

}  // namespace

std::string to_json(const Diagnostics& errors) {
  Json json = Json::array();
  for (const Diagnostic& error : errors) {
    if (json.size() == most_errors) break;
    json.push_back(entry_json(error));
  }
  if (errors.size() > most_errors) {
    json.push_back(entry_json(more_errors(errors.size() - most_errors)));
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Diagnostics parse_failure(std::string_view json) {
  const Json list = Json::parse(json, nullptr, false);
  Diagnostics errors;
  for (const Json& entry : list.is_array() ? list : Json::array()) {
    if (!entry.is_object()) continue;
    errors.push_back({.code = text_in(entry, "code"),
                      .severity = severity_in(entry),
                      .where = place_in(entry),
                      .message = texts_in(entry, "message"),
                      .hint = texts_in(entry, "hint")});
  }
  if (errors.empty()) errors.push_back(internal_error());
  return errors;
}

Diagnostic internal_error() {
  return {.code = "jobs.internal",
          .where = {},
          .message =
              say("服务器内部错误，详情见服务器日志", "the server failed; its log has the details"),
          .hint = {}};
}

}  // namespace tongbao::jobs

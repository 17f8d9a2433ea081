#include "base/diagnostic_json.h"

#include <nlohmann/json.hpp>

namespace tongbao {
namespace {

using Json = nlohmann::ordered_json;

Json error_json(const Diagnostic& error, Language language) {
  const bool in_body = error.where.file.empty();
  Json entry;
  entry["code"] = error.code;
  if (error.where.pointer) entry["pointer"] = *error.where.pointer;
  if (in_body && error.where.line > 0) entry["line"] = error.where.line;
  if (in_body && error.where.column > 0) entry["column"] = error.where.column;
  entry["message"] = error.message.in(language);
  if (!error.hint.in(language).empty()) entry["hint"] = error.hint.in(language);
  return entry;
}

}  // namespace

Json errors_json(const Diagnostics& diagnostics, Language language) {
  Json entries = Json::array();
  for (const Diagnostic& each : diagnostics) {
    if (each.severity == Severity::error) entries.push_back(error_json(each, language));
  }
  return entries;
}

}  // namespace tongbao

#include "proof/findings_json.h"

#include <nlohmann/json.hpp>

namespace tongbao::proof {

std::string_view name_of(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "note";
}

std::string findings_json(const std::vector<Finding>& findings, Language language) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const Finding& finding : findings) {
    list.push_back({{"code", finding.code},
                    {"severity", name_of(finding.severity)},
                    {"pointer", finding.pointer},
                    {"text", finding.text},
                    {"message", finding.message.in(language)},
                    {"suggestion", finding.suggestion ? Json(*finding.suggestion) : Json()}});
  }
  return Json{{"findings", std::move(list)}}.dump() + '\n';
}

}  // namespace tongbao::proof

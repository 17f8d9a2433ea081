#include "http/problem.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "http/status.h"

namespace tongbao::http {
namespace {

using Json = nlohmann::ordered_json;

Json error_json(const Diagnostic& error, Language language) {
  Json entry;
  entry["code"] = error.code;
  if (error.where.pointer) entry["pointer"] = *error.where.pointer;
  if (error.where.line > 0) entry["line"] = error.where.line;
  if (error.where.column > 0) entry["column"] = error.where.column;
  entry["message"] = error.message.in(language);
  if (!error.hint.in(language).empty()) entry["hint"] = error.hint.in(language);
  return entry;
}

// A template's file and line are the operator's business, and would be read as the body's.
Diagnostic without_template_place(Diagnostic error) {
  if (!error.where.file.empty()) error.where.line = error.where.column = 0;
  return error;
}

Json errors_json(const Diagnostics& errors, Language language) {
  Json entries = Json::array();
  for (const Diagnostic& error : errors) {
    if (error.severity != Severity::error) continue;
    entries.push_back(error_json(without_template_place(error), language));
  }
  return entries;
}

}  // namespace

Problem problem(std::string code, Bilingual message, Bilingual hint) {
  return {.errors = {{.code = std::move(code),
                      .where = {},
                      .message = std::move(message),
                      .hint = std::move(hint)}},
          .allow = {},
          .cause = {}};
}

Problem internal_problem(std::string cause) {
  Problem internal = problem("http.internal", say("服务器内部错误，详情见服务器日志",
                                                  "the server failed; its log has the details"));
  internal.cause = std::move(cause);
  return internal;
}

std::string problem_json(const Problem& problem, std::string_view request_id, Language language) {
  const int status = status_of(problem.errors);
  const Diagnostics shown = status == 500 ? internal_problem({}).errors : problem.errors;
  Json errors = errors_json(shown, language);
  const std::size_t count = errors.size();
  const Bilingual several = say("共{}处错误", "{} errors", count);
  Json body;
  body["type"] = "about:blank";
  body["title"] = title_of(status).in(language);
  body["status"] = status;
  body["detail"] = count == 1 ? errors[0]["message"].get<std::string>() : several.in(language);
  body["requestId"] = request_id;
  body["errors"] = std::move(errors);
  return body.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace tongbao::http

#include "http/problem.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/diagnostic_json.h"
#include "http/status.h"

namespace tongbao::http {

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
  using Json = nlohmann::ordered_json;
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

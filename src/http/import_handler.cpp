#include <utility>

#include <nlohmann/json.hpp>

#include "http/handlers.h"

namespace tongbao::http {
namespace {

constexpr std::string_view docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

std::string_view name_of(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "note";
}

std::string diagnostics_json(const Diagnostics& diagnostics, Language language) {
  auto entries = nlohmann::ordered_json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    nlohmann::ordered_json entry;
    entry["code"] = diagnostic.code;
    entry["severity"] = name_of(diagnostic.severity);
    if (diagnostic.where.line > 0) entry["line"] = diagnostic.where.line;
    entry["message"] = diagnostic.message.in(language);
    entries.push_back(std::move(entry));
  }
  return entries.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// The type of the body, as Content-Type has it.
Attempt<documents::Declared> declared_type(const Call& call) {
  auto type = body_media_type(call, {"text/plain", "text/html", "application/pdf", docx_type});
  if (!type) return tl::unexpected(std::move(type.error()));
  using documents::DocumentType;
  const DocumentType named = type->essence == docx_type           ? DocumentType::docx
                             : type->essence == "application/pdf" ? DocumentType::pdf
                             : type->essence == "text/html"       ? DocumentType::html
                                                                  : DocumentType::text;
  return documents::Declared{.type = named, .charset = std::move(type->charset)};
}

}  // namespace

Attempt<Reply> import_notice(Service& service, Call& call) {
  const auto declared = declared_type(call);
  if (!declared) return tl::unexpected(declared.error());
  auto body = call.body.read(service.settings.max_body);
  if (!body) return tl::unexpected(std::move(body.error()));
  const std::uint64_t bytes = (*body)->size();
  auto imported = compute(service, call, bytes,
                          [rendering = service.rendering, declared = *declared,
                           body = *std::move(body)](const std::stop_token&) {
                            return rendering->import_notice(body->take_text(), declared);
                          });
  if (!imported) return tl::unexpected(std::move(imported.error()));
  if (!*imported) return tl::unexpected(Problem{std::move(imported->error()), {}, {}});
  const auto& [record, diagnostics] = **imported;
  return json_reply("{\"record\":" + record +
                    ",\"diagnostics\":" + diagnostics_json(diagnostics, call.language) + "}\n");
}

}  // namespace tongbao::http

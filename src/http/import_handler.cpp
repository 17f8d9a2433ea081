#include <utility>

#include <nlohmann/json.hpp>

#include "http/handlers.h"

namespace tongbao::http {
namespace {

constexpr std::string_view docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view workbook_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
    if (!diagnostic.where.file.empty()) entry["place"] = diagnostic.where.file;
    entry["message"] = diagnostic.message.in(language);
    entries.push_back(std::move(entry));
  }
  return entries.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

struct KindOfBody {
  bool is_ledger = false;
  documents::Declared notice;
};

// As Content-Type has it.
Attempt<KindOfBody> kind_of_body(const Call& call) {
  auto type = body_media_type(
      call, {"text/plain", "text/html", "application/pdf", docx_type, workbook_type});
  if (!type) return tl::unexpected(std::move(type.error()));
  if (type->essence == workbook_type) return KindOfBody{.is_ledger = true, .notice = {}};
  using documents::DocumentType;
  const DocumentType named = type->essence == docx_type           ? DocumentType::docx
                             : type->essence == "application/pdf" ? DocumentType::pdf
                             : type->essence == "text/html"       ? DocumentType::html
                                                                  : DocumentType::text;
  return KindOfBody{.notice = {.type = named, .charset = std::move(type->charset)}};
}

}  // namespace

Attempt<Reply> import_notice(Service& service, Call& call) {
  const auto kind = kind_of_body(call);
  if (!kind) return tl::unexpected(kind.error());
  auto body = call.body.read(service.settings.max_body);
  if (!body) return tl::unexpected(std::move(body.error()));
  const std::uint64_t bytes = (*body)->size();
  auto imported = compute(service, call, bytes,
                          [rendering = service.rendering, kind = *kind,
                           body = *std::move(body)](const std::stop_token&) {
                            return kind.is_ledger
                                       ? rendering->import_ledger(body->take_text())
                                       : rendering->import_notice(body->take_text(), kind.notice);
                          });
  if (!imported) return tl::unexpected(std::move(imported.error()));
  if (!*imported) return tl::unexpected(Problem{std::move(imported->error()), {}, {}});
  const auto& [record, diagnostics] = **imported;
  return json_reply("{\"record\":" + record +
                    ",\"diagnostics\":" + diagnostics_json(diagnostics, call.language) + "}\n");
}

}  // namespace tongbao::http

// Every address that the server answers, with what OpenAPI says of it. A new call is an entry here,
// a handler in handlers.h, and, where its body is of a new kind, a schema in openapi_schemas.cpp.
#include "http/handlers.h"
#include "http/routes.h"

namespace tongbao::http {
namespace {

using access::Scope;

constexpr std::string_view json = "application/json";
constexpr std::string_view xlsx =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view docx =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

Answer json_answer(std::string_view description, std::string_view schema) {
  return {200, description, {{json, schema}}};
}

// A resource that changes only with the program.
About resource(std::string_view name, std::string_view summary, Answer answer,
               std::vector<int> errors = {}) {
  answer.fields = {"ETag"};
  return {.name = name,
          .summary = summary,
          .answers = {std::move(answer), {304, "What the caller has still holds"}},
          .errors = std::move(errors),
          .fields = {"If-None-Match"}};
}

Route render_route() {
  return {.method = "POST",
          .pattern = "/v1/render/{template}",
          .scope = Scope::render,
          .handler = render_document,
          .parameters = {{"format",
                          "The document's format; else as Accept has it, else the template's own",
                          {"pdf", "xlsx", "layout", "content"}},
                         {"edition", "Wins over the envelope's", {"public", "internal"}},
                         {"attach", "A notice as PDF carries its record", {"record"}},
                         {"allow",
                          "The public edition may print personal data; the log says so",
                          {"personal-data"}}},
          .about = {
              .name = "renderDocument",
              .summary = "One document, from a record, an envelope, or (for ledgers) a stream",
              .request = {{json, "RecordOrEnvelope"}, {"application/x-ndjson"}},
              .answers = {{200,
                           "The document",
                           {{"application/pdf"},
                            {xlsx},
                            {"application/vnd.tongbao.layout+json"},
                            {"application/vnd.tongbao.content+json"}},
                           {"ETag", "Content-Disposition", "X-Document-Pages", "X-Document-Rows"}}},
              .errors = {404, 406, 422},
              .fields = {"Accept", "X-Operator"}}};
}

Route check_route() {
  return {.method = "POST",
          .pattern = "/v1/check",
          .scope = Scope::check,
          .handler = check_record,
          .parameters = {{"without", "Rules and families to leave out, joined by commas"}},
          .about = {.name = "checkRecord",
                    .summary = "Proofreads a record",
                    .request = {{json, "Record"}},
                    .answers = {json_answer("What was found", "Findings")},
                    .errors = {422}}};
}

Route import_route() {
  return {.method = "POST",
          .pattern = "/v1/import",
          .scope = Scope::check,
          .handler = import_notice,
          .about = {
              .name = "importNotice",
              .summary = "A published notice, or a filled ledger, into a record",
              .request = {{"text/plain"}, {"text/html"}, {"application/pdf"}, {docx}, {xlsx}},
              .answers = {json_answer("The record, and what is to be said of it", "ImportResult")},
              .errors = {422}}};
}

Route status_route(std::string_view pattern, Handler handler, std::string_view name,
                   std::string_view summary) {
  return {.method = "GET",
          .pattern = pattern,
          .scope = Scope::none,
          .handler = handler,
          .always = true,
          .about = {.name = name, .summary = summary, .answers = {json_answer("It is", "Status")}}};
}

Route metrics_route() {
  return {.method = "GET",
          .pattern = "/metrics",
          .scope = Scope::none,
          .handler = show_metrics,
          .always = true,
          .about = {.name = "showMetrics",
                    .summary = "Metrics for Prometheus",
                    .answers = {{200, "Text format 0.0.4", {{"text/plain"}}}}}};
}

Route get(std::string_view pattern, Scope scope, Handler handler, About about) {
  return {.method = "GET",
          .pattern = pattern,
          .scope = scope,
          .handler = handler,
          .about = std::move(about)};
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> table = {
      render_route(),
      check_route(),
      import_route(),
      get("/v1/schema/record", Scope::none, show_schema,
          resource("showRecordSchema", "The JSON Schema of records (draft 7)",
                   {200, "The schema", {{"application/schema+json"}}})),
      get("/v1/templates", Scope::render, list_templates,
          resource("listTemplates", "The templates that there are",
                   json_answer("The catalogue", "TemplateList"))),
      get("/v1/templates/{id}", Scope::render, show_template,
          resource("showTemplate", "One template", json_answer("The template", "TemplateInfo"),
                   {404})),
      get("/openapi.json", Scope::none, show_openapi,
          resource("showOpenApi", "This document", {200, "OpenAPI 3.1", {{json}}})),
      status_route("/healthz", show_health, "showHealth", "Whether the process is alive"),
      status_route("/readyz", show_readiness, "showReadiness",
                   "Whether a document could be made now"),
      metrics_route(),
  };
  return table;
}

}  // namespace tongbao::http

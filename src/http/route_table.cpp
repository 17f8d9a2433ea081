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
                         {"version", "Of the template; else the newest"},
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
                           {"ETag", "Content-Disposition", "X-Document-Pages", "X-Document-Rows"}},
                          {202,
                           "A job that makes the document, where that was preferred",
                           {{json, "Job"}},
                           {"Location", "Preference-Applied"}}},
              .errors = {404, 406, 422},
              .fields = {"Accept", "X-Operator", "Prefer", "Idempotency-Key"}}};
}

Route check_route() {
  return {.method = "POST",
          .pattern = "/v1/check",
          .scope = Scope::check,
          .handler = check_record,
          .parameters = {{"without", "Rules and families to leave out, joined by commas"},
                         {"template", "Leave out, too, what this template switches off"}},
          .about = {.name = "checkRecord",
                    .summary = "Proofreads a record, or those of an envelope",
                    .request = {{json, "RecordOrEnvelope"}},
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

Route put_template_route() {
  return {.method = "PUT",
          .pattern = "/v1/templates/{id}",
          .scope = Scope::templates,
          .handler = put_template,
          .about = {.name = "putTemplate",
                    .summary = "A new version of a template; the old ones stay as they are",
                    .request = {{"application/xml"}},
                    .answers = {{200,
                                 "It is the newest version already",
                                 {{json, "TemplateInfo"}},
                                 {"Location"}},
                                {201, "It is kept", {{json, "TemplateInfo"}}, {"Location"}}},
                    .errors = {422}}};
}

Route submit_route() {
  return {.method = "POST",
          .pattern = "/v1/jobs",
          .scope = Scope::jobs,
          .handler = submit_job,
          .about = {.name = "submitJob",
                    .summary = "Documents to be made in the background",
                    .request = {{json, "NewJob"}},
                    .answers = {{202, "It is accepted, and kept", {{json, "Job"}}, {"Location"}}},
                    .errors = {422},
                    .fields = {"X-Operator", "Idempotency-Key"}}};
}

Route delete_route() {
  return {.method = "DELETE",
          .pattern = "/v1/jobs/{id}",
          .scope = Scope::jobs,
          .handler = delete_job,
          .about = {.name = "deleteJob",
                    .summary = "Cancels what has not run, deletes what has",
                    .answers = {{204, "Done"}},
                    .errors = {404}}};
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
      submit_route(),
      get("/v1/jobs/{id}", Scope::jobs, show_job,
          {.name = "showJob",
           .summary = "A job and its documents",
           .answers = {json_answer("As it is now", "Job")},
           .errors = {404}}),
      delete_route(),
      get("/v1/jobs/{id}/events", Scope::jobs, show_job_events,
          {.name = "showJobEvents",
           .summary = "The same whenever it changes, until it has ended",
           .answers = {{200, "Server-sent events with a Job each", {{"text/event-stream"}}}},
           .errors = {404}}),
      get("/v1/jobs/{id}/documents/{n}", Scope::jobs, show_job_document,
          {.name = "showJobDocument",
           .summary = "One document of a job",
           .answers = {{200,
                        "The document",
                        {{"application/pdf"},
                         {xlsx},
                         {"application/vnd.tongbao.layout+json"},
                         {"application/vnd.tongbao.content+json"}},
                        {"ETag", "Content-Disposition", "X-Document-Pages", "X-Document-Rows"}},
                       {304, "What the caller has still holds"}},
           .errors = {404, 409},
           .fields = {"If-None-Match"}}),
      get("/v1/jobs/{id}/archive", Scope::jobs, show_job_archive,
          {.name = "showJobArchive",
           .summary = "All documents of a job that has ended, with a manifest",
           .answers = {{200, "A ZIP file", {{"application/zip"}}, {"Content-Disposition"}}},
           .errors = {404, 409}}),
      get("/v1/schema/record", Scope::none, show_schema,
          resource("showRecordSchema", "The JSON Schema of records (draft 7)",
                   {200, "The schema", {{"application/schema+json"}}})),
      get("/v1/templates", Scope::render, list_templates,
          resource("listTemplates", "The templates that there are",
                   json_answer("The catalogue", "TemplateList"))),
      get("/v1/templates/{id}", Scope::render, show_template,
          resource("showTemplate", "One template", json_answer("The template", "TemplateInfo"),
                   {404})),
      put_template_route(),
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

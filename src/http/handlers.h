// What the routes do. Each is safe on any thread.
#pragma once
#include "http/negotiation.h"
#include "http/routes.h"

namespace tongbao::http {

[[nodiscard]] Attempt<Reply> render_document(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> import_notice(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> check_record(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> submit_job(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> show_job(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> show_job_events(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> show_job_document(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> show_job_archive(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> delete_job(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> show_schema(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> list_templates(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> put_template(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> show_template(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> show_health(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> show_readiness(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> show_metrics(Service& service, Call& call);
[[nodiscard]] Attempt<Reply> show_openapi(Service& service, Call& call);

// The media type of the body, among `accepted`, in whatever character set. Errors: http.mediaType,
// http.contentEncoding.
[[nodiscard]] Attempt<MediaType> body_media_type(const Call& call,
                                                 const std::vector<std::string_view>& accepted);
// The same in UTF-8, without its parameters. Error also: http.charset.
[[nodiscard]] Attempt<std::string> body_type(const Call& call,
                                             const std::vector<std::string_view>& accepted);

// The template that the path names. Error: render.unknownTemplate with the nearest as hint.
[[nodiscard]] Attempt<TemplateInfo> find_template(const Service& service, const std::string& id);

}  // namespace tongbao::http

#include "http/audited.h"

#include <utility>

namespace tongbao::http {

audit::Entry entry_of(const Call& call, const std::string& template_id,
                      const render::Document& document, const Sha256& input, const Sha256& digest,
                      std::string remark) {
  return {.request_id = call.request_id,
          .key_id = call.pass.key_id(),
          .operator_ = call.operator_,
          .job = {},
          .n = std::nullopt,
          .template_id = template_id,
          .template_version = document.template_version,
          .format = std::string(render::name_of(document.format)),
          .edition = document.edition == record::Edition::public_ ? "public" : "internal",
          .input = input,
          .document = digest,
          .bytes = document.bytes.size(),
          .remark = std::move(remark)};
}

Attempt<void> enter(const Service& service, const audit::Entry& entry) {
  if (!service.audit) return {};
  const auto entered = service.audit->append(entry);
  if (entered) return {};
  return tl::unexpected(audit_unwritable(entered.error().front()));
}

Problem audit_unwritable(const Diagnostic& cause) {
  Problem unwritable = problem("audit.unwritable",
                               say("审计日志暂时无法写入", "the audit log cannot be written now"),
                               say("稍后重试", "try again later"));
  unwritable.cause = to_line(cause, Language::en);
  return unwritable;
}

}  // namespace tongbao::http

// Documents as they go into the audit log.
#pragma once
#include "http/routes.h"

namespace tongbao::http {

// What is to be entered of `document`, which `call` asked for.
[[nodiscard]] audit::Entry entry_of(const Call& call, const std::string& template_id,
                                    const render::Document& document, const Sha256& input,
                                    const Sha256& digest, std::string remark);

// Returns when it is on disk, or at once where there is no audit log. Error: audit.unwritable; the
// document must not be sent then.
[[nodiscard]] Attempt<void> enter(const Service& service, const audit::Entry& entry);

// audit.unwritable as callers see it; `cause` goes to the log.
[[nodiscard]] Problem audit_unwritable(const Diagnostic& cause);

}  // namespace tongbao::http

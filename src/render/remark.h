// What the audit log is to know of a document beside its digest.
#pragma once
#include <string>

#include "render/renderer.h"

namespace tongbao::render {

// What was allowed against a rule: a classified record, personal data in the public edition with
// each place; "": nothing. English, for the operator.
[[nodiscard]] std::string remark_on(const Document& document);

}  // namespace tongbao::render

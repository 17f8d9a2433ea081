// Why a document failed, in both languages, as the store keeps it.
#pragma once
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace tongbao::jobs {

// At most 100 errors, each text at most 2,000 bytes; what is more is said in a last one,
// jobs.moreErrors.
[[nodiscard]] std::string to_json(const Diagnostics& errors);
// Never empty: what cannot be read is jobs.internal.
[[nodiscard]] Diagnostics parse_failure(std::string_view json);

// jobs.internal: tells nothing of the inside.
[[nodiscard]] Diagnostic internal_error();

}  // namespace tongbao::jobs

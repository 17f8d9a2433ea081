// Why a document failed, in both languages, as the store keeps it.
#pragma once
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace tongbao::jobs {

// At most 100 errors; what is more is said in a last one.
[[nodiscard]] std::string to_json(const Diagnostics& errors);
[[nodiscard]] Diagnostics parse_failure(std::string_view json);

}  // namespace tongbao::jobs

// Findings as the contract writes them.
#pragma once
#include <string>
#include <vector>

#include "proof/check.h"

namespace tongbao::proof {

// {"findings":[{"code","severity","pointer","text","message","suggestion"}]}: suggestion is null
// where there is none. On one line, with a line feed.
[[nodiscard]] std::string findings_json(const std::vector<Finding>& findings, Language language);

[[nodiscard]] std::string_view name_of(Severity severity);

}  // namespace tongbao::proof

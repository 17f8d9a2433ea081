// What the parts of a notice are for: organizing the rectification, the rectification itself, what
// comes next.
#pragma once
#include <vector>

#include "importer/outline.h"
#include "record/record.h"

namespace tongbao::importer {

// The role of each of `outline.top`. The words of its heading decide; numbered items, and groups
// that name problems, speak for rectification. Where nothing speaks, a part before the first
// rectification is responsibility and one after the last is next, with a warning.
[[nodiscard]] std::vector<record::SectionRole> find_roles(const Outline& outline, Report& report);

}  // namespace tongbao::importer

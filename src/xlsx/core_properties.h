// docProps/core.xml of a workbook (ECMA-376 part 2, 11).
#pragma once
#include <string>

#include "content/metadata.h"

namespace tongbao::xlsx {

// Ours rather than libxlsxwriter's, which goes through gmtime(): one buffer for all threads, and
// the clock where there is no date. Without a date the properties say 1980-01-01, as the container.
[[nodiscard]] std::string core_properties(const content::Metadata& metadata);

}  // namespace tongbao::xlsx

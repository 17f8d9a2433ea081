// Names that the record keeps for internal use: extra.internalNames, a list of texts. Pure.
#pragma once
#include <string>
#include <vector>

#include "record/record.h"

namespace tongbao::proof {

// At most 500, none empty.
[[nodiscard]] std::vector<std::u32string> internal_names(const record::Record& record);

}  // namespace tongbao::proof

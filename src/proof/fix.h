// Applying the certain suggestions to a record.
#pragma once
#include <vector>

#include "base/result.h"
#include "proof/check.h"

namespace tongbao::proof {

struct Fixed {
  record::Record record;
  std::vector<Finding> applied;  // in the order in which they were
  std::vector<Finding> left;     // what check() says of the corrected record
};

// Applies every certain suggestion, and those that a correction gives rise to. Errors: those of
// record::read_record, where the corrected record is none.
[[nodiscard]] Result<Fixed> fix(const record::Record& record, const WordLists& lists,
                                const Without& without = {});

}  // namespace tongbao::proof

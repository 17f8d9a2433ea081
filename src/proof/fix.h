// Applying the certain suggestions to a record.
#pragma once
#include <optional>
#include <string>
#include <string_view>
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
                                const Without& without = {},
                                std::optional<Date> as_of = std::nullopt);

struct FixedBody {
  std::string json;  // the body, with its records corrected
  std::vector<Finding> applied;
  std::vector<Finding> left;
};

// The same for every record of `envelope`, which was read from `body`; pointers are those of the
// body.
[[nodiscard]] Result<FixedBody> fix(std::string_view body, const record::Envelope& envelope,
                                    const WordLists& lists, const Without& without = {});

}  // namespace tongbao::proof

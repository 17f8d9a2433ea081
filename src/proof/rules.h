// The table of all rules: stable codes, how grave they are and what they say.
#pragma once
#include <span>
#include <string_view>

#include "base/diagnostic.h"

namespace tongbao::proof {

struct Rule {
  std::string_view code;  // "<family>.<rule>"
  Severity severity;      // error: certainly wrong; warning: probably; note: worth a look
  std::string_view zh;    // the message; {} takes the finding's particulars, in order
  std::string_view en;
};

[[nodiscard]] std::span<const Rule> rules();
[[nodiscard]] const Rule* find_rule(std::string_view code);  // null: unknown
[[nodiscard]] std::string_view family_of(std::string_view code);

}  // namespace tongbao::proof

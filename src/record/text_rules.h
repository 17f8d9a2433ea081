// What a text of a record may hold; the reader checks it and the schema states it, both from
// here. Internal to the room.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "record/fields.h"

namespace tongbao::record {

struct TextRule {
  std::size_t longest;       // characters
  std::string_view pattern;  // ECMA 262, on the whole text; what draft-07 can say of the rule
};
[[nodiscard]] const TextRule& rule_of(TextForm form);

// For dates: whether the day exists lies beyond a pattern.
inline constexpr std::string_view date_pattern =
    "^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$";

// Whole numbers beyond this are not exact as double, so values stay within it.
inline constexpr double largest_number = 9007199254740992.0;  // 2^53

inline constexpr std::string_view schema_version = "1";

struct TextFault {
  std::string_view code;
  Bilingual message;
  Bilingual hint;
};
// What is wrong with a well-formed UTF-8 text; nothing if it may stand.
[[nodiscard]] std::optional<TextFault> find_fault(std::string_view text, TextForm form);

// Where true, no text in well-formed JSON holds a control character: there is none as it is, and no
// escape.
[[nodiscard]] bool is_free_of_controls(std::string_view json);

// The same as !find_fault(), quickly, for a text of such JSON; false says little.
[[nodiscard]] bool is_good_without_controls(std::string_view text, TextForm form);

}  // namespace tongbao::record

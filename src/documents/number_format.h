// Numbers as Word writes them (ECMA-376 part 1, 17.18.59 ST_NumberFormat). Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tongbao::documents {

// chineseCounting 3 → 三, decimalEnclosedCircle 3 → ③; nothing where the format is not known or
// does not reach that number.
[[nodiscard]] std::optional<std::string> format_number(std::string_view format, unsigned number);

}  // namespace tongbao::documents

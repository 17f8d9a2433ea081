// Numbers in Chinese characters, as official documents count (GB/T 15835).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tongbao {

// 1 → 一, 10 → 十, 11 → 十一, 105 → 一百零五, 0 → 零. Up to 9,999 (beyond: Arabic digits).
[[nodiscard]] std::string chinese_number(std::uint64_t number);

// 一 → 1, 十一 → 11, 二十 → 20, 一百零五 → 105; nothing where the text is not such a number.
[[nodiscard]] std::optional<std::uint64_t> parse_chinese_number(std::string_view text);

// An amount in yuan as cheques write it: 115700 → 壹拾壹万伍仟柒佰元整, 0.5 → 伍角整,
// 10.05 → 壹拾元零伍分. `text` is a plain decimal number (at most 16 digits, at most 2 decimals,
// optional minus → 负); nothing where it is not.
[[nodiscard]] std::optional<std::string> upper_case_amount(std::string_view text);

}  // namespace tongbao

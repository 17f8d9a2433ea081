// Classes of characters and small searches over code points. Pure.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace tongbao::proof {

using Text = std::u32string_view;

struct Span {  // of characters, end exclusive
  std::size_t begin = 0;
  std::size_t end = 0;
};

[[nodiscard]] bool is_digit(char32_t c);      // 0-9
[[nodiscard]] bool is_latin(char32_t c);      // a-z, A-Z
[[nodiscard]] bool is_wide_mark(char32_t c);  // marks of Chinese text: ，。“”（）《》…
[[nodiscard]] bool is_blank(char32_t c);
[[nodiscard]] bool contains(Text text, Text word);
[[nodiscard]] char32_t at(Text text, std::size_t index);  // 0 beyond the end

// What stands between marks of any of these kinds; empty stretches are left out.
[[nodiscard]] std::vector<Span> sentences(Text text);  // 。！？；
[[nodiscard]] std::vector<Span> clauses(Text text);    // these and ，：, with half-width ones

[[nodiscard]] std::size_t count_han(Text text);

struct Number {
  Span span;
  std::uint64_t value = 0;
  bool arabic = false;
};
// The whole number in digits or in Chinese characters that starts at `index`; numbers of more than
// nine digits are none.
[[nodiscard]] std::optional<Number> number_at(Text text, std::size_t index);
// All of them from left to right; of 2.5 and 2021年 too.
[[nodiscard]] std::vector<Number> numbers_in(Text text);
// Those within `part`, which is whole words; their places are in `text`.
[[nodiscard]] std::vector<Number> numbers_in(Text text, Span part);

}  // namespace tongbao::proof

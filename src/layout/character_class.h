// What a character is to Chinese line setting: W3C clreq 3.1.6 (prohibitions at line edges), 3.1.7
// (adjustment of marks), GB/T 15834, and UAX #14 where those are silent. Pure functions.
#pragma once
#include <cstdint>

namespace tongbao::layout {

enum class CharacterClass : std::uint8_t {
  han,         // ideographs and whatever else takes a full cell
  latin,       // letters of alphabetic scripts
  digit,       // 0 to 9
  sign,        // . - / @ % and other half-width signs
  space,       // U+0020, U+00A0
  opening,     // “ ‘ （ 《 〈 〔 【 「 『 ［ ｛
  closing,     // ” ’ ） 》 〉 〕 】 」 』 ］ ｝
  comma,       // ， 、 ； ：
  stop,        // 。 ？ ！
  middle_dot,  // · ・
  dash,        // — … (two of them are one mark)
  connector,   // ～ － – and other connecting marks
};

[[nodiscard]] CharacterClass classify(char32_t code_point);

// Full-width marks: opening, closing, comma, stop, middle dot.
[[nodiscard]] bool is_mark(CharacterClass c);
[[nodiscard]] bool is_bracket(CharacterClass c);
[[nodiscard]] bool is_western(CharacterClass c);  // latin, digit, sign

[[nodiscard]] bool forbidden_at_line_start(char32_t code_point, CharacterClass c);
[[nodiscard]] bool forbidden_at_line_end(char32_t code_point, CharacterClass c);

// Han that stay with the number before them: 年 月 日 项 次 号 个 万 元 …
[[nodiscard]] bool is_unit_after_number(char32_t code_point);

// How much of the full cell is blank on each side of a mark, in em: what squeezing may take.
struct Blank {
  float left = 0;
  float right = 0;
};
[[nodiscard]] Blank blank_of(char32_t code_point, CharacterClass c);

}  // namespace tongbao::layout

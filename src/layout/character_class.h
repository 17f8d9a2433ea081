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

// Full-width marks: opening, closing, comma, stop, middle dot.
[[nodiscard]] constexpr bool is_mark(CharacterClass c) {
  return c == CharacterClass::opening || c == CharacterClass::closing ||
         c == CharacterClass::comma || c == CharacterClass::stop || c == CharacterClass::middle_dot;
}
[[nodiscard]] constexpr bool is_bracket(CharacterClass c) {
  return c == CharacterClass::opening || c == CharacterClass::closing;
}
[[nodiscard]] constexpr bool is_western(CharacterClass c) {
  return c == CharacterClass::latin || c == CharacterClass::digit || c == CharacterClass::sign;
}

// What line setting asks of a character, in two bytes.
class CharacterFacts {
 public:
  enum Trait : std::uint16_t {
    not_at_line_start = 1U << 4U,
    not_at_line_end = 1U << 5U,
    unit_after_number = 1U << 6U,  // Han that stay with the number before them: 年 月 日 项 次 …
    chinese_numeral = 1U << 7U,  // 〇 to 九, 十 百 千
    multiplier = 1U << 8U,       // 万 亿 … between a number and its unit
    number_part = 1U << 9U,      // digits and the signs among them
    address_sign = 1U << 10U,    // behind which an address may break
  };

  CharacterFacts() = default;
  CharacterFacts(CharacterClass character_class, unsigned traits)
      : bits_(static_cast<std::uint16_t>(static_cast<unsigned>(character_class) | traits)) {}
  explicit CharacterFacts(std::uint16_t bits) : bits_(bits) {}

  [[nodiscard]] CharacterClass character_class() const {
    return static_cast<CharacterClass>(bits_ & 0xFU);
  }
  [[nodiscard]] bool is(Trait trait) const { return (bits_ & trait) != 0; }
  // A Han that no rule but the general ones is about.
  [[nodiscard]] bool is_plain_han() const { return bits_ == 0; }
  [[nodiscard]] std::uint16_t bits() const { return bits_; }

 private:
  std::uint16_t bits_ = 0;  // the class, then traits
};
static_assert(static_cast<int>(CharacterClass::han) == 0);

// Kept once they have been asked for. Safe on any thread.
[[nodiscard]] CharacterFacts facts_of(char32_t code_point);

// How much of the full cell is blank on each side of a mark, in em: what squeezing may take.
struct Blank {
  float left = 0;
  float right = 0;
};
[[nodiscard]] Blank blank_of(char32_t code_point, CharacterClass c);

}  // namespace tongbao::layout

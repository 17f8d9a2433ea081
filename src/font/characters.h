// Kinds of characters that fonts and shaping must tell apart. Pure. Internal to font/.
#pragma once

namespace tongbao::font {

[[nodiscard]] constexpr bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

// U+E000–F8FF and planes 15 and 16: what they show is between a face and its owner.
[[nodiscard]] constexpr bool is_private_use(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

// ASCII but the space, and Latin letters: what a role's Latin face is asked for.
[[nodiscard]] constexpr bool is_latin(char32_t c) {
  return (c >= 0x21 && c <= 0x7E) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
         (c >= 0x1E00 && c <= 0x1EFF);
}

// Marks that European text has narrow and Chinese text full-width (clreq 3.1.4; UAX #11 class A).
[[nodiscard]] constexpr bool is_ambiguous_width_mark(char32_t c) {
  return c == 0xB7 || (c >= 0x2014 && c <= 0x2016) || (c >= 0x2018 && c <= 0x201D) || c == 0x2026 ||
         (c >= 0x2460 && c <= 0x24FF);
}

// FE00–FE0F and the ideographic ones (IVS).
[[nodiscard]] constexpr bool is_variation_selector(char32_t c) {
  return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

// Takes no room and has no ink: joiners, zero-width spaces, the soft hyphen, variation selectors…
// (Unicode: Default_Ignorable_Code_Point).
[[nodiscard]] bool is_ignorable(char32_t c);

// A combining mark (general categories Mn, Mc, Me) with ink.
[[nodiscard]] bool is_combining_mark(char32_t c);

// Neither of the last two, known without a table: ASCII, Han, CJK and full-width marks, kana.
[[nodiscard]] constexpr bool stands_alone(char32_t c) {
  return c < 0xAD || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205F) ||
         (c >= 0x2100 && c <= 0x2CFF) || (c >= 0x2E80 && c <= 0x3029) ||
         (c >= 0x3030 && c <= 0x3098) || (c >= 0x309B && c <= 0x3163) ||
         (c >= 0x3165 && c <= 0xA66E) || (c >= 0xFF00 && c <= 0xFF9F) ||
         (c >= 0x20000 && c <= 0x3FFFD);
}

}  // namespace tongbao::font

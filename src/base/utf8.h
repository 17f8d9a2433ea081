// UTF-8 by hand only where ICU would cost a copy. All functions are pure.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tongbao {

// Byte offset of the first ill-formed sequence (overlong, surrogate, beyond U+10FFFF, cut off),
// or nothing.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text);

// The code point that starts at `offset`, which moves past it. Requires well-formed text and
// offset < text.size().
[[nodiscard]] inline char32_t next_code_point(std::string_view text, std::size_t& offset);
// Likewise; the other one knows ASCII and what most Han are in by itself.
[[nodiscard]] char32_t next_code_point_of_any(std::string_view text, std::size_t& offset);

void append_utf8(std::string& text, char32_t code_point);

[[nodiscard]] std::u32string to_utf32(std::string_view text);  // requires well-formed text
[[nodiscard]] std::string to_utf8(std::u32string_view text);
[[nodiscard]] std::size_t count_code_points(std::string_view text);
[[nodiscard]] std::size_t count_utf16_units(std::string_view text);  // what Excel counts

// "U+20BB7 𠮷": how messages show a character (no glyph for controls and spaces).
[[nodiscard]] std::string describe_code_point(char32_t code_point);

// Han ideographs of all blocks, with 〇 and 々.
[[nodiscard]] bool is_han(char32_t code_point);

inline char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[offset + i]));
  };
  const char32_t lead = byte(0);
  if (lead < 0x80) return ++offset, lead;
  // Three bytes without surrogates or overlong forms: U+1000 to U+CFFF.
  if (lead >= 0xE1 && lead <= 0xEC && text.size() - offset >= 3) {
    const char32_t second = byte(1) ^ 0x80U;
    const char32_t third = byte(2) ^ 0x80U;
    if ((second | third) < 0x40) {
      offset += 3;
      return (lead & 0x0FU) << 12 | second << 6 | third;
    }
  }
  return next_code_point_of_any(text, offset);
}

}  // namespace tongbao

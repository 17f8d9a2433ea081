// The values of PDF as text (ISO 32000-1 7.3), appended to a string. Pure but for that string.
#pragma once
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace tongbao::pdf {

void append_integer(std::string& out, std::int64_t value);

// The shortest plain decimal of `value` rounded to `decimals` (0 to 6) places: "12.5", "-.25", "0".
// Throws std::invalid_argument where |value| is not below 1e9.
void append_number(std::string& out, double value, int decimals = 3);

[[nodiscard]] constexpr std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

[[noreturn]] void throw_out_of_range();

// `value` in units of 10^-decimals, halves away from 0. Throws as append_number. In the header, as
// std::llround is a call and this is done several times a glyph.
[[nodiscard]] inline std::int64_t scaled(double value, int decimals) {
  if (!(std::abs(value) < 1e9)) throw_out_of_range();
  const double units = value * static_cast<double>(power_of_ten(decimals));
  const auto whole = static_cast<std::int64_t>(units);
  const double rest = units - static_cast<double>(whole);
  if (rest >= 0.5) return whole + 1;
  return rest <= -0.5 ? whole - 1 : whole;
}

// What append_number(value, decimals) stands for.
[[nodiscard]] inline double rounded(double value, int decimals) {
  return static_cast<double>(scaled(value, decimals)) / static_cast<double>(power_of_ten(decimals));
}

void append_name(std::string& out, std::string_view name);  // with its slash, escaped

// A literal string of any bytes.
void append_bytes(std::string& out, std::string_view bytes);

// A text string (7.9.2.2) of well-formed UTF-8: as it is where ASCII, else UTF-16BE with its mark.
void append_text(std::string& out, std::string_view utf8);

// As much of well-formed `utf8` as a text string may hold in PDF/A: 32,767 bytes of UTF-16BE with
// its mark (ISO 19005-2 6.1.13).
[[nodiscard]] std::string_view within_string_limit(std::string_view utf8);

// Hexadecimal digits: two bytes, and UTF-16BE with surrogates beyond the BMP.
void append_hex16(std::string& out, std::uint16_t value);
void append_utf16_hex(std::string& out, std::string_view utf8);

}  // namespace tongbao::pdf

#include "base/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tongbao {

namespace {

constexpr std::uint8_t no_digit = 0xFF;

constexpr auto values = [] {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::uint8_t, 256> table{};
  table.fill(no_digit);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    table[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
  }
  return table;
}();

std::uint8_t value_of(char digit) {
  return values[static_cast<unsigned char>(digit)];
}

std::string_view without_padding(std::string_view text) {
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  return text;
}

}  // namespace

bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  const std::string_view digits = without_padding(text);
  return std::all_of(digits.begin(), digits.end(), [](char c) { return value_of(c) != no_digit; });
}

std::optional<std::string> decode_base64(std::string_view text) {
  if (!is_base64(text)) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;  // of bits that wait
  for (const char digit : without_padding(text)) {
    bits = (bits << 6) | value_of(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>((bits >> count) & 0xFF);
  }
  return bytes;
}

}  // namespace tongbao

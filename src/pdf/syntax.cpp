#include "pdf/syntax.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <stdexcept>

#include "base/utf8.h"

namespace tongbao::pdf {

void throw_out_of_range() {
  throw std::invalid_argument("a PDF number is out of range");
}

namespace {

bool is_regular(char c) {
  constexpr std::string_view delimiters = "()<>[]{}/%#";
  return c > 0x20 && c < 0x7F && delimiters.find(c) == std::string_view::npos;
}

void append_hex8(std::string& out, unsigned value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += digits[value >> 4 & 15];
  out += digits[value & 15];
}

}  // namespace

void append_integer(std::string& out, std::int64_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), value).ptr;
  out.append(digits.begin(), end);
}

void append_number(std::string& out, double value, int decimals) {
  std::int64_t units = scaled(value, decimals);
  if (units < 0) {
    out += '-';
    units = -units;
  }
  const std::int64_t power = power_of_ten(decimals);
  const std::int64_t whole = units / power;
  std::int64_t fraction = units % power;
  if (whole != 0 || fraction == 0) append_integer(out, whole);
  if (fraction == 0) return;
  out += '.';
  for (std::int64_t place = power / 10; fraction != 0; place /= 10) {
    out += static_cast<char>('0' + fraction / place);
    fraction %= place;
  }
}

void append_name(std::string& out, std::string_view name) {
  out += '/';
  for (const char c : name) {
    if (is_regular(c)) {
      out += c;
    } else {
      out += '#';
      append_hex8(out, static_cast<unsigned char>(c));
    }
  }
}

void append_bytes(std::string& out, std::string_view bytes) {
  out += '(';
  for (const char c : bytes) {
    if (c == '\r' || c == '\n') {
      // A reader would take a return for a line feed; Ghostscript 10 takes two feeds for one.
      out += c == '\r' ? "\\r" : "\\n";
      continue;
    }
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += c;
  }
  out += ')';
}

void append_text(std::string& out, std::string_view utf8) {
  if (std::all_of(utf8.begin(), utf8.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) {
    append_bytes(out, utf8);
    return;
  }
  out += "<FEFF";
  append_utf16_hex(out, utf8);
  out += '>';
}

std::string_view within_string_limit(std::string_view utf8) {
  constexpr std::size_t most_units = 32767 / 2 - 1;
  std::size_t units = 0;
  for (std::size_t offset = 0; offset < utf8.size() && utf8.size() > most_units;) {
    const std::size_t begin = offset;
    units += next_code_point(utf8, offset) < 0x10000 ? 1U : 2U;
    if (units > most_units) return utf8.substr(0, begin);
  }
  return utf8;
}

void append_hex16(std::string& out, std::uint16_t value) {
  append_hex8(out, value >> 8U);
  append_hex8(out, value & 0xFFU);
}

void append_utf16_hex(std::string& out, std::string_view utf8) {
  for (std::size_t offset = 0; offset < utf8.size();) {
    const char32_t c = next_code_point(utf8, offset);
    if (c < 0x10000) {
      append_hex16(out, static_cast<std::uint16_t>(c));
    } else {
      append_hex16(out, static_cast<std::uint16_t>(0xD800 + ((c - 0x10000) >> 10)));
      append_hex16(out, static_cast<std::uint16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
    }
  }
}

}  // namespace tongbao::pdf

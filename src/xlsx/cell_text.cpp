#include "xlsx/cell_text.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

namespace tongbao::xlsx {

namespace {

bool is_hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

// _xHHHH_ in the text itself.
bool looks_escaped(std::string_view text, std::size_t offset) {
  constexpr std::size_t kLength = 7;
  if (text.size() - offset < kLength || text[offset + 1] != 'x' || text[offset + 6] != '_') {
    return false;
  }
  const std::string_view digits = text.substr(offset + 2, 4);
  return std::all_of(digits.begin(), digits.end(), is_hex_digit);
}

// U+FFFE and U+FFFF: EF BF BE, EF BF BF.
bool is_noncharacter(std::string_view text, std::size_t offset) {
  const std::string_view sequence = text.substr(offset, 3);
  return sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF";
}

bool needs_escape(std::string_view text, std::size_t offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte < 0x20) return byte != '\n' && byte != '\t';
  if (byte == '_') return looks_escaped(text, offset);
  return byte == 0xEF && is_noncharacter(text, offset);
}

void append_escape(std::string& out, unsigned code) {
  fmt::format_to(std::back_inserter(out), "_x{:04X}_", code);
}

// Appends what stands at `offset` in its escaped form; returns how many bytes it took.
std::size_t append_escaped(std::string& out, std::string_view text, std::size_t offset) {
  if (text[offset] == '\xEF') {
    append_escape(out, text[offset + 2] == '\xBE' ? 0xFFFE : 0xFFFF);
    return 3;
  }
  append_escape(out, static_cast<unsigned char>(text[offset]));
  return 1;
}

}  // namespace

std::string_view unify_line_breaks(std::string_view text, std::string& buffer) {
  if (text.find('\r') == std::string_view::npos) return text;
  buffer.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool before_line_feed = i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] != '\r') {
      buffer += text[i];
    } else if (!before_line_feed) {
      buffer += '\n';
    }
  }
  return buffer;
}

std::string_view escape_cell_text(std::string_view text, std::string& buffer) {
  std::size_t offset = 0;
  while (offset < text.size() && !needs_escape(text, offset)) ++offset;
  if (offset == text.size()) return text;
  buffer.assign(text.substr(0, offset));
  while (offset < text.size()) {
    if (needs_escape(text, offset)) {
      offset += append_escaped(buffer, text, offset);
    } else {
      buffer += text[offset++];
    }
  }
  return buffer;
}

std::optional<double> date_serial(const Date& date) {
  using std::chrono::day;
  using std::chrono::days;
  using std::chrono::month;
  using std::chrono::sys_days;
  using std::chrono::year;
  const sys_days when = year{date.year} / month{static_cast<unsigned>(date.month)} /
                        day{static_cast<unsigned>(date.day)};
  constexpr sys_days kEpoch = year{1899} / 12 / 30;
  constexpr sys_days kFirst = year{1900} / 3 / 1;
  if (when < kFirst) return std::nullopt;
  return static_cast<double>((when - kEpoch).count());
}

}  // namespace tongbao::xlsx

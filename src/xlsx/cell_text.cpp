#include "xlsx/cell_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

#include "base/byte_blocks.h"
#include "base/utf8.h"

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

void append_escape(std::string& out, unsigned code) {
  fmt::format_to(std::back_inserter(out), "_x{:04X}_", code);
}

constexpr std::size_t kEscapeUnits = 7;

// The bytes of the character that a byte leads, 0 for those that may need another form.
constexpr std::array<std::uint8_t, 256> lead_bytes() {
  std::array<std::uint8_t, 256> bytes{};
  for (unsigned byte = 0x20; byte < bytes.size(); ++byte) {
    bytes[byte] = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  }
  bytes['\n'] = bytes['\t'] = 1;
  for (const unsigned byte : {0x26U, 0x3CU, 0x3EU, 0x5FU, 0xEFU}) bytes[byte] = 0;  // & < > _
  return bytes;
}
constexpr std::array<std::uint8_t, 256> kLeadBytes = lead_bytes();

// False where every character stands as it is: most texts need no other look.
bool may_hold_special(std::string_view text) {
  return any_byte(text, [](ByteBlock here, ByteBlock next, ByteBlock) {
    const auto control = (here < 0x20) & (here != '\n');
    const auto mark = (here == '&') | (here == '<') | (here == '>') | (here == '_');
    const auto noncharacter = (here == 0xEF) & (next == 0xBF);
    return control | mark | noncharacter;
  });
}

// From `offset`, the next place whose character needs another form, or the end.
std::size_t find_special(std::string_view text, std::size_t offset) {
  while (offset < text.size()) {
    const std::uint8_t bytes = kLeadBytes[static_cast<unsigned char>(text[offset])];
    if (bytes != 0) {
      offset += bytes;
    } else if (text[offset] == '\xEF' && !is_noncharacter(text, offset)) {
      offset += 3;
    } else if (text[offset] == '_' && !looks_escaped(text, offset)) {
      offset += 1;
    } else {
      return offset;
    }
  }
  return text.size();
}

// Appends what stands at a special place; returns the bytes it took.
std::size_t append_special(std::string& xml, std::string_view text, std::size_t offset) {
  switch (const char c = text[offset]) {
    case '&':
      xml += "&amp;";
      return 1;
    case '<':
      xml += "&lt;";
      return 1;
    case '>':
      xml += "&gt;";
      return 1;
    case '\xEF':
      append_escape(xml, text[offset + 2] == '\xBE' ? 0xFFFE : 0xFFFF);
      return 3;
    default:
      append_escape(xml, static_cast<unsigned char>(c));
      return 1;
  }
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

void append_cell_text(std::string& xml, std::string_view text) {
  if (!may_hold_special(text)) {
    xml += text;
    return;
  }
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t special = find_special(text, offset);
    xml.append(text, offset, special - offset);
    offset = special;
    if (offset < text.size()) offset += append_special(xml, text, offset);
  }
}

bool fits_cell(std::string_view text) {
  if (text.size() * kEscapeUnits <= kCellUnits) return true;
  std::size_t units = count_utf16_units(text);
  for (std::size_t at = find_special(text, 0); at < text.size(); at = find_special(text, at + 1)) {
    const char c = text[at];
    if (c != '&' && c != '<' && c != '>') units += kEscapeUnits - 1;
    if (c == '\xEF') at += 2;
  }
  return units <= kCellUnits;
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

#include "base/utf8.h"

#include <fmt/format.h>

namespace tongbao {

namespace {

struct Sequence {
  std::size_t length = 0;  // 0: ill-formed
  char32_t code_point = 0;
};

Sequence decode(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {1, lead};
  std::size_t length = 0;
  char32_t value = 0;
  char32_t least = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2, value = lead & 0x1Fu, least = 0x80;
  } else if ((lead & 0xF0u) == 0xE0u) {
    length = 3, value = lead & 0x0Fu, least = 0x800;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4, value = lead & 0x07u, least = 0x10000;
  } else {
    return {};
  }
  if (text.size() - offset < length) return {};
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0u) != 0x80u) return {};
    value = value << 6 | (byte(i) & 0x3Fu);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < least || value > 0x10FFFF || surrogate) return {};
  return {length, value};
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const Sequence sequence = decode(text, offset);
    if (sequence.length == 0) return offset;
    offset += sequence.length;
  }
  return std::nullopt;
}

char32_t next_code_point_of_any(std::string_view text, std::size_t& offset) {
  const Sequence sequence = decode(text, offset);
  offset += sequence.length == 0 ? 1 : sequence.length;
  return sequence.length == 0 ? U'\uFFFD' : sequence.code_point;
}

void append_utf8(std::string& text, char32_t code_point) {
  const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    out.push_back(next_code_point(text, offset));
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  return count;
}

std::size_t count_utf16_units(std::string_view text) {
  std::size_t count = count_code_points(text);
  for (const char c : text) count += static_cast<unsigned char>(c) >= 0xF0u;
  return count;
}

std::string describe_code_point(char32_t code_point) {
  std::string text = fmt::format("U+{:04X}", static_cast<std::uint32_t>(code_point));
  const bool visible = code_point > 0x20 && !(code_point >= 0x7F && code_point <= 0xA0) &&
                       !(code_point >= 0xD800 && code_point <= 0xF8FF) && code_point < 0xE0000;
  if (visible) {
    text += ' ';
    append_utf8(text, code_point);
  }
  return text;
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x3FFFD) || (c >= 0xF900 && c <= 0xFAFF) || c == 0x3005 ||
         c == 0x3007 || (c >= 0x2E80 && c <= 0x2FDF);
}

}  // namespace tongbao

#include "importer/characters.h"

#include <algorithm>

#include "base/utf8.h"

namespace tongbao::importer {

namespace {

constexpr Text openings = U"“‘（(《〈「『【〔［[｛{";
constexpr Text closings = U"”’）)》〉」』】〕］]｝}";

bool is_one_of(Text set, char32_t c) {
  return set.find(c) != Text::npos;
}

// A half-width full stop, where it cannot be a decimal point or part of a name.
bool is_stop_after_han(Text text, std::size_t i) {
  return text[i] == U'.' && i > 0 && is_han(text[i - 1]) &&
         (i + 1 == text.size() || is_han(text[i + 1]) || is_closing(text[i + 1]));
}

std::size_t past_closings(Text text, std::size_t i) {
  while (i < text.size() && is_closing(text[i])) ++i;
  return i;
}

}  // namespace

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
         c == 0xFFFE || c == 0xFFFF;
}

bool is_opening(char32_t c) {
  return is_one_of(openings, c);
}
bool is_closing(char32_t c) {
  return is_one_of(closings, c);
}
bool is_full_stop(char32_t c) {
  return is_one_of(U"。！？!?", c);
}
bool is_separator(char32_t c) {
  return is_one_of(U"，、,", c);
}
bool is_pause(char32_t c) {
  return is_full_stop(c) || is_one_of(U"：；:;…", c);
}

bool is_latin_run(char32_t c) {
  return (c > 0x20 && c < 0x7F) || (c >= 0xA1 && c < 0x2000 && c != 0xB7 && c != 0xD7);
}

bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xC0 && is_latin_run(c));
}

bool is_digit(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９');
}

int digit_value(char32_t c) {
  return static_cast<int>(c >= U'０' ? c - U'０' : c - U'0');
}

std::size_t width(Text text) {
  std::size_t columns = 0;
  for (const char32_t c : text) columns += c < 0x2000 ? 1 : 2;
  return columns;
}

bool ends_paragraph(Text text) {
  constexpr std::size_t most_closings = 8;
  std::size_t end = text.size();
  while (end > 0 && text.size() - end < most_closings && is_closing(text[end - 1])) --end;
  if (end == 0) return false;
  return is_pause(text[end - 1]) || is_stop_after_han(text, end - 1);
}

std::size_t sentence_end(Text text) {
  std::size_t depth = 0;
  std::size_t within_brackets = Text::npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_opening(text[i])) ++depth;
    if (is_closing(text[i]) && depth > 0) --depth;
    if (!is_full_stop(text[i]) && !is_stop_after_han(text, i)) continue;
    const std::size_t end = past_closings(text, i + 1);
    if (depth == 0) return end;
    if (end == text.size() && end > i + 1) return end;
    if (within_brackets == Text::npos) within_brackets = end;
  }
  // An opening mark that never closes must not swallow the paragraph.
  return depth > 0 ? within_brackets : Text::npos;
}

bool contains(Text text, Text word) {
  return text.find(word) != Text::npos;
}

bool contains_any(Text text, Words words) {
  return std::any_of(words.begin(), words.end(), [&](Text word) { return contains(text, word); });
}

bool starts_with_any(Text text, Words words) {
  return std::any_of(words.begin(), words.end(), [&](Text word) { return text.starts_with(word); });
}

bool ends_with_any(Text text, Words words) {
  return std::any_of(words.begin(), words.end(), [&](Text word) { return text.ends_with(word); });
}

std::size_t count_any(Text text, Words words) {
  return static_cast<std::size_t>(
      std::count_if(words.begin(), words.end(), [&](Text word) { return contains(text, word); }));
}

bool is_subsequence(Text part, Text whole) {
  std::size_t found = 0;
  for (const char32_t c : whole) {
    if (found < part.size() && part[found] == c) ++found;
  }
  return found == part.size();
}

Text trim(Text text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

Text trim_marks(Text text) {
  const auto is_mark = [](char32_t c) { return is_blank(c) || is_pause(c) || is_separator(c); };
  while (!text.empty() && is_mark(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_mark(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace tongbao::importer

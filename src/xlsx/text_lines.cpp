#include "xlsx/text_lines.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/utf8.h"

namespace tongbao::xlsx {

namespace {

constexpr char32_t kFirstWide = 0x2E80;  // CJK radicals: from here on, breaks stand between any two
constexpr char32_t kAscii = 0x80;
constexpr double kLeastLatin = 0.55;  // em: Noto Sans CJK's digits, wider than a half-width
constexpr double kTab = 4;            // em: the widest that readers make of one

// Han and kana are decided by one comparison before these are asked.
bool may_not_start(char32_t c) {
  constexpr std::u32string_view kClosing =
      U"，。、；：？！）》〉」』】〕〗］｝”’…—～·％‰℃,.;:?!)]}%'\"";
  return kClosing.find(c) != std::u32string_view::npos;
}

bool may_not_end(char32_t c) {
  constexpr std::u32string_view kOpening = U"（《〈「『【〔〖［｛“‘([{";
  return kOpening.find(c) != std::u32string_view::npos;
}

bool is_plain_han(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FFF;
}

bool is_wide(char32_t c) {
  return c >= kFirstWide || (c >= 0x2010 && c <= 0x2027);
}

bool may_break_between(const LineCharacter& before, const LineCharacter& after) {
  if (before.is_han && after.is_han) return true;
  if (after.is_space) return false;
  if (before.is_space) return true;
  if (!before.is_wide && !after.is_wide) return false;
  return !after.may_not_start && !before.may_not_end;
}

constexpr std::size_t kHanBytes = 3;
constexpr std::array<char32_t, 4> kPages{0x0000, 0x2000, 0x3000, 0xFF00};

// How many plain Han characters (U+4E00 to U+9FFF: E4 B8 80 to E9 BF BF) stand at `offset`.
std::size_t count_han(std::string_view text, std::size_t offset) {
  const std::size_t begin = offset;
  for (; offset < text.size(); offset += kHanBytes) {
    const auto lead = static_cast<unsigned char>(text[offset]);
    if (lead < 0xE4 || lead > 0xE9) break;
    if (lead == 0xE4 && static_cast<unsigned char>(text[offset + 1]) < 0xB8) break;
  }
  return (offset - begin) / kHanBytes;
}

constexpr LineCharacter kHan{.advance = 1, .is_han = true, .is_wide = true};

// A line as it fills.
struct OpenLine {
  std::size_t start = 0;
  double width = 0;
  std::size_t break_at = 0;   // the last place to break; start: none yet
  double width_at_break = 0;  // of what stands before it
  bool has_last = false;      // something stands on the line
  LineCharacter last;

  void begin(std::size_t offset) {
    start = break_at = offset;
    width = width_at_break = 0;
    has_last = false;
  }
};

// Ends the line before the character at `offset`, at the last place where that is allowed.
template <class OnLine>
void wrap(OpenLine& line, std::size_t offset, const OnLine& on_line) {
  const bool has_break = line.break_at > line.start;
  const double moved = has_break ? line.width - line.width_at_break : 0;
  line.begin(has_break ? line.break_at : offset);
  line.width = moved;
  line.has_last = line.start < offset;
  on_line(line.start);
}

// `count` Han characters more from `offset` on, after a Han character.
template <class OnLine>
void add_han(OpenLine& line, std::size_t offset, std::size_t count, double width,
             const OnLine& on_line) {
  while (count > 0) {
    const double room = std::floor(width - line.width);
    const bool any = room >= 1 || !line.has_last;  // a line holds one at least
    const auto fitting = any ? static_cast<std::size_t>(std::max(room, 1.0)) : 0;
    const std::size_t taken = std::min(count, fitting);
    if (taken > 0) {
      line.width += static_cast<double>(taken);
      line.break_at = offset + (taken - 1) * kHanBytes;
      line.width_at_break = line.width - 1;
      line.has_last = true;
      offset += taken * kHanBytes;
      count -= taken;
    }
    if (count == 0) return;
    line.begin(offset);
    on_line(offset);
  }
}

}  // namespace

LineBreaker::LineBreaker(const font::FontSet& fonts, font::RoleId role)
    : fonts_(fonts), role_(role) {
  for (std::size_t page = 0; page < pages_.size(); ++page) {
    for (char32_t c = 0; c < pages_[page].size(); ++c) {
      pages_[page][c] = describe(kPages[page] + c);
    }
  }
}

LineCharacter LineBreaker::describe(char32_t c) const {
  if (is_plain_han(c)) return kHan;
  LineCharacter character{.advance = 1,
                          .is_space = c == U' ',
                          .is_wide = is_wide(c),
                          .may_not_start = may_not_start(c),
                          .may_not_end = may_not_end(c)};
  const font::GlyphChoice choice = fonts_.choose(role_, c);
  const double advance = choice.advance;
  if (c == U'\t') {
    character.advance = kTab;
  } else if (c < kAscii) {
    character.advance = std::max(kLeastLatin, advance);
  } else if (choice.glyph != 0) {
    const double least = character.is_wide ? 1.0 : kLeastLatin;
    character.advance = advance <= 0 ? 0 : std::max(advance, least);  // 0: combining marks
  }
  return character;
}

LineCharacter LineBreaker::look_up(char32_t c) const {
  constexpr unsigned kPageBits = 8;
  for (std::size_t page = 0; page < pages_.size(); ++page) {
    if (c >> kPageBits == kPages[page] >> kPageBits) return pages_[page][c & 0xFF];
  }
  return describe(c);
}

LineCharacter LineBreaker::next_character(std::string_view text, std::size_t& offset) const {
  const auto lead = static_cast<unsigned char>(text[offset]);
  if (lead < kAscii) return ++offset, pages_[0][lead];
  return look_up(next_code_point(text, offset));
}

template <class OnLine>
void LineBreaker::walk(std::string_view text, double width, const OnLine& on_line) const {
  on_line(0);
  OpenLine line;
  // Adds what stands at `here`. Spaces hang at the end of a line. The second turn of the loop is
  // for a word wider than a line.
  const auto add = [&](const LineCharacter& character, std::size_t here) {
    if (line.has_last && may_break_between(line.last, character)) {
      line.break_at = here;
      line.width_at_break = line.width;
    }
    while (!character.is_space && line.width + character.advance > width && here > line.start) {
      wrap(line, here, on_line);
    }
    line.width += character.advance;
    line.has_last = true;
    line.last = character;
  };
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t here = offset;
    if (const std::size_t han = count_han(text, offset); han > 0) {
      add(kHan, here);
      add_han(line, here + kHanBytes, han - 1, width, on_line);
      offset += han * kHanBytes;
      continue;
    }
    if (text[offset] == '\n') {
      line.begin(++offset);
      on_line(offset);
      continue;
    }
    add(next_character(text, offset), here);
  }
}

void LineBreaker::break_lines(std::string_view text, double width,
                              std::vector<std::uint32_t>& starts) const {
  starts.clear();
  walk(text, width,
       [&starts](std::size_t start) { starts.push_back(static_cast<std::uint32_t>(start)); });
}

std::size_t LineBreaker::count_lines(std::string_view text, double width) const {
  std::size_t lines = 0;
  walk(text, width, [&lines](std::size_t) { ++lines; });
  return lines;
}

int column_pixels(double characters) {
  return static_cast<int>(std::lround(characters * 7)) + 5;
}

Pt text_width(int pixels) {
  constexpr double kPointsPerPixel = 0.75;
  constexpr double kFilled = 0.97;  // printers' metrics are up to 3 % wider than the screen's
  const int inside = std::max(pixels - 5, 1);
  return Pt{inside * kPointsPerPixel * kFilled};
}

Pt line_height(Pt size) {
  constexpr double kLineFactor = 1.45;
  return size * kLineFactor;
}

}  // namespace tongbao::xlsx

#include "xlsx/text_lines.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/utf8.h"

namespace tongbao::xlsx {

namespace {

constexpr char32_t kFirstWide = 0x2E80;  // CJK radicals: from here on, breaks stand between any two
constexpr double kLeastLatin = 0.55;     // em: Noto Sans CJK's digits, wider than a half-width
constexpr double kTab = 4;               // em: the widest that readers make of one

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

bool may_break_between(char32_t before, char32_t after) {
  if (is_plain_han(before) && is_plain_han(after)) return true;
  if (after == U' ') return false;
  if (before == U' ') return true;
  if (!is_wide(before) && !is_wide(after)) return false;
  return !may_not_start(after) && !may_not_end(before);
}

// A line as it fills.
struct OpenLine {
  std::size_t start = 0;
  double width = 0;
  std::size_t break_at = 0;   // the last place to break; start: none yet
  double width_at_break = 0;  // of what stands before it
  char32_t last = 0;          // 0: nothing on the line yet

  void begin(std::size_t offset) { *this = {.start = offset, .break_at = offset}; }
};

// Ends the line before the character at `offset`, at the last place where that is allowed.
void wrap(OpenLine& line, std::size_t offset, std::vector<std::uint32_t>& starts) {
  const bool has_break = line.break_at > line.start;
  const double moved = has_break ? line.width - line.width_at_break : 0;
  const char32_t last = line.last;
  line.begin(has_break ? line.break_at : offset);
  line.width = moved;
  line.last = line.start < offset ? last : 0;
  starts.push_back(static_cast<std::uint32_t>(line.start));
}

}  // namespace

LineBreaker::LineBreaker(const font::FontSet& fonts, font::RoleId role)
    : fonts_(fonts), role_(role) {
  for (char32_t c = 0; c < ascii_.size(); ++c) {
    ascii_[c] = std::max<double>(kLeastLatin, fonts_.choose(role_, c).advance);
  }
  ascii_['\t'] = kTab;
}

double LineBreaker::advance(char32_t c) const {
  if (is_plain_han(c)) return 1;
  if (c < ascii_.size()) return ascii_[c];
  const font::GlyphChoice choice = fonts_.choose(role_, c);
  if (choice.glyph == 0) return 1;
  const double advance = choice.advance;
  if (advance <= 0) return 0;  // combining marks, variation selectors
  return std::max(advance, is_wide(c) ? 1.0 : kLeastLatin);
}

void LineBreaker::break_lines(std::string_view text, double width,
                              std::vector<std::uint32_t>& starts) const {
  starts.assign(1, 0);
  OpenLine line;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t here = offset;
    const char32_t c = next_code_point(text, offset);
    if (c == U'\n') {
      line.begin(offset);
      starts.push_back(static_cast<std::uint32_t>(offset));
      continue;
    }
    if (line.last != 0 && may_break_between(line.last, c)) {
      line.break_at = here;
      line.width_at_break = line.width;
    }
    const double wide = advance(c);
    // Spaces hang at the end of a line. The second turn is for a word wider than a line.
    while (c != U' ' && line.width + wide > width && here > line.start) wrap(line, here, starts);
    line.width += wide;
    line.last = c;
  }
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

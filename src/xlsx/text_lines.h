// Where the lines of a wrapped cell begin, so that its row is high enough for all of them.
//
// The workbook is shown by the reader's machine with its faces, not ours, so the measure errs on
// the side of more lines: Latin is at least a half-width (as in the Chinese faces of Windows),
// everything else at least a full width, and no line is filled to its last few per cent.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/length.h"
#include "font/font_set.h"

namespace tongbao::xlsx {

// What a line needs to know of a character.
struct LineCharacter {
  double advance = 0;   // em
  bool is_han = false;  // one of the usual ideographs: a break stands between any two
  bool is_space = false;
  bool is_wide = false;
  bool may_not_start = false;
  bool may_not_end = false;
};

// Breaks text set in one role. Refers to the font set. Immutable: safe on any thread.
class LineBreaker {
 public:
  LineBreaker(const font::FontSet& fonts, font::RoleId role);

  // Fills `starts` with the byte offset of every line of `text` (the first is 0, also of an empty
  // text), none wider than `width` em where a character fits at all. Breaks between Han
  // characters, at spaces and at line feeds, never before closing or after opening punctuation, and
  // inside a word only where it is wider than the line. Requires well-formed UTF-8.
  void break_lines(std::string_view text, double width, std::vector<std::uint32_t>& starts) const;
  // How many lines those are.
  [[nodiscard]] std::size_t count_lines(std::string_view text, double width) const;

 private:
  [[nodiscard]] LineCharacter describe(char32_t code_point) const;
  [[nodiscard]] LineCharacter look_up(char32_t code_point) const;
  [[nodiscard]] LineCharacter next_character(std::string_view text, std::size_t& offset) const;
  template <class OnLine>
  void walk(std::string_view text, double width, const OnLine& on_line) const;

  const font::FontSet& fonts_;
  font::RoleId role_;
  // ASCII, and the pages of 256 that hold the usual punctuation.
  std::array<std::array<LineCharacter, 256>, 4> pages_{};
};

// The pixels (96 to the inch) of a column `characters` wide: 7 for a digit of the default face
// (Calibri 11) and 5 for the padding and the grid line (ECMA-376 part 1, 18.3.1.13).
[[nodiscard]] int column_pixels(double characters);

// The width that text may fill in a cell of that many pixels.
[[nodiscard]] Pt text_width(int pixels);

// The height of one line in `size`. The Chinese faces of Windows need 1.15 to 1.35 times the size,
// those that other systems put in their place up to 1.45 (Noto CJK): enough for all of them.
[[nodiscard]] Pt line_height(Pt size);

// What a row needs beside its lines.
inline constexpr Pt kRowPadding{3};

}  // namespace tongbao::xlsx

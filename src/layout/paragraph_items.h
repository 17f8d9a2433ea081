// A paragraph as line breaking sees it: a row of items (one a character or cluster), each with its
// width, what it may give up or take, and whether a line may begin with it.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "content/notice_content.h"
#include "font/font_set.h"
#include "font/shaping.h"
#include "layout/character_class.h"

namespace tongbao::layout {

enum class BreakBefore : std::uint8_t {
  forbidden,
  emergency,  // only where nothing else brings the line into the measure
  reluctant,  // inside a date and the like
  allowed,
  wished,  // a line break that the author asked for
};

// Lengths in points.
struct Item {
  char32_t code_point = 0;
  CharacterFacts facts;
  CharacterClass character_class = CharacterClass::han;
  BreakBefore break_before = BreakBefore::allowed;
  bool tight_before = false;        // no stretching between this and the item before
  bool western_gap_before = false;  // Han meets Latin: a quarter em that may give and take
  std::uint16_t span = 0;           // index into the paragraph's spans
  std::uint32_t text_begin = 0;     // bytes of Items::text
  std::uint32_t text_end = 0;
  std::uint32_t glyph_begin = 0;  // index into Items::glyphs
  std::uint32_t glyph_end = 0;
  double size = 0;           // of the face
  double em = 0;             // the full cell: size as the grid tracks it
  double width = 0;          // natural, with nothing taken from the mark
  double gap_before = 0;     // natural Han–Latin gap
  double left_blank = 0;     // squeezable
  double right_blank = 0;    // squeezable
  double left_overlap = 0;   // taken from this mark as the later one of a pair (clreq 3.1.7)
  double right_overlap = 0;  // taken as the earlier one
};

struct Items {
  std::string text;
  std::vector<Item> items;
  std::vector<font::ShapedGlyph> glyphs;
};

// The grid that sizes are fitted to: a Han of `size` takes `cell(size)` points.
class Grid {
 public:
  Grid(Pt measure, int columns) : measure_(measure.value), columns_(columns) {}
  [[nodiscard]] double measure() const { return measure_; }
  // The page's own cell where the size is within a twelfth of it (3号 on 28 columns); else as
  // many whole columns of the size as fill the measure best, for justified text, or the size.
  [[nodiscard]] double cell(double size, bool justified) const;

 private:
  double measure_;
  int columns_;
};

// Shapes and classifies `spans`, for lines of at most `measure` points. `roles[i]` and `styles[i]`
// belong to the style of index i.
// Characters that no face has are reported to `diagnostics` (layout.missingGlyph).
[[nodiscard]] Items make_items(std::span<const content::Span> spans,
                               const std::vector<content::Style>& styles,
                               const std::vector<font::RoleId>& roles, const Grid& grid,
                               bool justified, double measure, const font::FontSet& fonts,
                               Diagnostics& diagnostics);

}  // namespace tongbao::layout

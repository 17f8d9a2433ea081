// A notice whose blocks are set but do not know their page yet: strips, each of which pagination
// moves as one. Plain values; lengths in points, x from the type area's left edge, y downwards.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "content/notice_content.h"
#include "content/paged_document.h"
#include "layout/justification.h"
#include "layout/line_breaking.h"
#include "layout/paragraph_items.h"

namespace tongbao::layout {

// The items of one paragraph, name or date, and the spans that they came from.
struct SetText {
  Items items;
  std::span<const content::Span> spans;
  std::vector<std::uint32_t> elements;  // of each span, into SetNotice::elements
  double scale = 1;                     // of its style's size (marks that would be too wide)
};

struct SetLine {
  std::uint32_t text = 0;  // index into SetNotice::texts
  LineBreak range;
  double x = 0;  // where the measure begins
  double measure = 0;
  double top = 0;  // of the em box, from the strip's top
  Fit fit = Fit::natural;
  content::Align align = content::Align::start;
  content::LineRole role = content::LineRole::body;
};

struct SetRule {
  double x = 0, y = 0, width = 0, height = 0;  // y from the strip's top
  content::Colour colour;
};

struct SetPicture {
  double x = 0, y = 0, width = 0, height = 0;
  std::uint32_t image = 0;  // index into NoticeContent::images
  std::uint32_t element = content::no_element;
};

constexpr std::uint32_t no_table = 0xFFFFFFFF;

// A line of text, the head's mark, a signature, one line of a table's row.
struct Strip {
  std::uint32_t block = content::no_block;  // index into NoticeContent::blocks
  std::uint16_t page_setup = 0;             // index into NoticeContent::pages
  bool begins_page = false;
  bool on_grid = true;      // begins on a line of the page's grid
  bool held = false;        // no page may begin with it
  bool at_foot = false;     // 版记: at the foot of the last page
  bool even_page = false;   // which has an even number (with at_foot)
  int lines_before = 0;     // empty grid lines; none at the top of a page
  double space_before = 0;  // likewise; from the text above to this strip's top
  double height = 0;
  double reach = 0;                    // how far down its pictures go, where that is further
  double blank_below = 0;              // of the height: below the text's em box
  std::optional<double> paper_top;     // instead: from the paper's upper edge
  std::optional<double> paper_bottom;  // instead, and out of the flow: its top from the lower edge
  content::Range lines, rules, pictures;
  std::uint32_t table = no_table;  // index into SetNotice::tables
  std::uint32_t slice = 0;         // of the table
};

// A table, cut into slices between which a page may end. A slice is one line of text of every cell
// of a row.
struct SetTable {
  struct Cell {
    double x = 0, width = 0;
    std::uint32_t first_slice = 0, end_slice = 0;
    content::Range lines;  // of SetNotice::lines; `top` means nothing
    content::VerticalAlign vertical = content::VerticalAlign::centre;
  };
  struct Slice {
    std::uint32_t row = 0;
    double height = 0;
    double line_height = 0;
    content::Range cells;  // that begin at this slice
  };
  std::vector<Cell> cells;  // by row, then column
  std::vector<Slice> slices;
  std::uint32_t header_slices = 0;
  double header_height = 0;
  double width = 0;
  double border = 0;
  double padding = 0;
};

struct SetNotice {
  std::vector<SetText> texts;
  std::vector<SetLine> lines;
  std::vector<SetRule> rules;
  std::vector<SetPicture> pictures;
  std::vector<SetTable> tables;
  std::vector<Strip> strips;
  std::vector<content::Element> elements;
};

template <class T>
[[nodiscard]] std::uint32_t size_of(const std::vector<T>& values) {
  return static_cast<std::uint32_t>(values.size());
}

}  // namespace tongbao::layout

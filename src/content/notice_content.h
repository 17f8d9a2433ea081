// A notice after binding and before layout: a page, styles, and blocks in reading order. All text
// is there; nothing has a position yet. Plain values.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/length.h"
#include "content/metadata.h"

namespace tongbao::content {

enum class Align { start, centre, end, justify };

struct Colour {  // 0 to 1 each; black by default
  double red = 0, green = 0, blue = 0;
  friend bool operator==(const Colour&, const Colour&) = default;
};

// How a block is set. Indents count characters of the page's grid scaled to the style's size.
struct Style {
  std::string name;  // as the template calls it
  std::string role;  // face role, a name in fonts.json (小标宋: "xiaobiaosong")
  Pt size{16};
  Colour colour;
  Align align = Align::justify;
  double first_line_indent = 0;  // characters
  double start_indent = 0;       // characters, all lines
  double end_indent = 0;
  int lines_before = 0;  // empty grid lines, dropped at the top of a page
  int lines_after = 0;
  int keep_with_next_lines = 0;  // that must stand on the same page after it (headings: 2)
  bool balance = false;          // title: lines broken at words into a trapezoid or diamond
};

// A stretch of text in one style. `text` has no control characters but U+000A, a wished line break
// (taken where the lines then fit; in titles).
struct Span {
  std::string text;
  std::uint16_t style = 0;  // index into NoticeContent::styles; face, size and colour count
  std::string source;       // JSON Pointer of the field it came from; "" where the template's own
  std::string link;         // URI ("mailto:…"), or ""
};

// A paragraph, a title or a heading; a run-in heading is the first spans of its paragraph.
struct Paragraph {
  std::uint16_t style = 0;
  std::vector<Span> spans;
  int heading_level = 0;          // 1 to 6: a heading, an entry of the outline; 0: none
  std::size_t heading_spans = 0;  // that many first spans are the heading (all, if not run in)
  bool is_title = false;          // the document's title
};

// 署名和成文日期: kept together and never alone on a page (GB/T 9704 7.3.5).
struct SignatureBlock {
  std::uint16_t style = 0;
  std::vector<Span> names;  // one an office
  std::optional<Span> date;
};

// Later blocks (mark, rule, table, seal, page break, imprint) join this list.
using Block = std::variant<Paragraph, SignatureBlock>;

struct PageNumberStyle {  // 页码 (GB/T 9704 7.5)
  bool shown = true;
  std::string role = "songti";
  Pt size{14};
  Pt below{};              // from the foot of the type area to the top of the number
  double edge_indent = 1;  // characters from the outer edge: right on odd, left on even pages
  std::string before = "— ";
  std::string after = " —";
};

// The type area (版心) is the paper less its margins, divided into `columns` by `lines`.
struct PageSetup {
  Pt width, height;
  Pt top, left, right, bottom;
  int columns = 28;
  int lines = 22;
  PageNumberStyle number;

  [[nodiscard]] Pt type_width() const { return width - left - right; }
  [[nodiscard]] Pt type_height() const { return height - top - bottom; }
  [[nodiscard]] Pt line_pitch() const { return type_height() / lines; }
};

struct NoticeContent {
  Metadata metadata;
  PageSetup page;
  std::vector<Style> styles;
  std::vector<Block> blocks;
};

}  // namespace tongbao::content

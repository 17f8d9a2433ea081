// A notice after binding and before layout: a page, styles, and blocks in reading order. All text
// is there; nothing has a position yet. Plain values.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/length.h"
#include "content/image.h"
#include "content/metadata.h"
#include "content/vertical_align.h"

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
  // Where a block of this style stands. By default its lines fill the page's grid from the place
  // that the block before leaves free.
  Pt line_height{};             // 0: the grid's; else its lines stand this far apart, off it
  Pt space_before{};            // above the first line, beside `lines_before`; off the grid
  std::optional<Pt> paper_top;  // of the first line's em box, from the paper's upper edge
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
  // That many first spans are a label (附件：1.): further lines begin where the text after it
  // does; paragraphs with labels that follow each other are the items of a list.
  std::size_t label_spans = 0;
};

// 发文机关标志 (GB/T 9704 7.2.4): as large as its style says, or smaller so that it fits the type
// area's width in one line an office. Several offices are set equally wide, one below the other.
struct MarkBlock {
  std::uint16_t style = 0;
  std::vector<Span> names;
  std::optional<Span> beside;  // 文件, right of several offices, centred in their height
};

// One line with text at both edges: 发文字号 and 签发人, 印发机关 and 印发日期. Both within the
// style's indents. Where they do not fit together, `right` stands at the right edge below.
struct SidesBlock {
  std::uint16_t style = 0;
  std::vector<Span> left;
  std::vector<Span> right;
};

// 发文字号 at the left, 签发人 at the right (7.2.6): two names a line, below each other, the
// number on the last line.
struct SignersBlock {
  std::uint16_t style = 0;
  std::vector<Span> number;
  Span label;  // 签发人：
  std::vector<Span> names;
};

// A line across, or two: 红色分隔线 (7.2.7), the double rules of a letter (10.1).
struct RuleBlock {
  Pt width{};      // centred on the type area; where it is wider than that, on the paper
  Pt thickness{};  // of the only line, or the upper one
  Pt second{};     // thickness of the lower line; 0: there is none
  Pt gap{};        // between the two
  Colour colour;
  Pt space_before{};               // from the foot of the text above
  std::optional<Pt> paper_bottom;  // instead: from the rule's foot to the paper's lower edge, on
                                   // the page where it is met; takes no place in the text
};

// A new page, unless nothing stands on this one yet.
struct PageBreak {
  std::uint16_t page = 0;  // index into NoticeContent::pages
};

// Who signs. A seal is stamped over the name; a signature stamp (签名章) stands in its place, the
// post left of it.
struct Signer {
  Span name;
  std::optional<std::uint32_t> seal;   // index into NoticeContent::images
  std::optional<std::uint32_t> stamp;  // likewise
  std::optional<Span> post;            // 职务, with a stamp
};

// 署名, 成文日期, 印章 (7.3.5): kept together and never alone on a page. How they are placed
// follows from whether there are seals or stamps.
struct SignatureBlock {
  std::uint16_t style = 0;
  std::vector<Signer> signers;  // one an office
  std::optional<Span> date;
  Pt seal_size{119.055};   // diameter: 42 mm
  Pt stamp_height{56.69};  // 20 mm
};

// Cells that begin in a row, in the columns that cells from above leave free.
struct TableCell {
  std::vector<Paragraph> text;
  std::uint16_t columns = 1;  // that it spans
  std::uint32_t rows = 1;
  VerticalAlign vertical = VerticalAlign::centre;
  bool header = false;  // of its column or, in the first column below the header rows, its row
};

struct TableRow {
  std::vector<TableCell> cells;
};

// A table over the type area's width (7.3.8). Header rows stand again on every page; a row that is
// higher than what is left of a page splits between two lines of text.
struct TableBlock {
  std::vector<double> columns;  // relative widths
  std::size_t header_rows = 0;
  std::vector<TableRow> rows;
  Pt border{0.5};           // of the lines round cells; 0: none
  Pt padding{3};            // between a cell's edge and its text, on all sides
  std::string alternative;  // what a reader's voice says of it; "" nothing
};

// 版记 (7.4): between rules, its last rule the foot of the type area of the last page.
struct ImprintBlock {
  std::vector<std::variant<Paragraph, SidesBlock>> entries;
  Pt outer_rule{};        // first and last; 0: no rules
  Pt inner_rule{};        // between entries
  Pt padding{};           // between a rule and the text next to it
  bool even_page = true;  // on an even page, a blank page before it where need be
};

using Block = std::variant<Paragraph, MarkBlock, SidesBlock, SignersBlock, RuleBlock, PageBreak,
                           SignatureBlock, TableBlock, ImprintBlock>;

struct PageNumberStyle {  // 页码 (GB/T 9704 7.5)
  bool shown = true;
  bool on_first = true;  // the document's first page has one, too
  bool centred = false;  // else at the outer edge
  std::string role = "songti";
  Pt size{14};
  Pt below{};              // from the foot of the type area to the top of the number
  double edge_indent = 1;  // characters from the outer edge: right on odd, left on even pages
  std::string before = "— ";
  std::string after = " —";  // "&N" in it: how many pages there are
};

// The type area (版心) is the paper less its margins, divided into `columns` by `lines`.
struct PageSetup {
  Pt width, height;
  Pt top, left, right, bottom;
  int columns = 28;
  int lines = 22;
  // Landscape on paper that lies like the other pages' (7.3.8): width and height are as read, the
  // paper is height by width, its upper edge on the right; the page number stays where the upright
  // pages have it, for which `number` and the margins of `NoticeContent::pages.front()` count.
  bool turned = false;
  PageNumberStyle number;

  [[nodiscard]] Pt type_width() const { return width - left - right; }
  [[nodiscard]] Pt type_height() const { return height - top - bottom; }
  [[nodiscard]] Pt line_pitch() const { return type_height() / lines; }
};

struct NoticeContent {
  Metadata metadata;
  std::vector<PageSetup> pages{1};  // at least one; the first until a PageBreak says otherwise
  std::vector<Style> styles;
  std::vector<Image> images;
  std::vector<Block> blocks;
};

}  // namespace tongbao::content

// A laid-out document: pages of positioned glyphs. Flat arrays with index ranges rather than nested
// objects, so that a page is written in one pass. Positions in points from the page's top left, y
// downwards. Plain values.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/length.h"
#include "content/metadata.h"
#include "content/notice_content.h"

namespace tongbao::content {

using FaceId = std::uint16_t;  // index into font::FontSet

constexpr std::uint32_t no_block = 0xFFFFFFFF;
constexpr std::uint32_t no_element = 0xFFFFFFFF;

struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

// One glyph of a run. Its text is PagedDocument::text from `text` to the next glyph's `text` (for
// the last glyph, to the run's end); empty for a further glyph of one cluster.
struct Glyph {
  std::uint32_t id = 0;    // in its face
  std::uint32_t text = 0;  // byte offset into PagedDocument::text
  Pt advance;              // to the next glyph's origin, with all that layout added or took away
  Pt shift;                // right of its pen position where its ink is drawn (trimmed brackets)
};

// Glyphs of one face, size and colour on one baseline.
struct Run {
  Range glyphs;
  Range text;
  FaceId face = 0;
  Pt size;
  Pt x;  // origin of the first glyph
  Colour colour;
  std::uint32_t span = 0;              // index into PagedDocument::sources
  std::uint32_t element = no_element;  // what it belongs to; none: an artifact, which readers skip
};

// What a line is, for checks and dumps.
enum class LineRole {
  title,
  heading,
  body,
  signature,
  date,
  page_number,
  mark,  // 发文机关标志
  head,  // 份号, 密级, 紧急程度, 发文字号, 签发人
  table,
  table_again,  // a header row that stands again on a further page
  imprint,
};

struct Line {
  Range runs;
  LineRole role = LineRole::body;
  std::uint32_t block = no_block;  // index into NoticeContent::blocks, also over pages
  // On a turned page, set as on an upright one: its x, baseline and width are those of the paper
  // as it lies with the others (page numbers).
  bool upright = false;
  Pt baseline;
  Pt x;      // left edge of the first glyph's cell
  Pt width;  // to the right edge of the last
};

struct Link {
  Pt x, y, width, height;  // y is the top
  std::string uri;
  std::uint32_t element = no_element;  // its link element
};

// A filled rectangle: rules and the lines of tables. Always an artifact.
struct Rule {
  Pt x, y, width, height;  // y is the top
  Colour colour;
};

// A picture, drawn below all text of its page, so that no opaque one hides a word.
struct Picture {
  Pt x, y, width, height;
  std::uint32_t image = 0;             // index into PagedDocument::images
  std::uint32_t element = no_element;  // its figure element
};

struct Page {
  Pt width, height;     // as read
  bool turned = false;  // the paper is height by width and its upper edge is on the right
  Range lines;
  std::vector<Link> links;
  std::vector<Rule> rules;
  std::vector<Picture> pictures;
};

// The logical structure: what each run, link and picture belongs to.
enum class ElementKind : std::uint8_t {
  title,
  heading,
  paragraph,
  link,
  list,
  list_item,
  label,      // of an item
  list_body,  // of an item
  table,
  row,
  header_cell,
  cell,
  figure,
};

struct Element {
  ElementKind kind = ElementKind::paragraph;
  std::uint32_t parent = no_element;  // none: the document
  int level = 0;                      // of a heading, from 1; gaps are the record's
  // Of cells.
  std::uint16_t columns = 1;
  std::uint32_t rows = 1;
  bool heads_row = false;   // a header cell: of its row, else of its column
  std::string alternative;  // of figures and tables
};

struct OutlineEntry {
  std::string title;
  int level = 1;
  std::uint32_t page = 0;  // from 0
  Pt top;                  // of the heading's first line
};

struct PagedDocument {
  Metadata metadata;
  std::string text;                  // all text in reading order, UTF-8
  std::vector<std::string> sources;  // JSON Pointers; "" for the template's own words
  std::vector<Glyph> glyphs;
  std::vector<Run> runs;
  std::vector<Line> lines;
  std::vector<Page> pages;
  std::vector<Element> elements;  // in reading order, parents before children
  std::vector<Image> images;
  std::vector<OutlineEntry> outline;

  [[nodiscard]] std::string_view text_of(Range range) const {
    return std::string_view(text).substr(range.begin, range.size());
  }
  [[nodiscard]] std::span<const Glyph> glyphs_of(const Run& run) const {
    return std::span(glyphs).subspan(run.glyphs.begin, run.glyphs.size());
  }
  [[nodiscard]] std::span<const Run> runs_of(const Line& line) const {
    return std::span(runs).subspan(line.runs.begin, line.runs.size());
  }
  [[nodiscard]] std::span<const Line> lines_of(const Page& page) const {
    return std::span(lines).subspan(page.lines.begin, page.lines.size());
  }
};

}  // namespace tongbao::content

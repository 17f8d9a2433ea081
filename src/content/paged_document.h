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
  std::uint32_t span = 0;  // index into PagedDocument::sources
};

enum class LineRole { title, heading, body, signature, date, page_number };

struct Line {
  Range runs;
  LineRole role = LineRole::body;
  std::uint32_t block =
      0;  // lines of one block share it, also over pages; page numbers: UINT32_MAX
  Pt baseline;
  Pt x;      // left edge of the first glyph's cell
  Pt width;  // to the right edge of the last
};

struct Link {
  Pt x, y, width, height;  // y is the top
  std::string uri;
};

struct Page {
  Pt width, height;
  Range lines;
  std::vector<Link> links;
};

// What a block is, for outline and (later) structure tree.
struct BlockInfo {
  int heading_level = 0;
  bool is_title = false;
  Range heading_text;  // bytes of `text`; the heading itself, also where it is run in
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
  std::vector<BlockInfo> blocks;
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

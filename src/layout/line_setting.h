// Blocks → lines that know their measure and what they must stay with, but not yet their page.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/diagnostic.h"
#include "content/notice_content.h"
#include "content/paged_document.h"
#include "font/font_set.h"
#include "layout/justification.h"
#include "layout/line_breaking.h"
#include "layout/paragraph_items.h"

namespace tongbao::layout {

// The items of one paragraph, name or date, and the spans that they came from.
struct SetText {
  Items items;
  std::span<const content::Span> spans;
  std::vector<std::uint32_t> elements;  // of each span, into SetNotice::elements
};

// Lengths in points.
struct SetLine {
  std::uint32_t block = 0;  // index into NoticeContent::blocks
  std::uint32_t text = 0;   // index into SetNotice::texts
  LineBreak range;
  double x = 0;  // where the measure begins, from the type area's left edge
  double measure = 0;
  Fit fit = Fit::natural;
  content::Align align = content::Align::start;
  content::LineRole role = content::LineRole::body;
  int lines_before = 0;  // empty grid lines, dropped at the top of a page
  bool held = false;     // no page may begin with this line
};

struct SetNotice {
  std::vector<SetText> texts;
  std::vector<SetLine> lines;
  std::vector<content::Element> elements;
};

// Sets every block of `notice`, which must outlive the result. `roles[i]` is the face role of style
// i. Adds layout.missingGlyph to `diagnostics`. Safe on any thread.
[[nodiscard]] SetNotice set_lines(const content::NoticeContent& notice,
                                  const std::vector<font::RoleId>& roles,
                                  const font::FontSet& fonts, Diagnostics& diagnostics);

}  // namespace tongbao::layout

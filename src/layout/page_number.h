// 页码: GB/T 9704-2012, 7.5. Not for two threads at a time.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "content/paged_document.h"
#include "font/font_set.h"
#include "font/shaping.h"

namespace tongbao::layout {

class PageNumbers {
 public:
  PageNumbers(font::RoleId role, const font::FontSet& fonts) : role_(role), fonts_(fonts) {}

  // Adds the line of page `number` of `count` to the last page of `document`: as `style` has it on
  // `upright`, the setup of pages that are not turned. Adds layout.missingGlyph to `diagnostics`.
  void add(std::size_t number, std::size_t count, const content::PageSetup& upright,
           content::PagedDocument& document, Diagnostics& diagnostics);

 private:
  void add_runs(const content::Line& line, const std::string& text, Pt size,
                content::PagedDocument& document) const;

  font::RoleId role_;
  const font::FontSet& fonts_;
  std::vector<font::ShapedGlyph> glyphs_;
  std::vector<font::MissingCharacter> missing_;
};

}  // namespace tongbao::layout

// Which page each strip stands on, and how far down. Pure; safe on any thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "layout/set_notice.h"

namespace tongbao::layout {

struct PlacedStrip {
  std::uint32_t strip = 0;  // index into SetNotice::strips
  double y = 0;             // its top, from the type area's top
};

struct PageStrips {
  std::uint16_t setup = 0;  // index into NoticeContent::pages
  bool numbered = true;     // whether it may carry a page number
  // Of a table that goes on from the page before, whose header rows stand above: it.
  std::uint32_t continued_table = no_table;
  std::vector<PlacedStrip> strips;
};

// Fills pages from the top; a page ends earlier where the next strip is held (widows, orphans,
// headings, rows of tables, signatures). Empty lines at the top of a page are dropped. Stops at
// `most_pages`, one more being too many.
[[nodiscard]] std::vector<PageStrips> paginate(const SetNotice& set,
                                               const std::vector<content::PageSetup>& setups,
                                               std::size_t most_pages);

}  // namespace tongbao::layout

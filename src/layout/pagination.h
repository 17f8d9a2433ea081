// Which page and which line of its grid each line stands on. Pure; safe on any thread.
#pragma once
#include <cstddef>
#include <vector>

#include "layout/line_setting.h"

namespace tongbao::layout {

struct PlacedLine {
  std::size_t line = 0;  // index into SetNotice::lines
  int row = 0;           // grid line, from 0 at the top of the type area
};
using PageLines = std::vector<PlacedLine>;

// Fills pages of `rows` grid lines from the top; a page ends earlier where the next line is held
// (widows, orphans, headings, signature). Empty lines at the top of a page are dropped.
[[nodiscard]] std::vector<PageLines> paginate(const std::vector<SetLine>& lines, int rows);

}  // namespace tongbao::layout

#include "layout/pagination.h"

namespace tongbao::layout {

namespace {

// The line that the next page begins with, when `overflowing` does not fit the page that began
// with `first`: the nearest one before it that is not held.
std::size_t page_break(const std::vector<SetLine>& lines, std::size_t first,
                       std::size_t overflowing) {
  for (std::size_t i = overflowing; i > first; --i) {
    if (!lines[i].held) return i;
  }
  return overflowing;  // everything holds together: a page is not enough, so break where it is full
}

}  // namespace

std::vector<PageLines> paginate(const std::vector<SetLine>& lines, int rows) {
  std::vector<PageLines> pages;
  std::size_t first = 0;
  while (first < lines.size()) {
    PageLines page;
    std::size_t next = first;
    int row = 0;
    for (; next < lines.size(); ++next) {
      if (next > first) row += lines[next].lines_before;
      if (row >= rows) break;
      page.push_back({next, row++});
    }
    if (next < lines.size()) {
      next = page_break(lines, first, next);
      page.resize(next - first);
    }
    pages.push_back(std::move(page));
    first = next;
  }
  return pages;
}

}  // namespace tongbao::layout

// Words with their places on pages → lines → paragraphs. Pure.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace tongbao::documents {

// In points, from the top left corner of the page.
struct PlacedWord {
  std::string text;
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;
};
using WordPage = std::vector<PlacedWord>;

// One paragraph a line: a line goes on in the next where it fills the measure and the next is not
// set in, also over a page's end. Words far apart stand in cells: a tab is between them. Page
// numbers at the head or foot of a page are left out and counted.
[[nodiscard]] std::vector<std::string> join_page_lines(const std::vector<WordPage>& pages,
                                                       std::size_t& page_numbers);

}  // namespace tongbao::documents

// Where the lines of a paragraph end. Pure; safe on any thread.
#pragma once
#include <cstddef>
#include <vector>

#include "layout/paragraph_items.h"

namespace tongbao::layout {

// Items [begin, end); a space at the end hangs without width.
struct LineBreak {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Chooses the breaks of a whole paragraph at once: the least sum of squeezing, stretching and
// breaks at reluctant places, squeezing preferred to stretching (clreq 3.1.6), and no last line of
// fewer than two characters. `first_measure` and `measure` are in points and positive. A line that
// nothing brings into the measure is returned as it is (overfull). Linear in the paragraph.
[[nodiscard]] std::vector<LineBreak> break_lines(const std::vector<Item>& items,
                                                 double first_measure, double measure);

// The end of the line's ink: `end` without hanging spaces.
[[nodiscard]] std::size_t visible_end(const std::vector<Item>& items, LineBreak line);

}  // namespace tongbao::layout

// A part of a table on a page: where its lines of text and its rules stand. The table was cut into
// slices by set_table() (block_setter.h); a page takes some that follow each other. Pure; safe on
// any thread.
#pragma once
#include <cstdint>
#include <vector>

#include "layout/set_notice.h"

namespace tongbao::layout {

struct TablePart {
  struct Line {
    std::uint32_t line = 0;  // index into SetNotice::lines
    double top = 0;          // of its em box
  };
  std::vector<Line> lines;
  std::vector<SetRule> rules;  // y as `top`
};

// The slices [begin, end) with their upper edge at 0. A cell's text stands in the middle of what
// these slices hold of the cell, or at its top.
[[nodiscard]] TablePart place_slices(const SetTable& table, content::Range slices,
                                     const SetNotice& notice);

}  // namespace tongbao::layout

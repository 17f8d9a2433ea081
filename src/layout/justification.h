// Fits one line into its measure: squeezes or stretches it in the order of clreq 3.1.6 and 3.1.7,
// so that every full line ends exactly at the right edge. Pure; safe on any thread.
#pragma once
#include <vector>

#include "layout/line_breaking.h"
#include "layout/paragraph_items.h"

namespace tongbao::layout {

// How an item stands on its line, in points.
struct PlacedItem {
  double advance = 0;  // to the next item's cell, the gap between them included
  double shift = 0;    // of its ink, from the pen: negative where the left blank was taken
};

enum class Fit {
  natural,    // squeezed where needed, never stretched (last lines, centred lines)
  justified,  // stretched to the measure as well
};

struct FittedLine {
  std::vector<PlacedItem> items;  // of [line.begin, visible_end)
  double width = 0;               // from the first cell's left to the last cell's right
  bool overfull = false;          // wider than the measure; nothing helped
};

// `fitted` is reused memory; what it held is lost.
void fit_line(const std::vector<Item>& items, LineBreak line, double measure, Fit fit,
              FittedLine& fitted);

}  // namespace tongbao::layout

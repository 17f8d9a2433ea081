// Lines of a title: at words, where the sense allows, in a trapezoid or a diamond (GB/T 9704
// 7.3.1). Pure; safe on any thread.
#pragma once
#include <string_view>
#include <vector>

#include "layout/line_breaking.h"
#include "layout/paragraph_items.h"

namespace tongbao::layout {

// Breaks at the wished places where the lines between them fit; a piece that is too wide is broken
// further at word boundaries (ICU's dictionary), and only inside words where a word is wider than
// the measure.
[[nodiscard]] std::vector<LineBreak> break_title(const Items& title, double measure);

}  // namespace tongbao::layout

// Where text stands in the height of a cell.
#pragma once

namespace tongbao::content {

enum class VerticalAlign { top, centre };

}  // namespace tongbao::content

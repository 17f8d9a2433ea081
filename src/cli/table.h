// Text in columns for a terminal, where Han and full-width characters take two cells.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tongbao::cli {

[[nodiscard]] int display_width(std::string_view text);  // in terminal cells

enum class Align { left, numbers_right };  // the latter: all columns but the first at their right

// Each row on a line, columns two cells apart, no spaces at a line's end.
[[nodiscard]] std::string table(const std::vector<std::vector<std::string>>& rows,
                                Align align = Align::left);

}  // namespace tongbao::cli

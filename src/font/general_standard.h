// The characters of the Table of General Standard Chinese Characters (通用规范汉字表, 2013: 8,105)
// that level 1 of GB 18030-2022 has not, ascending; level 2 adds them (clause 9.3). Internal to
// font/.
#pragma once
#include <array>
#include <cstddef>

namespace tongbao::font {

inline constexpr std::size_t general_standard_outside_level_1 = 196;

extern const std::array<char32_t, general_standard_outside_level_1> general_standard_additions;

}  // namespace tongbao::font

// The extent of a glyph's ink, for marks that are placed by what is seen of them.
#pragma once
#include <cstdint>

#include "font/font_set.h"

namespace tongbao::font {

// In em from the glyph's origin, y upwards from the baseline.
struct Ink {
  double left = 0, right = 0, bottom = 0, top = 0;
};

// Zeroes for a glyph without ink. Safe on any thread.
[[nodiscard]] Ink ink_of(const FontSet& fonts, FaceId face, std::uint32_t glyph);

}  // namespace tongbao::font

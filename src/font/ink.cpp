#include "font/ink.h"

#include <harfbuzz/hb.h>

namespace tongbao::font {

Ink ink_of(const FontSet& fonts, FaceId face, std::uint32_t glyph) {
  hb_glyph_extents_t extents{};
  if (hb_font_get_glyph_extents(fonts.hb_font(face), glyph, &extents) == 0) return {};
  const double em = fonts.info(face).units_per_em;
  return {.left = extents.x_bearing / em,
          .right = (extents.x_bearing + extents.width) / em,
          .bottom = (extents.y_bearing + extents.height) / em,
          .top = extents.y_bearing / em};
}

}  // namespace tongbao::font

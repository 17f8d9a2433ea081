// Text → glyphs of a role's faces. Han runs map one to one without shaping; what needs it (Latin,
// combining marks, variation selectors) goes through HarfBuzz.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "font/font_set.h"

namespace tongbao::font {

struct ShapedGlyph {
  FaceId face = 0;
  std::uint32_t glyph = 0;
  std::uint32_t text = 0;  // byte offset into the text given; further glyphs of a cluster repeat it
  float advance = 0;       // in em
  float shift = 0;         // right of the pen position where its ink is drawn, in em (marks)
  char32_t character = 0;  // that stands at `text`
};

struct MissingCharacter {
  char32_t code_point = 0;
  std::uint32_t text = 0;  // byte offset into the text given
};

// Appends the glyphs of `text` (well-formed UTF-8, below 4 GiB) to `glyphs` and characters that no
// face of the role has to `missing`; never glyph 0. What takes no room (joiners, U+200B, variation
// selectors) has no glyph: it belongs to the text of the glyph before it, or to the first one's.
// Latin letters are kerned where the face has kerning, digits never; there are no ligatures. A
// letter with combining marks comes whole from one face. Pure but for its outputs; safe on any
// thread.
void shape(const FontSet& fonts, RoleId role, std::string_view text,
           std::vector<ShapedGlyph>& glyphs, std::vector<MissingCharacter>& missing);

}  // namespace tongbao::font

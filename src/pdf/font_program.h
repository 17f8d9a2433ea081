// A face cut down to the glyphs that a document shows, as a PDF embeds it (ISO 32000-1 9.9).
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "font/font_set.h"
#include "pdf/cff.h"
#include "pdf/deflate.h"

namespace tongbao::pdf {

struct FontProgram {
  std::string deflated;
  std::size_t size = 0;  // before that
  CharacterCollection collection;
  std::vector<std::uint16_t> codes;  // for each glyph asked for, the CID that shows it
};

// Requires `glyphs` sorted, without repetition, all in the face. CFF: a bare CFF table for
// CIDFontType0C; TrueType: a font file for CIDFontType2 with the identity from CID to glyph.
// Throws std::runtime_error where HarfBuzz fails.
[[nodiscard]] FontProgram make_font_program(const font::FontSet& fonts, font::FaceId face,
                                            std::span<const std::uint32_t> glyphs,
                                            Compressor& compressor);

}  // namespace tongbao::pdf

// A face cut down to the glyphs that a document shows, as a PDF embeds it (ISO 32000-1 9.9).
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
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
  // For each glyph asked for, in their order:
  std::vector<std::uint16_t> codes;  // the CIDs that show them
  std::vector<double> widths;        // in thousandths of an em, as the file has them
};

// Makes the programs of one face. Safe on any thread.
class FaceSubsetter {
 public:
  // Throws std::runtime_error where the face's CFF table is malformed. `fonts` must outlive it.
  FaceSubsetter(const font::FontSet& fonts, font::FaceId face);
  ~FaceSubsetter();

  // Requires `glyphs` sorted, without repetition, all in the face, without 0. CFF: a bare CFF table
  // for CIDFontType0C; TrueType: a font file for CIDFontType2 with the identity from CID to glyph.
  // Outlines that can be copied are, else HarfBuzz cuts the face. Throws std::runtime_error where
  // that fails.
  [[nodiscard]] FontProgram subset(std::span<const std::uint32_t> glyphs,
                                   Compressor& compressor) const;

  // Whether HarfBuzz cuts the face: that is slow, less so once FontSet::prepare has prepared it.
  [[nodiscard]] bool cut_by_harfbuzz() const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace tongbao::pdf

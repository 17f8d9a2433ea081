// What a font file says of itself in its fixed tables (OpenType 1.9: font file, head, maxp, OS/2),
// read before HarfBuzz sees it. Internal to font/.
#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "base/diagnostic.h"

namespace tongbao::font {

struct SfntFacts {
  bool cff = false;         // CFF outlines, else TrueType
  bool kern_table = false;  // the old kerning table; newer faces kern in GPOS
  unsigned units_per_em = 0;
  unsigned glyph_count = 0;
  unsigned embedding = 0;                 // OS/2 fsType
  std::array<int, 4> box = {};            // in font units
  int typo_ascent = 0, typo_descent = 0;  // OS/2, in font units; 0 where there is none
};

// Reads face `index` of `file`. Where the file cannot be used, `problem` says why: no font, cut
// off, no outlines, a table that is missing or too short.
[[nodiscard]] SfntFacts read_sfnt(std::span<const std::uint8_t> file, unsigned index,
                                  Bilingual& problem);

// Why the licence bits of OS/2 fsType forbid a subset in a document; empty where they do not.
[[nodiscard]] Bilingual embedding_forbidden(unsigned fs_type);

}  // namespace tongbao::font

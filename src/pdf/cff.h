// What a PDF needs to know of a CFF font program (Adobe Technical Note 5176): which CID each glyph
// has, and how it is best cut down. Every read is bounded: font files are input.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tongbao::pdf {

// Registry-Ordering-Supplement of a CID-keyed font ("Adobe", "GB1", 5).
struct CharacterCollection {
  std::string registry = "Adobe";
  std::string ordering = "Identity";
  int supplement = 0;
};

struct CffNames {
  CharacterCollection collection;
  std::vector<std::uint16_t> cids;  // by glyph; a font that is not CID-keyed: the glyph itself
};

// Throws std::runtime_error where `table` is not a well-formed CFF table with one font.
[[nodiscard]] CffNames read_cff_names(std::span<const std::uint8_t> table);

// Whether its glyphs' outlines share subroutines. Throws as above.
[[nodiscard]] bool has_subroutines(std::span<const std::uint8_t> table);

}  // namespace tongbao::pdf

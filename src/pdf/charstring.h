// Type 2 charstrings: the outlines of a CFF font (Adobe Technical Note 5177). Internal to pdf/.
#pragma once
#include <cstdint>
#include <span>
#include <string>

namespace tongbao::pdf {

// Appends `charstring` to `out` without stem hints and hint masks (5177 4.3): the outline and the
// width stay as they are. One that calls subroutines, computes or is malformed is appended whole.
void append_unhinted(std::span<const std::uint8_t> charstring, std::string& out);

}  // namespace tongbao::pdf

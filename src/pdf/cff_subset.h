// A CID-keyed CFF font cut down by copying its outlines. A general subsetter must look into every
// outline for the subroutines that it calls; most Chinese faces have none.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "pdf/cff.h"

namespace tongbao::pdf {

// A font program as a PDF has it.
struct DeflatedTable {
  std::string deflated;  // a zlib stream
  std::size_t size = 0;  // before that
};

// Outlines are kept without their hints, deflated, from when they are first copied: at most as much
// as the font itself. Safe on any thread.
class CopyableFont {
 public:
  // Null where `table` is not CID-keyed, has subroutines or charstrings other than Type 2. Throws
  // std::runtime_error where it is malformed. `table` must outlive the font.
  [[nodiscard]] static std::unique_ptr<const CopyableFont> open(
      std::span<const std::uint8_t> table);
  ~CopyableFont();

  [[nodiscard]] const CffNames& names() const;

  // A bare CFF table with glyph 0 and `glyphs`, each with its CID, without hints. Requires `glyphs`
  // sorted, without repetition and without 0. Throws as above, and for glyphs not in the font.
  [[nodiscard]] DeflatedTable subset(std::span<const std::uint32_t> glyphs) const;

 private:
  CopyableFont();
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace tongbao::pdf

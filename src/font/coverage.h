// How much of the national character sets a role shows, and through which of its faces.
#pragma once
#include <cstddef>
#include <vector>

#include "base/diagnostic.h"
#include "font/font_set.h"

namespace tongbao::font {

// Of one character set in one role. `total` is the sum of `shown` and `missing`.
struct Coverage {
  struct Share {
    FaceId face = 0;
    std::size_t characters = 0;  // what this face is the first to show
  };

  Bilingual set;  // "GBK 汉字"
  std::size_t total = 0;
  std::vector<Share> shares;            // one for each of faces_of(), then one for its Latin face
  std::size_t missing = 0;              // shown by no face: a document with one is refused
  std::vector<char32_t> first_missing;  // at most eight, ascending
};

// For GB 2312, GBK and the levels of GB 18030-2022, ideographs and other characters apart. Looks
// all of them up: a tenth of a second. Safe on any thread.
[[nodiscard]] std::vector<Coverage> coverage_of(const FontSet& fonts, RoleId role);

}  // namespace tongbao::font

// The national character sets that faces are measured by. Internal to font/.
#pragma once
#include <memory>
#include <vector>

#include <unicode/uset.h>

#include "base/diagnostic.h"

namespace tongbao::font {

struct SetDeleter {
  void operator()(USet* set) const { uset_close(set); }
};

struct CharacterSet {
  Bilingual name;  // "GB 2312 汉字"
  std::unique_ptr<USet, SetDeleter> characters;
};

// As the standards count them, each with its ideographs and what else it has apart:
// - GB 2312-80: 6,763 ideographs and 682 other characters.
// - GBK 1.0 (1995): 21,003, of them 14 components that Unicode has among its radicals; 883.
// - GB 18030-2022 clause 9. Level 1: of one byte, of two bytes, and of four bytes the rest of
//   U+4E00–9FEF and of Extension A: 27,584 ideographs, the 14 among them (6 components and 9
//   ideographs of GBK that were encoded twice are gone); 95 characters of ASCII and 894 others.
//   Level 2: with those of 通用规范汉字表, 27,780. Level 3: every ideograph, 87,887, and 228
//   radicals: the 14, and the 214 of U+2F00–2FD5.
// In the code points of GB 18030-2022, which has none for private use.
[[nodiscard]] std::vector<CharacterSet> national_character_sets();

}  // namespace tongbao::font

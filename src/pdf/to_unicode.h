// ToUnicode maps: what text the codes of a font stand for (ISO 32000-1 9.10.3).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "content/paged_document.h"

namespace tongbao::pdf {

struct MappedText {
  std::uint16_t code = 0;
  content::Range text;  // of PagedDocument::text; empty: takes no room (U+200B)
};

// A CMap of one bfchar entry each.
[[nodiscard]] std::string to_unicode_map(const content::PagedDocument& document,
                                         const std::vector<MappedText>& texts);

}  // namespace tongbao::pdf

// The objects of an embedded face: Type 0 font, CIDFont, descriptor, font program and ToUnicode map
// (ISO 32000-1 9.6 to 9.10).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "content/paged_document.h"
#include "pdf/deflate.h"
#include "pdf/font_program_cache.h"
#include "pdf/object_file.h"
#include "pdf/text_encoding.h"

namespace tongbao::pdf {

struct EmbeddedFont {
  std::vector<std::uint16_t> codes;  // by slot
  std::vector<double> widths;        // by slot, in thousandths of the size, as the file has them
  std::vector<ObjectId> fonts;       // Type 0: the face's own, then its variants
};

[[nodiscard]] EmbeddedFont embed_font(const content::PagedDocument& document,
                                      FontProgramCache& programs, const FaceUse& use,
                                      Compressor& compressor, ObjectFile& file);

}  // namespace tongbao::pdf

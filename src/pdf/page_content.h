// The content stream of a page (ISO 32000-1 7.8.2): pictures and rules, then its lines as text,
// with the fewest operators that keep every glyph within 0.01 pt of its place.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "content/paged_document.h"
#include "pdf/embedded_font.h"
#include "pdf/structure_plan.h"
#include "pdf/text_encoding.h"

namespace tongbao::pdf {

// The name of a font in the resources that all pages share: "F2", "F2.1" for its first variant.
[[nodiscard]] std::string font_name(std::size_t use, unsigned variant);

// `fonts` is parallel to encoding.faces; `page` counts from 0. Every glyph, picture and rule stands
// in a marked-content sequence of its element or of an artifact (14.6, 14.8.2.2).
[[nodiscard]] std::string page_content(const content::PagedDocument& document,
                                       const TextEncoding& encoding,
                                       const std::vector<EmbeddedFont>& fonts,
                                       const StructurePlan& structure, std::size_t page);

}  // namespace tongbao::pdf

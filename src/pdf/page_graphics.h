// What stands below the text of a page: its pictures, then its rules (ISO 32000-1 8.5, 8.9).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "content/paged_document.h"
#include "pdf/structure_plan.h"

namespace tongbao::pdf {

// The name of an image in the resources that all pages share: "I0".
[[nodiscard]] std::string image_name(std::uint32_t image);

// Begins a marked-content sequence, which "EMC" ends: of its element with its MCID, or an artifact
// (14.6, 14.8.2.2).
void append_mark(std::string& out, const StructurePlan& structure, const MarkedContent& content);

// The colour that text and rules are filled with (8.6.8): sRGB, or its greys.
void append_fill_colour(std::string& out, const content::Colour& colour);

// The graphics state is afterwards what it was. Each picture is in a sequence of its own; rules are
// artifacts of layout.
void append_graphics(std::string& out, const content::PagedDocument& document,
                     const StructurePlan& structure, std::size_t page);

}  // namespace tongbao::pdf

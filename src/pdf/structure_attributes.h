// What an element says of itself beside its content: attributes (ISO 32000-1 14.8.5) and
// alternative text (14.9.3).
#pragma once
#include "content/paged_document.h"
#include "pdf/dictionary.h"
#include "pdf/structure_plan.h"

namespace tongbao::pdf {

// Adds /A and /Alt to the element's dictionary where it has any: of a figure its box, of a cell
// what it spans and heads, of a table its summary, of a list how it is numbered.
void add_attributes(const content::PagedDocument& document, const StructureElement& element,
                    Dictionary& dictionary);

}  // namespace tongbao::pdf

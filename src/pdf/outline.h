// The outline of a document: its headings as a tree with their places (ISO 32000-1 12.3.3).
#pragma once
#include <vector>

#include "content/paged_document.h"
#include "pdf/object_file.h"

namespace tongbao::pdf {

// An entry is a child of the last one before it with a lower level. `pages` are the pages' objects.
// Returns the root; none where there are no entries. Throws std::invalid_argument for an entry on a
// page that does not exist.
[[nodiscard]] ObjectId add_outline(const content::PagedDocument& document,
                                   const std::vector<ObjectId>& pages, ObjectFile& file);

}  // namespace tongbao::pdf

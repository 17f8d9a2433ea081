// The structure tree as objects (ISO 32000-1 14.7.2 to 14.7.4).
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "pdf/object_file.h"
#include "pdf/structure_plan.h"

namespace tongbao::pdf {

// Keys of the parent tree: /StructParents of a page, /StructParent of an annotation.
[[nodiscard]] std::int64_t page_key(std::size_t page);
[[nodiscard]] std::int64_t annotation_key(const StructurePlan& plan, std::size_t annotation);

// `pages` and `annotations` are the objects of the pages and of StructurePlan::links. Returns the
// root.
ObjectId add_structure_tree(const content::PagedDocument& document, const StructurePlan& plan,
                            const std::vector<ObjectId>& pages,
                            const std::vector<ObjectId>& annotations, ObjectFile& file);

}  // namespace tongbao::pdf

// The page objects and the tree they hang in (ISO 32000-1 7.7.3).
#pragma once
#include <cstddef>
#include <vector>

#include "content/paged_document.h"
#include "pdf/object_file.h"
#include "pdf/structure_plan.h"

namespace tongbao::pdf {

// Objects of pages that others may refer to before they are written.
struct PageTree {
  ObjectId root;
  std::vector<ObjectId> pages;    // one a page
  std::vector<ObjectId> parents;  // of each page
};

[[nodiscard]] PageTree add_page_tree(std::size_t pages, ObjectFile& file);

// A page with its boxes, links and contents; `index` from 0. Adds the links' objects to
// `annotations`.
void define_page(const content::PagedDocument& document, std::size_t index, const PageTree& tree,
                 const StructurePlan& structure, ObjectId resources, ObjectId contents,
                 std::vector<ObjectId>& annotations, ObjectFile& file);

}  // namespace tongbao::pdf

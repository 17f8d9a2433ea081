// A formal document by hand with every kind of content that a page may hold.
#pragma once
#include "pdf/document_builder.h"

namespace tongbao::pdf::testing {

// Three pages, the last one turned. A red mark and a red rule; title; a paragraph; a list of two
// items, one with a link; a signature with a transparent seal; a heading; a table with merged
// header cells, an empty cell, a row that lacks one and a cell that goes on over the page, where
// its header row stands again; the same seal, opaque stamp and a link on the turned page; page
// numbers.
[[nodiscard]] DocumentBuilder formal_notice();

// A ring of `size` pixels in red; transparent round it and within, half so at its edges.
[[nodiscard]] content::Image seal_image(std::uint32_t size);

}  // namespace tongbao::pdf::testing

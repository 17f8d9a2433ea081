// Leftover markup that a copied notice drags along: Markdown's ** and #, a few HTML tags and
// entities, invisible characters.
#pragma once
#include <cstddef>
#include <string>

#include "importer/characters.h"

namespace tongbao::importer {

// `line` without its markup; `dropped` counts the marks. Entities for blanks become blanks.
[[nodiscard]] std::u32string drop_markup(Text line, std::size_t& dropped);

}  // namespace tongbao::importer

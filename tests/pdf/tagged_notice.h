// A notice by hand with every kind of content that the structure tree knows.
#pragma once
#include "pdf/document_builder.h"

namespace tongbao::pdf::testing {

// Two pages. Title of two lines; a paragraph; headings of levels 1 and 3; a run-in heading of level
// 2 whose paragraph goes over the page; a paragraph with a link over two lines; two names and a
// date; page numbers. Faces of CFF and TrueType, a glyph of two characters, a red line.
[[nodiscard]] DocumentBuilder tagged_notice();

}  // namespace tongbao::pdf::testing

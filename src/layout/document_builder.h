// Placed lines → PagedDocument: glyph positions, links, outline, page numbers. Pure; safe on any
// thread.
#pragma once
#include <vector>

#include "base/diagnostic.h"
#include "content/paged_document.h"
#include "font/font_set.h"
#include "layout/line_setting.h"
#include "layout/pagination.h"

namespace tongbao::layout {

// `number_role` serves the page numbers. Adds layout.overfull and layout.missingGlyph (of page
// numbers) to `diagnostics`.
[[nodiscard]] content::PagedDocument build_document(
    const content::NoticeContent& notice, const SetNotice& set, const std::vector<PageLines>& pages,
    font::RoleId number_role, const font::FontSet& fonts, Diagnostics& diagnostics);

}  // namespace tongbao::layout

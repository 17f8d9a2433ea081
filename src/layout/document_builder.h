// Placed strips → PagedDocument: glyph positions, rules, pictures, links, outline, page numbers.
// Pure; safe on any thread.
#pragma once
#include <vector>

#include "base/diagnostic.h"
#include "content/paged_document.h"
#include "font/font_set.h"
#include "layout/pagination.h"
#include "layout/set_notice.h"

namespace tongbao::layout {

// `number_roles[i]` serves the page numbers of page setup i. Adds layout.overfull and
// layout.missingGlyph (of page numbers) to `diagnostics`.
[[nodiscard]] content::PagedDocument build_document(const content::NoticeContent& notice,
                                                    SetNotice&& set,
                                                    const std::vector<PageStrips>& pages,
                                                    const std::vector<font::RoleId>& number_roles,
                                                    const font::FontSet& fonts,
                                                    Diagnostics& diagnostics);

}  // namespace tongbao::layout

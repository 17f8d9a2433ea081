// Blocks → strips that know their lines and what they must stay with, but not yet their page.
#pragma once
#include <vector>

#include "base/diagnostic.h"
#include "content/notice_content.h"
#include "font/font_set.h"
#include "layout/set_notice.h"

namespace tongbao::layout {

// Sets every block of `notice`, which must outlive the result. `roles[i]` is the face role of style
// i. Adds layout.missingGlyph to `diagnostics`. Safe on any thread.
[[nodiscard]] SetNotice set_blocks(const content::NoticeContent& notice,
                                   const std::vector<font::RoleId>& roles,
                                   const font::FontSet& fonts, Diagnostics& diagnostics);

}  // namespace tongbao::layout

// NoticeContent → PagedDocument: lines and pages after GB/T 9704-2012 and W3C clreq.
#pragma once
#include "base/result.h"
#include "content/notice_content.h"
#include "content/paged_document.h"
#include "font/font_set.h"

namespace tongbao::layout {

// Sets `notice` in the faces of `fonts`. Pure; safe to call from any thread.
// Errors: layout.missingGlyph (a character that no face of its role has: code point and pointer),
// layout.unknownRole, layout.tooManyPages, layout.tooHigh (what must not be
// split is higher than the type area). Warning: layout.overfull, for a line that no rule could
// bring into the measure.
[[nodiscard]] Result<Warned<content::PagedDocument>> lay_out(const content::NoticeContent& notice,
                                                             const font::FontSet& fonts);

}  // namespace tongbao::layout

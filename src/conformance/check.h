// The conformance report: GB/T 9704-2012, with what GB/T 15834-2011 and W3C clreq ask of lines,
// held against finished pages.
#pragma once
#include <string>

#include "conformance/report.h"
#include "content/notice_content.h"
#include "content/paged_document.h"
#include "font/font_set.h"

namespace tongbao::conformance {

// Measures `document`, which `notice` was laid out to. Where text stands is taken from its glyphs
// and their ink, never from what layout says of its lines; `notice` tells what each of them is.
// Every clause has an entry. Pure; safe to call from any thread.
[[nodiscard]] Report check(const content::NoticeContent& notice,
                           const content::PagedDocument& document, const font::FontSet& fonts);

// As JSON with stable keys, for FILE of `render --report FILE`; docs/conformance.md explains them.
[[nodiscard]] std::string report_json(const Report& report);

}  // namespace tongbao::conformance

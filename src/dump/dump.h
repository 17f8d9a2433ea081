// The values between the stages as readable JSON: the formats `content` and `layout` of the
// contract, and the golden files of the tests.
#pragma once
#include <string>

#include "content/notice_content.h"
#include "content/paged_document.h"
#include "font/font_set.h"

namespace tongbao::dump {

// application/vnd.tongbao.content+json: pages, styles, images, blocks before layout.
[[nodiscard]] std::string content_json(const content::NoticeContent& notice);
// application/vnd.tongbao.layout+json: pages with lines: text, face, size, x, baseline, width in pt
// from the top left, and the pointer into the record.
[[nodiscard]] std::string layout_json(const content::PagedDocument& document,
                                      const font::FontSet& fonts);

}  // namespace tongbao::dump

// Bound content as plain lines, for the binding cases.
#pragma once
#include <string>
#include <string_view>

#include "content/ledger_content.h"
#include "content/notice_content.h"
#include "template/template.h"

namespace tongbao::tmpl::testing {

// A block a line, its spans under it: "style | pointer | text", with "→ uri" after a link.
[[nodiscard]] std::string text_of(const content::NoticeContent& notice);
// Bands, then each row's pointer with its cells under it: "header: text", dates as D…, numbers as
// #…
[[nodiscard]] std::string text_of(content::LedgerContent ledger);
// "line:column pointer code", an error a line.
[[nodiscard]] std::string text_of(const Diagnostics& errors);
// What `tmpl` makes of a record's JSON: content, or errors.
[[nodiscard]] std::string bound_text(const Template& tmpl, std::string_view json);

}  // namespace tongbao::tmpl::testing

// A ledger for paper: LedgerContent → NoticeContent, which is then laid out like any other. Each
// sheet begins a page of its own paper and margins; its bands stand above and below one table,
// whose header is on every page.
#pragma once
#include "base/result.h"
#include "content/ledger_content.h"
#include "content/notice_content.h"

namespace tongbao::layout {

struct LedgerPages {
  content::NoticeContent notice;
  std::size_t rows = 0;
};

// Pulls every row. Errors: those of the row sources; layout.tooManyPages, before more is held in
// memory than lay_out() takes.
[[nodiscard]] Result<LedgerPages> ledger_pages(content::LedgerContent ledger);

}  // namespace tongbao::layout

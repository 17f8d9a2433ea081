// A ledger for paper: LedgerContent → NoticeContent, which is then laid out like any other. Each
// sheet begins a page of its own paper and margins; its bands stand above and below one table,
// whose header is on every page. Fills and highlights are colours beside words, and left out.
#pragma once
#include "base/result.h"
#include "content/ledger_content.h"
#include "content/notice_content.h"

namespace tongbao::layout {

struct LedgerPages {
  content::NoticeContent notice;
  Diagnostics warnings;  // layout.noCharts, where a sheet has some
};

// Pulls every row. Errors: those of the source; layout.tooManyPages, before more is held in memory
// than lay_out() takes; layout.nothingOnPaper, where no sheet is for paper.
[[nodiscard]] Result<LedgerPages> ledger_pages(content::LedgerContent ledger);

}  // namespace tongbao::layout

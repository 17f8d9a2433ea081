// What Excel can hold of a ledger's sheets, seen before a row is pulled.
#pragma once
#include <vector>

#include "base/diagnostic.h"
#include "content/ledger_content.h"
#include "font/font_set.h"

namespace tongbao::xlsx {

// Everything of the sheets themselves that a workbook cannot hold, or that has no face to measure
// with: ledger.noColumns, ledger.badWidth, ledger.badSheetName, ledger.badChoices,
// ledger.badFooter, ledger.badStyle, ledger.unknownRole, ledger.badRangeName, ledger.badReference.
// All are the template's errors.
[[nodiscard]] Diagnostics check_sheets(const content::LedgerContent& ledger,
                                       const font::FontSet& fonts);

// The same of bands, which come with the rows: ledger.badStyle, ledger.unknownRole.
[[nodiscard]] Diagnostics check_bands(const std::vector<content::Band>& bands,
                                      const font::FontSet& fonts);

}  // namespace tongbao::xlsx

// One sheet of a ledger → rows of a workbook, with heights that show all of every wrapped text.
#pragma once
#include <cstddef>

#include "base/result.h"
#include "content/ledger_content.h"
#include "font/font_set.h"
#include "xlsx/sheet_check.h"
#include "xlsx/workbook.h"
#include "xlsx/write_xlsx.h"

namespace tongbao::xlsx {

// Writes `sheet`, in which check_sheets() found nothing; returns its data rows. Consumes its row
// source. Cells beyond the columns are left out, missing ones empty.
// Errors: those of the source; ledger.cellTooLong, ledger.dateOutOfRange, ledger.badNumber, each
// with the row's pointer.
[[nodiscard]] Result<std::size_t> write_sheet(Workbook& workbook, content::Sheet& sheet,
                                              const font::FontSet& fonts, SheetNames& names,
                                              const SheetLimits& limits);

}  // namespace tongbao::xlsx

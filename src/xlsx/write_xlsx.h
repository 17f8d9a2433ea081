// LedgerContent → XLSX, through libxlsxwriter in constant-memory mode. The only room that knows
// libxlsxwriter.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "content/ledger_content.h"
#include "font/font_set.h"

namespace tongbao::xlsx {

struct WrittenLedger {
  std::size_t rows = 0;  // data rows: problems, not rows of the sheet
};

// Where a sheet ends, and the ledger goes on in a further one with the same head.
struct SheetLimits {
  std::uint32_t rows = 1'048'576;                   // Excel's
  std::uint64_t bytes = std::uint64_t{3500} << 20;  // of XML: a part of the container ends at 4 GiB
};

// Writes `ledger` to `path` (an ordinary file, replaced). Consumes its row sources. Row heights
// come from `fonts`, so that every wrapped text shows whole; one that needs more height than a row
// may have (409.5 pt) goes on in a further row. On an error `path` is as it was, and no temporary
// file is left beside it. The same ledger and faces give the same bytes. Safe on any thread.
// Errors, every one at once: those of the row source; what the template asks and a workbook cannot
// hold (ledger.noColumns, .badWidth, .badSheetName, .badChoices, .badFooter, .badStyle,
// .unknownRole); of a value, with the row's pointer: ledger.cellTooLong (over 32,767 UTF-16 units),
// ledger.dateOutOfRange (before 1900-03-01), ledger.badNumber; of the system: ledger.unwritable.
[[nodiscard]] Result<WrittenLedger> write_xlsx(content::LedgerContent ledger,
                                               const font::FontSet& fonts,
                                               const std::filesystem::path& path,
                                               const SheetLimits& limits = {});

}  // namespace tongbao::xlsx

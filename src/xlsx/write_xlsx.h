// LedgerContent → XLSX. Rows are written as they come and deflated on several cores; all else is
// libxlsxwriter's. The only room that knows it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "content/ledger_content.h"
#include "font/font_set.h"

namespace tongbao::xlsx {

struct WrittenLedger {
  std::size_t rows = 0;  // data rows, not rows of the sheet; of several sheets the most
  // ledger.noChart: one that nobody could read, of over 10,000 rows, rows on several worksheets, or
  // more categories than its size has room for (20 pt each; 20 of a pie; lines have no such bound).
  Diagnostics warnings;
};

struct WriteOptions {
  // Where a sheet ends, and the ledger goes on in a further one with the same head.
  std::uint32_t rows = 1'048'576;                   // Excel's
  std::uint64_t bytes = std::uint64_t{3500} << 20;  // of XML: a part of the container ends at 4 GiB
  unsigned threads = 1;  // 1: the caller's alone; else as many write, and the caller's reads
  std::uint64_t least_free = std::uint64_t{64} << 20;  // bytes of the disk that stay free
};

// Writes `ledger` to `path` (an ordinary file, replaced). Consumes its row source. Row heights come
// from `fonts`, so that every wrapped text shows whole; one that needs more height than a row may
// have (409.5 pt) goes on in a further row, or, without Table::further_rows, stays whole in its
// cell, of which the row shows the first lines. Hyperlinks are real for the first 20,000; charts
// are drawn from at most 10,000 rows that stand on one worksheet. On an error `path` is as it was,
// and no temporary file is left beside it. The same ledger and faces give the same bytes, however
// many threads. Memory does not grow with the rows. Safe on any thread. Errors, every one at once:
// those of the row source; what the template asks and a workbook cannot hold (ledger.noColumns,
// .badWidth, .badSheetName, .badChoices, .badFooter, .badStyle, .unknownRole, .badRangeName,
// .badReference); of a value, with the row's pointer and line: ledger.cellTooLong (over 32,767
// UTF-16 units), ledger.dateOutOfRange (before 1900-03-01), ledger.badNumber, ledger.tooManySheets
// (over 500 of forms); of the system: ledger.diskFull, ledger.unwritable.
[[nodiscard]] Result<WrittenLedger> write_xlsx(content::LedgerContent ledger,
                                               const font::FontSet& fonts,
                                               const std::filesystem::path& path,
                                               const WriteOptions& options = {});

}  // namespace tongbao::xlsx

#include "xlsx/write_xlsx.h"

#include <filesystem>
#include <system_error>

#include "base/file.h"
#include "xlsx/sheet_check.h"
#include "xlsx/sheet_writer.h"
#include "xlsx/workbook.h"

namespace tongbao::xlsx {

namespace {

Diagnostic unwritable(const std::filesystem::path& path, const std::string& reason) {
  return {.code = "ledger.unwritable",
          .where = {.pointer = {}, .file = path.string()},
          .message = say("无法写入：{}", "cannot be written: {}", reason),
          .hint = {}};
}

Result<WrittenLedger> write_into(const std::filesystem::path& folder,
                                 content::LedgerContent& ledger, const font::FontSet& fonts,
                                 const std::filesystem::path& path, const SheetLimits& limits) {
  Workbook workbook(folder, ledger.metadata);
  SheetNames names(ledger);
  WrittenLedger written;
  for (content::Sheet& sheet : ledger.sheets) {
    const Result<std::size_t> rows = write_sheet(workbook, sheet, fonts, names, limits);
    if (!rows) return failure(rows.error());
    written.rows += *rows;
  }
  if (!workbook.close()) return failure(unwritable(path, workbook.failure()));
  std::filesystem::rename(workbook.file(), path);
  return written;
}

}  // namespace

Result<WrittenLedger> write_xlsx(content::LedgerContent ledger, const font::FontSet& fonts,
                                 const std::filesystem::path& path, const SheetLimits& limits) {
  Diagnostics errors = check_sheets(ledger, fonts);
  if (!errors.empty()) return failure(std::move(errors));
  try {
    // Beside the file: the same disk, so that it appears by rename, and room for large ledgers.
    const TemporaryFolder folder(path.has_parent_path() ? path.parent_path() : ".");
    return write_into(folder.path(), ledger, fonts, path, limits);
  } catch (const std::system_error& error) {
    return failure(unwritable(path, error.code().message()));
  }
}

}  // namespace tongbao::xlsx

#include "xlsx/write_xlsx.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <system_error>
#include <variant>
#include <vector>

#include "base/file.h"
#include "xlsx/form_writer.h"
#include "xlsx/rows_ahead.h"
#include "xlsx/sheet_check.h"
#include "xlsx/table_writer.h"
#include "xlsx/writing.h"

namespace tongbao::xlsx {

namespace {

constexpr std::size_t kErrors = 100;  // reported at most

Diagnostic unwritable(const std::filesystem::path& path, const std::string& reason) {
  return {.code = "ledger.unwritable",
          .where = {.pointer = {}, .file = path.string()},
          .message = say("无法写入：{}", "cannot be written: {}", reason),
          .hint = {}};
}

Diagnostic disk_error(const Disk& disk, const std::filesystem::path& path) {
  if (!disk.full()) return unwritable(path, disk.failure());
  return {.code = "ledger.diskFull",
          .where = {.pointer = {}, .file = path.string()},
          .message = say("磁盘空间不足", "there is too little room on the disk"),
          .hint = say("清理磁盘后重试", "make room and try again")};
}

class LedgerWriter {
 public:
  LedgerWriter(Writing& writing, content::LedgerContent& ledger, Disk& disk)
      : writing_(writing), ledger_(ledger), disk_(disk), rows_(ledger.rows.get()) {
    if (rows_ != nullptr && writing.options.threads > 1) {
      rows_ = &ahead_.emplace(*rows_, ledger.sheets);
    }
    for (std::size_t i = 0; i < ledger.sheets.size(); ++i) {
      const content::Sheet& sheet = ledger.sheets[i];
      if (std::holds_alternative<content::Table>(sheet.content)) {
        writers_.push_back(std::make_unique<TableWriter>(writing, sheet, rows_, i));
      } else {
        writers_.push_back(std::make_unique<FormWriter>(writing, sheet));
      }
    }
  }

  // Writes all sheets; errors are the writing's, or the disk's.
  WrittenLedger run() {
    pull_rows();
    if (failed()) return {};
    for (const auto& writer : writers_) writer->finish();
    if (failed()) return {};
    WrittenLedger written;
    std::vector<std::unique_ptr<SheetPart>> parts;
    for (const auto& writer : writers_) {
      for (auto& part : writer->take()) parts.push_back(std::move(part));
      written.rows = std::max(written.rows, writer->rows());
    }
    if (parts.empty()) {  // forms, but no row to fill one with
      parts.push_back(
          writing_.workbook.make_sheet(writing_.names.unique(ledger_.sheets.front().name, "")));
    }
    static_cast<void>(writing_.workbook.close(std::move(parts), writing_.names));
    written.warnings = std::move(writing_.warnings);
    return written;
  }

 private:
  [[nodiscard]] bool failed() const { return !writing_.errors.empty() || disk_.failed(); }

  // A thread of its own writes what this one reads, where there are many rows: reading may wait for
  // a sender, and nothing else then has to.
  void pull_rows() {
    if (!ahead_ || !ahead_->read_first()) return write_rows();
    std::future<void> writing = std::async(std::launch::async, [this] {
      const Stop stop{*ahead_};
      write_rows();
    });
    ahead_->read();
    writing.get();
  }

  void write_rows() {
    content::Row row;
    while (rows_ != nullptr && writing_.errors.size() < kErrors && !disk_.failed()) {
      const Result<bool> more = rows_->next(row);
      if (!more) {
        writing_.errors.insert(writing_.errors.end(), more.error().begin(), more.error().end());
        return;
      }
      if (!*more) return;
      writers_.at(row.sheet)->add(row);
    }
  }

  struct Stop {
    RowsAhead& rows;
    ~Stop() { rows.stop(); }
  };

  Writing& writing_;
  content::LedgerContent& ledger_;
  Disk& disk_;
  content::LedgerSource* rows_;
  std::optional<RowsAhead> ahead_;
  std::vector<std::unique_ptr<SheetWriter>> writers_;
};

Result<WrittenLedger> write_into(const std::filesystem::path& folder,
                                 content::LedgerContent& ledger, const font::FontSet& fonts,
                                 const std::filesystem::path& path, const WriteOptions& options) {
  Disk disk(folder, options.least_free);
  if (disk.failed()) return failure(disk_error(disk, path));
  DeflateWorkers workers(options.threads);
  Workbook workbook(disk, workers, ledger.metadata);
  SheetNames names(ledger);
  Writing writing{.fonts = fonts, .workbook = workbook, .names = names, .options = options};
  const WrittenLedger written = LedgerWriter(writing, ledger, disk).run();
  if (!writing.errors.empty()) return failure(std::move(writing.errors));
  if (disk.failed()) return failure(disk_error(disk, path));
  std::filesystem::rename(workbook.file(), path);
  return written;
}

}  // namespace

Result<WrittenLedger> write_xlsx(content::LedgerContent ledger, const font::FontSet& fonts,
                                 const std::filesystem::path& path, const WriteOptions& options) {
  Diagnostics errors = check_sheets(ledger, fonts);
  if (!errors.empty()) return failure(std::move(errors));
  try {
    // Beside the file: the same disk, so that it appears by rename, and room for large ledgers.
    const TemporaryFolder folder(path.has_parent_path() ? path.parent_path() : ".");
    return write_into(folder.path(), ledger, fonts, path, options);
  } catch (const std::system_error& error) {
    return failure(unwritable(path, error.code().message()));
  }
}

}  // namespace tongbao::xlsx

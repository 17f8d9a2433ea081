// Ledgers made by hand, and what real readers make of them.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "content/ledger_content.h"
#include "font/font_set.h"
#include "xlsx/write_xlsx.h"

namespace tongbao::test {

// A sheet with its bands, and rows that are all its own.
struct SheetWithRows {
  content::Sheet sheet;
  std::vector<content::Row> rows;
  std::vector<content::Band> head;
  std::vector<content::Band> foot;

  [[nodiscard]] content::Table& table() { return std::get<content::Table>(sheet.content); }
  [[nodiscard]] content::Column& column(std::size_t i) { return table().columns[i]; }
};

// The rows of lists, in turn, then, if there is one, an error.
class ListedRows : public content::LedgerSource {
 public:
  explicit ListedRows(std::vector<SheetWithRows> sheets, Diagnostics error = {});
  Result<bool> next(content::Row& row) override;
  Result<std::vector<content::Band>> head(std::size_t sheet) override;
  Result<std::vector<content::Band>> foot(std::size_t sheet) override;

 private:
  std::vector<content::Row> rows_;
  std::vector<std::vector<content::Band>> heads_;
  std::vector<std::vector<content::Band>> feet_;
  Diagnostics error_;
  std::size_t next_ = 0;
};

const font::FontSet& faces();  // of the repository; fails the test program where they are missing

content::Column text_column(std::string header, double width);
content::Column date_column(std::string header, double width);
SheetWithRows plain_sheet(std::vector<content::Column> columns, std::vector<content::Row> rows);
// Title, 填报单位 and 填报时间, five columns, a foot: as the ledger template has them.
SheetWithRows full_sheet(std::vector<content::Row> rows);
content::LedgerContent ledger_of(SheetWithRows sheet, Diagnostics error = {});
content::LedgerContent ledger_of(std::vector<SheetWithRows> sheets, Diagnostics error = {});

std::string han(std::size_t characters);  // that many Han characters, no two neighbours the same

// The standard output of `command`, which must end with 0: a missing reader fails the test.
std::string run(const std::string& command);
std::string quote(const std::string& argument);  // for the shell

// Writes ledgers into a folder of the test's own.
class LedgerTest : public ::testing::Test {
 protected:
  // The file it was written to. Fails the test where writing does.
  std::filesystem::path write(content::LedgerContent ledger,
                              const xlsx::WriteOptions& options = {});
  // What openpyxl reads, as read_workbook.py writes it down.
  nlohmann::json read(const std::filesystem::path& workbook);
  std::string part(const std::filesystem::path& workbook, const std::string& name);
  // LibreOffice's conversion, in a profile of its own.
  std::filesystem::path convert(const std::filesystem::path& workbook, const std::string& format);
  std::size_t files_in_folder() const;
  const std::filesystem::path& folder() const { return folder_.path(); }

  std::size_t rows_ = 0;  // of the last ledger written

 private:
  TemporaryFolder folder_;
  int written_ = 0;
};

}  // namespace tongbao::test

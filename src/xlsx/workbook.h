// libxlsxwriter, wrapped once: every return checked, formats made once a style, rows written in
// order and not kept (its constant-memory mode). A call that it refuses is a bug of ours and throws
// std::logic_error; what the system refuses is reported by close(). Used by one thread.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/ledger_content.h"
#include "xlsx/zip_package.h"

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace tongbao::xlsx {

using RowIndex = std::uint32_t;     // from 0
using ColumnIndex = std::uint16_t;  // from 0

struct RowRange {
  RowIndex first = 0;
  RowIndex last = 0;
};
struct ColumnRange {
  ColumnIndex first = 0;
  ColumnIndex last = 0;
};

// A sheet of an open workbook: a handle, valid until the workbook is closed. Rows must come in
// order; a row's height before its cells. Text is given as escape_cell_text() leaves it.
class Worksheet {
 public:
  explicit Worksheet(lxw_worksheet* sheet) : sheet_(sheet) {}

  void set_column_width(ColumnIndex column, double characters);
  void set_row_height(RowIndex row, Pt height);
  void write_text(RowIndex row, ColumnIndex column, std::string_view text, lxw_format* format);
  void write_number(RowIndex row, ColumnIndex column, double number, lxw_format* format);
  void write_blank(RowIndex row, ColumnIndex column, lxw_format* format);
  // Over several columns the cells are merged.
  void write_across(RowIndex row, ColumnRange columns, std::string_view text, lxw_format* format);

  void freeze_above(RowIndex row);
  void repeat_row(RowIndex row);
  void filter(RowRange rows, ColumnRange columns);
  void validate_list(RowRange rows, ColumnIndex column, const std::vector<std::string>& choices);
  void set_print(const content::PrintSetup& print);

  // What the rows take so far, in bytes of XML.
  [[nodiscard]] std::uint64_t bytes() const;

 private:
  lxw_worksheet* sheet_;
  std::string text_;  // the text at hand, ended with a zero
};

class Workbook {
 public:
  // Container and temporary files go into `folder`, an existing private one.
  Workbook(const std::filesystem::path& folder, const content::Metadata& metadata);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  [[nodiscard]] lxw_format* format(const content::CellStyle& style);
  // Throws std::system_error where no temporary file can be made.
  [[nodiscard]] Worksheet add_sheet(const std::string& name);
  // Writes the container. False where it is not whole: failure() then says why. Once only.
  [[nodiscard]] bool close();

  [[nodiscard]] const std::filesystem::path& file() const { return file_; }
  [[nodiscard]] const std::string& failure() const { return failure_; }

 private:
  [[nodiscard]] bool rows_written();

  std::filesystem::path file_;
  ZipPackage package_;
  lxw_workbook* workbook_ = nullptr;
  std::vector<lxw_worksheet*> sheets_;
  std::vector<std::pair<content::CellStyle, lxw_format*>> formats_;
  std::string failure_;
};

}  // namespace tongbao::xlsx

// A ledger after binding and before it becomes a workbook: sheets with columns and a source of rows
// that is pulled, so that memory does not grow with the rows.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/length.h"
#include "base/result.h"
#include "content/metadata.h"
#include "content/notice_content.h"
#include "content/vertical_align.h"

namespace tongbao::content {

// std::monostate: an empty cell. A string is always text, whatever it begins with.
using CellValue = std::variant<std::monostate, std::string, double, Date>;

struct CellStyle {
  std::string role = "fangsong";  // face role; its workbook face name comes from `face_name`
  std::string face_name;          // what the reader's machine knows it by: 仿宋, 黑体
  Pt size{10.5};
  Align align = Align::start;
  VerticalAlign vertical = VerticalAlign::top;
  bool wrap = false;
  bool border = false;
  std::string number_format;  // Excel's; "" general. Dates need one.
};

// Cells of a row stand under the columns in order. Text that needs more height than a row may have
// (409.5 pt) goes on in a further row; that is the writer's business.
struct Row {
  std::vector<CellValue> cells;
  std::string pointer;  // of what the row shows, for errors
};

class RowSource {
 public:
  virtual ~RowSource() = default;
  // Fills `row` (reusing its memory). False after the last row.
  [[nodiscard]] virtual Result<bool> next(Row& row) = 0;
};

struct Column {
  std::string header;
  double width = 10;  // in characters of the default face, as Excel counts
  CellStyle style;
  std::vector<std::string> choices;  // a validation list; empty: none
};

// A line over all columns. `left` alone is placed by its style; with `right`, one stands at each
// edge.
struct Band {
  std::string left;
  std::string right;
  CellStyle style;
  Pt height{};  // 0: as the text needs
};

struct PrintSetup {
  enum class Paper { a4, a3 } paper = Paper::a3;
  bool landscape = true;
  Pt margin_left, margin_right, margin_top, margin_bottom;
  std::string footer;  // Excel's codes: "第 &P 页 共 &N 页"
};

struct Sheet {
  std::string name;        // at most 31 UTF-16 units, none of []:*?/\ (the template is checked)
  std::vector<Band> head;  // title row, 填报单位 and 填报时间
  std::vector<Column> columns;
  CellStyle header_style;
  Pt header_height{};
  std::unique_ptr<RowSource> rows;
  std::vector<Band> foot;
  PrintSetup print;
  bool freeze_header = true;
  bool filter = true;
};

struct LedgerContent {
  Metadata metadata;
  std::vector<Sheet> sheets;
};

}  // namespace tongbao::content

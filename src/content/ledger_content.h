// A ledger after binding and before it becomes a workbook: sheets with columns, and one source of
// rows for all of them that is pulled, so that memory does not grow with the rows.
#pragma once
#include <cstddef>
#include <cstdint>
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

// Text that leads to an address on the network (http, https). Where the workbook can make no link
// of it, `plain` stands there instead ("": the text and the address).
struct LinkedText {
  std::string text;
  std::string address;
  std::string plain = {};
};

// std::monostate: an empty cell. A string is always text, whatever it begins with.
using CellValue = std::variant<std::monostate, std::string, double, Date, LinkedText>;

struct CellStyle {
  std::string role = "fangsong";  // face role; its workbook face name comes from `face_name`
  std::string face_name;          // what the reader's machine knows it by: 仿宋, 黑体
  Pt size{10.5};
  Align align = Align::start;
  VerticalAlign vertical = VerticalAlign::top;
  bool wrap = false;
  bool border = false;
  bool open = false;             // may be changed on a protected sheet
  std::string number_format;     // Excel's; "" general. Dates need one.
  std::optional<Colour> colour;  // of the text; none: black
  std::optional<Colour> fill;    // none: the paper's
  friend bool operator==(const CellStyle&, const CellStyle&) = default;
};

enum class RowKind { data, subtotal, total };

// One row of one sheet. Cells stand under the columns in order, or in a form's fields, and always
// hold the value to show, also where the workbook has a formula there.
struct Row {
  std::size_t sheet = 0;  // place in LedgerContent::sheets
  RowKind kind = RowKind::data;
  std::vector<CellValue> cells;
  std::string pointer;  // of what the row shows, for errors
  int line = 0;         // of the stream that it comes from, from 1; 0: from no stream
  // Rows that follow each other with the same number belong together; see Merge.
  std::uint64_t group = 0;
  std::uint64_t problem = 0;
  std::string title;  // of a form: the sheet's name
};

// A line over all columns. `left` alone is placed by its style; with `right`, one stands at each
// edge.
struct Band {
  std::string left;
  std::string right;
  CellStyle style;
  Pt height{};  // 0: as the text needs
};

// All rows of a ledger, in the order in which they become known. Rows of one sheet come in order;
// those of several sheets may come in turn, since a stream is read but once.
class LedgerSource {
 public:
  virtual ~LedgerSource() = default;
  // Fills `row` (reusing its memory). False after the last row.
  [[nodiscard]] virtual Result<bool> next(Row& row) = 0;
  // What stands above and below the rows of a table. The head is asked for once, before the
  // table's first row is used; the foot, and the head of a table without rows, after next() said
  // false.
  [[nodiscard]] virtual Result<std::vector<Band>> head(std::size_t sheet) = 0;
  [[nodiscard]] virtual Result<std::vector<Band>> foot(std::size_t sheet) = 0;
};

// Which cells of a column become one with the cell above: none, or those of data rows with the same
// Row::group, or with the same Row::problem. The first one's value is shown.
enum class Merge { none, group, problem };

// A column that the workbook calculates from others of its row.
struct Calculation {
  enum class Kind { none, sum, ratio } kind = Kind::none;
  std::vector<std::size_t>
      columns;  // sum: of all; ratio: the first ÷ the second, "" where that is 0
};

struct Column {
  std::string header;
  std::string over;   // a heading of the level above: columns side by side with the same share it
  double width = 10;  // in characters of the default face, as Excel counts
  CellStyle style;
  Merge merge = Merge::none;
  Calculation calculation;
  bool summed = false;               // subtotal and total rows hold the sum of its cells
  std::vector<std::string> choices;  // a validation list; empty: none
  std::string range_name;            // names its data cells in the workbook; "" none
};

// Colours for data cells of a column, where all conditions given hold. Of several that hold the
// first counts.
struct Highlight {
  std::size_t column = 0;
  std::optional<std::string> equals;  // the cell's text
  std::optional<double> from;         // number at least
  std::optional<double> below;        // number less than; empty cells are no numbers
  std::optional<Colour> colour;
  std::optional<Colour> fill;
};

struct ChartSeries {
  std::string name;
  std::size_t column = 0;  // of its values
  std::optional<Colour> colour;
};

// Drawn from the data rows of its sheet, below everything else.
struct Chart {
  enum class Kind { column, stacked_column, bar, line, pie } kind = Kind::column;
  std::string title;
  std::size_t categories = 0;  // the column that names them
  std::vector<ChartSeries> series;
  Pt width{480};
  Pt height{240};
};

struct PrintSetup {
  enum class Paper { a4, a3 } paper = Paper::a3;
  bool landscape = true;
  Pt margin_left, margin_right, margin_top, margin_bottom;
  std::string footer;  // Excel's codes: "第 &P 页 共 &N 页"
};

// What stands between head and foot of most sheets.
struct Table {
  std::vector<Column> columns;
  CellStyle header_style;
  Pt header_height{};
  CellStyle sum_style;  // of subtotal and total rows; align and number format stay the columns'
  bool freeze_header = true;
  bool filter = true;
  // Text that needs more height than a row may have (409.5 pt) goes on in a further row, so that
  // all of it is on paper; else its cell holds all of it in the one row, which can be filtered.
  bool further_rows = true;
  std::size_t empty_rows = 0;  // for people to fill, below the data: bordered, with their choices
  std::vector<Highlight> highlights;
  std::vector<Chart> charts;
};

// A sheet of paper to fill in (销号表): every row of the source makes a sheet of its own.
struct FormField {
  std::size_t columns = 1;  // that it spans
  CellStyle style;
};
struct FormRow {
  Pt height{};  // at least
  std::vector<FormField> fields;
};
struct Form {
  std::vector<double> widths;  // of its columns, in characters
  std::vector<FormRow> rows;   // their fields, in reading order, hold Row::cells
};

struct Sheet {
  std::string name;  // at most 31 UTF-16 units, none of []:*?/\ (the template is checked)
  std::variant<Table, Form> content;
  PrintSetup print;
  bool is_protected = false;  // only open cells may be changed; no password
  bool on_paper = true;       // false: for filtering, left out where the ledger is made as PDF
};

struct LedgerContent {
  Metadata metadata;
  std::vector<Sheet> sheets;
  std::unique_ptr<LedgerSource> rows;
};

}  // namespace tongbao::content

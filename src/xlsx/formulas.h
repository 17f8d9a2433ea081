// What the workbook calculates: columns from others of their row, sums of columns.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "content/ledger_content.h"
#include "xlsx/reference.h"

namespace tongbao::xlsx {

// The formula of a calculated cell in `row`; the calculation is of some kind.
[[nodiscard]] std::string calculation_formula(const content::Calculation& calculation,
                                              RowIndex row);
// Whether the cells it takes from are numbers or empty, as its formula needs them.
[[nodiscard]] bool can_calculate(const content::Calculation& calculation,
                                 const std::vector<content::CellValue>& cells);

// Whether a formula can come to `value`: a number, nothing, or "".
[[nodiscard]] bool can_come_to(const content::CellValue& value);

// The rows that subtotals and totals of a table add up, also over several worksheets.
class SummedRows {
 public:
  // Rows of data on the worksheet `name`, which is the table's last.
  void add_data(const std::string& name, RowRange rows);
  void add_subtotal(RowRange rows);
  void add_total();

  // The sum of `column` in a subtotal or total row on the worksheet `name`; "" where there is
  // nothing to add, or it stands in more places than a formula may name.
  [[nodiscard]] std::string formula(content::RowKind kind, ColumnIndex column,
                                    const std::string& name) const;

 private:
  struct Piece {
    std::string sheet;
    RowRange rows;
  };
  static void extend(std::vector<Piece>& pieces, const std::string& name, RowRange rows);

  std::vector<Piece> since_subtotal_;
  std::vector<Piece> all_;  // subtotals included, which SUBTOTAL leaves out
  bool has_subtotals_ = false;
  bool ended_ = false;  // the last piece of all_, by a total
};

}  // namespace tongbao::xlsx

// A table → rows of one worksheet, or of several where Excel's end.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "content/ledger_content.h"
#include "xlsx/cell_place.h"
#include "xlsx/formulas.h"
#include "xlsx/held_rows.h"
#include "xlsx/sheet_writer.h"
#include "xlsx/table_head.h"
#include "xlsx/writing.h"

namespace tongbao::xlsx {

class TableWriter : public SheetWriter {
 public:
  // `sheet` holds a table in which check_sheets() found nothing; `source` is asked for its bands as
  // those of sheet `number`. All must outlive the writer.
  TableWriter(Writing& writing, const content::Sheet& sheet, content::LedgerSource* source,
              std::size_t number);

  void add(const content::Row& row) override;
  void finish() override;

 private:
  using RowKind = content::RowKind;

  void make_places();
  void ask_head();
  void open();
  [[nodiscard]] SheetPart& part() { return *parts_.back(); }
  [[nodiscard]] RowIndex next_row() { return held_.next_row(part()); }
  [[nodiscard]] bool is_full(RowIndex rows);

  void fill(const content::Row& row);
  void fill_cell(std::size_t column, const content::CellValue& value, const content::Row& row);
  void fill_calculated(std::size_t column, const content::CellValue& value,
                       const content::Row& row);
  void fill_sum(std::size_t column, const content::CellValue& value, const content::Row& row);
  void begin_runs(const content::Row& row);
  void write_line_at_hand();
  void note_rows(RowRange rows, const content::Row& row);
  void keep_chart_cells(RowIndex at, const content::Row& row);

  void write_empty_rows();
  void end_data();
  void write_foot();
  [[nodiscard]] bool has_room(const content::Chart& chart) const;
  void warn_of_missing(const content::Chart& chart);
  void place_charts();

  Writing& writing_;
  const content::Sheet& sheet_;
  const content::Table& table_;
  content::LedgerSource* source_;
  std::size_t number_;

  std::vector<int> pixels_;  // widths of the columns
  Bands head_;
  ColumnHeads heads_;
  std::vector<CellPlace> places_;      // of data, one a column
  std::vector<CellPlace> sum_places_;  // of subtotals and totals
  std::string blank_;                  // a row's cells, all empty
  std::vector<std::size_t> chart_columns_;
  HeldRows held_;
  SummedRows summed_;

  // Of the worksheet at hand.
  Pt heads_height_;  // of the heads of its columns
  RowIndex first_data_ = 0;
  std::vector<RowRange> data_;   // without subtotals and totals
  bool data_ends_ = true;        // the next row of data begins a further range of them
  RowIndex end_of_data_ = 0;     // after the last row of data
  RowIndex end_of_filter_ = 0;   // after the last row to be filtered
  RowIndex end_of_choices_ = 0;  // after the last row that people fill

  // Of the row at hand.
  CellLine line_;
  std::vector<LinkedCell> links_;
  std::array<Pt, 2> needed_;  // by the merged texts that begin in it: of groups, of problems
};

}  // namespace tongbao::xlsx

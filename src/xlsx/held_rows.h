// Rows that are held back because cells merged over them may need them higher.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "content/ledger_content.h"
#include "xlsx/sheet_part.h"

namespace tongbao::xlsx {

class HeldRows {
 public:
  // Merges the columns of a table that are to be merged. A run that has grown to `highest` ends and
  // its cells begin again: half a page, and a page shows their text unless one row fills it.
  HeldRows(const std::vector<content::Column>& columns, Pt highest);

  // Whether there is anything to merge; else rows need not pass here.
  [[nodiscard]] bool merges() const {
    return !runs_[0].columns.empty() || !runs_[1].columns.empty();
  }
  // Where the next row will stand.
  [[nodiscard]] RowIndex next_row(const SheetPart& part) const {
    return part.rows.next_row() + static_cast<RowIndex>(rows_.size());
  }
  // Rows at most that ending the runs would add, were a row of `height` added before.
  [[nodiscard]] RowIndex rows_to_add(Pt height) const;

  // Whether the cells of a column merged so go on in `row`.
  [[nodiscard]] bool goes_on(content::Merge merge, const content::Row& row) const;
  // Ends the runs that do not go on in `row`, making their last rows high enough, or adding some
  // of `blank` cells.
  void end_runs_before(const content::Row& row, SheetPart& part, const std::string& blank);
  void end_all(SheetPart& part, const std::string& blank);
  // Begins a run at the next row, whose merged text needs that height.
  void begin_run(content::Merge merge, const content::Row& row, Pt needed, const SheetPart& part);
  // A row, first to last part of a line.
  void add(SheetPart& part, Pt height, std::string cells);
  // Puts the runs merged on this worksheet into `part`.
  void take_merges(SheetPart& part);

 private:
  struct HeldRow {
    Pt height;
    std::string cells;
  };
  struct Run {
    std::vector<ColumnIndex> columns;  // empty: the table has none of the kind
    bool open = false;
    std::uint64_t number = 0;
    RowIndex first = 0;
    Pt needed;
    Pt height;  // of its rows
    std::vector<RowRange> merged;
  };

  [[nodiscard]] Run& run_of(content::Merge merge);
  [[nodiscard]] const Run& run_of(content::Merge merge) const;
  void raise(Run& run, const SheetPart& part);
  void end_run(Run& run, SheetPart& part, const std::string& blank);
  void grow(RowIndex row, Pt by);
  void write(SheetPart& part);

  Pt highest_;
  std::array<Run, 2> runs_;  // by group, by problem
  std::vector<HeldRow> rows_;
};

}  // namespace tongbao::xlsx

// What stands above and below the rows of a table: bands and column heads.
#pragma once
#include <deque>
#include <vector>

#include "content/ledger_content.h"
#include "xlsx/cell_place.h"
#include "xlsx/writing.h"

namespace tongbao::xlsx {

// Lines over all columns.
class Bands {
 public:
  // `pixels`: widths of the columns. All must outlive it.
  Bands(Writing& writing, const std::vector<int>& pixels, const std::string& sheet)
      : writing_(writing), pixels_(pixels), sheet_(sheet) {}

  // What a workbook cannot hold of them is an error.
  void set(std::vector<content::Band> bands);
  [[nodiscard]] RowIndex row_count() const;
  void write(SheetPart& part) const;

 private:
  struct Line {
    content::Band band;
    std::string text;  // of both edges, where there is one column
    std::vector<CellPlace> places;
    CellLine cells;
  };
  void fill(Line& line);
  void add(Line& line, content::Align align, ColumnRange columns, std::string_view text);
  [[nodiscard]] ColumnIndex split_of(const content::Band& band) const;

  Writing& writing_;
  const std::vector<int>& pixels_;
  const std::string& sheet_;
  std::deque<Line> lines_;
};

// The heads of the columns, in one level or two.
class ColumnHeads {
 public:
  ColumnHeads(Writing& writing, const content::Table& table, const std::vector<int>& pixels);

  void write(SheetPart& part) const;

 private:
  void add_level(const content::Table& table, const std::vector<int>& pixels);
  void add_levels(const content::Table& table, const std::vector<int>& pixels);
  CellPlace& place(ColumnRange columns, const std::vector<int>& pixels, const std::string& text);

  Writing& writing_;
  content::CellStyle style_;
  Pt height_;
  std::deque<CellPlace> places_;
  CellLine over_;  // the upper level
  CellLine line_;
  bool has_levels_ = false;
  std::vector<ColumnIndex> whole_;  // columns whose head goes over both levels
  Pt whole_height_;                 // that these need
};

}  // namespace tongbao::xlsx

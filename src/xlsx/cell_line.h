// A line of cells as it will stand in one row of the sheet, or in several where its text needs more
// height than Excel gives a row.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/length.h"
#include "xlsx/cell_xml.h"
#include "xlsx/sheet_part.h"
#include "xlsx/text_lines.h"

namespace tongbao::xlsx {

constexpr Pt kRowLimit{409.5};  // Excel's highest row

// How the cells of one place (a column, a band) are set; made once, used for every row.
struct CellSetting {
  ColumnRange columns;  // over several the cells are merged
  const LineBreaker* breaker = nullptr;
  double width = 0;  // of a line, in em
  Pt line;           // height of one
  bool wrap = false;
  StyleIndex style = 0;
  std::size_t most_lines = 1;  // that one row may hold
  bool goes_on = true;         // beneath, where there are more; else the one cell holds them all
};

// `least`, and enough for `lines`; rounded up to the pixel, as Excel rounds.
[[nodiscard]] Pt row_height(Pt lines, Pt least = {});

class CellLine {
 public:
  // Empties the line, keeping its memory.
  void clear();
  // Settings and texts must live until the line is cleared; texts have LF as their line break.
  void add_blank(const CellSetting& setting) { add(setting, Kind::blank); }
  void add_number(const CellSetting& setting, double number);
  void add_text(const CellSetting& setting, std::string_view text);
  // The same, but the line does not grow for it and it is not cut. Returns the height it needs.
  Pt add_text_unmeasured(const CellSetting& setting, std::string_view text);
  // Keeps a text that is to be added until the line is cleared.
  std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }
  // `formula` is copied.
  void add_formula(const CellSetting& setting, std::string_view formula, const FormulaValue& value);

  // The rows of the sheet it takes: 1, or more where a text goes on beneath.
  [[nodiscard]] RowIndex row_count() const { return rows_; }
  // Of the row that holds that part (from 0) of it.
  [[nodiscard]] Pt height(RowIndex part, Pt least = {}) const;
  // Where a text goes on, it was cut between two lines, and the cells beside it are empty.
  void append_cells(std::string& xml, RowIndex part) const;
  // Cells that are merged over columns, in the row that holds a part.
  void append_merges(RowIndex row, std::vector<MergedCells>& merges) const;

 private:
  static constexpr std::size_t kWhole = static_cast<std::size_t>(-1);
  enum class Kind { blank, number, text, formula };
  struct Cell {
    const CellSetting* setting = nullptr;
    Kind kind = Kind::blank;
    double number = 0;
    std::string_view text;  // or the text a formula comes to
    bool is_text = false;   // of a formula: it comes to a text
    std::size_t formula_begin = 0;
    std::size_t formula_size = 0;
    std::size_t lines = 1;
    std::size_t cut = kWhole;  // its text goes on beneath: place in cuts_
  };

  Cell& add(const CellSetting& setting, Kind kind);
  void append_cell(std::string& xml, const Cell& cell, RowIndex part) const;
  [[nodiscard]] std::string_view text_of_part(const Cell& cell, RowIndex part) const;

  std::vector<Cell> cells_;
  std::string formulas_;
  std::deque<std::string> kept_;
  std::vector<std::vector<std::uint32_t>> cuts_;  // where the lines of cut texts begin
  RowIndex rows_ = 1;
  Pt highest_;  // of the text of the first part
};

// Writes a line of its own into the sheet.
void write_line(SheetPart& sheet, const CellLine& line, Pt least = {});

}  // namespace tongbao::xlsx

// A line of cells as it will stand in one row of the sheet, or in several where its text needs more
// height than Excel gives a row.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/length.h"
#include "xlsx/text_lines.h"
#include "xlsx/workbook.h"

namespace tongbao::xlsx {

// How the cells of one place (a column, a band) are set; made once, used for every row.
struct CellSetting {
  ColumnRange columns;
  const LineBreaker* breaker = nullptr;
  double width = 0;  // of a line, in em
  Pt line;           // height of one
  bool wrap = false;
  lxw_format* format = nullptr;
};

class CellLine {
 public:
  // Empties the line, keeping its memory.
  void clear() { used_ = 0; }
  void add_blank(const CellSetting& setting) { add(setting); }
  void add_number(const CellSetting& setting, double number) { add(setting).number = number; }
  void add_text(const CellSetting& setting, std::string_view text);

  // The rows of the sheet it takes: 1, or more where a text goes on beneath.
  [[nodiscard]] RowIndex row_count() const;
  // Writes it from `row` on, no row lower than `least`. Where a text goes on, it was cut between
  // two lines, and the cells beside it are empty.
  void write(Worksheet& sheet, RowIndex row, Pt least = {}) const;

 private:
  struct Cell {
    const CellSetting* setting = nullptr;
    std::optional<double> number;
    std::string text;
    std::vector<std::uint32_t> starts;  // of its lines
  };

  Cell& add(const CellSetting& setting);
  void write_row(Worksheet& sheet, RowIndex row, std::size_t part) const;
  [[nodiscard]] Pt height(std::size_t part) const;

  std::vector<Cell> cells_;  // of which `used_` are this line's
  std::size_t used_ = 0;
};

}  // namespace tongbao::xlsx

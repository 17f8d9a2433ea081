#include "xlsx/cell_line.h"

#include <algorithm>
#include <cmath>

#include "xlsx/cell_text.h"

namespace tongbao::xlsx {

namespace {

constexpr Pt kRowLimit{409.5};     // Excel's
constexpr double kRowStep = 0.75;  // a pixel: Excel rounds to it, so we round up before

// Lines of a cell that fit one row.
std::size_t lines_in_row(Pt line) {
  return static_cast<std::size_t>(std::max(1.0, std::floor((kRowLimit - kRowPadding) / line)));
}

struct LineRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

LineRange lines_of_part(std::size_t lines, Pt line, std::size_t part) {
  const std::size_t most = lines_in_row(line);
  return {std::min(part * most, lines), std::min((part + 1) * most, lines)};
}

}  // namespace

CellLine::Cell& CellLine::add(const CellSetting& setting) {
  if (used_ == cells_.size()) cells_.emplace_back();
  Cell& cell = cells_[used_++];
  cell.setting = &setting;
  cell.number.reset();
  cell.text.clear();
  cell.starts.assign(1, 0);
  return cell;
}

void CellLine::add_text(const CellSetting& setting, std::string_view text) {
  Cell& cell = add(setting);
  cell.text.assign(text);
  if (setting.wrap) setting.breaker->break_lines(cell.text, setting.width, cell.starts);
}

RowIndex CellLine::row_count() const {
  std::size_t rows = 1;
  for (std::size_t i = 0; i < used_; ++i) {
    const std::size_t most = lines_in_row(cells_[i].setting->line);
    rows = std::max(rows, (cells_[i].starts.size() + most - 1) / most);
  }
  return static_cast<RowIndex>(rows);
}

Pt CellLine::height(std::size_t part) const {
  Pt highest{};
  for (std::size_t i = 0; i < used_; ++i) {
    const Cell& cell = cells_[i];
    const LineRange lines = lines_of_part(cell.starts.size(), cell.setting->line, part);
    highest = std::max(highest, cell.setting->line * static_cast<double>(lines.end - lines.begin));
  }
  const double steps = std::ceil((highest + kRowPadding).value / kRowStep);
  return std::min(Pt{steps * kRowStep}, kRowLimit);
}

void CellLine::write(Worksheet& sheet, RowIndex row, Pt least) const {
  const RowIndex rows = row_count();
  for (RowIndex part = 0; part < rows; ++part) {
    sheet.set_row_height(row + part, std::min(std::max(height(part), least), kRowLimit));
    write_row(sheet, row + part, part);
  }
}

void CellLine::write_row(Worksheet& sheet, RowIndex row, std::size_t part) const {
  std::string buffer;
  for (std::size_t i = 0; i < used_; ++i) {
    const Cell& cell = cells_[i];
    const CellSetting& setting = *cell.setting;
    if (cell.number && part == 0) {
      sheet.write_number(row, setting.columns.first, *cell.number, setting.format);
      continue;
    }
    const LineRange lines = lines_of_part(cell.starts.size(), setting.line, part);
    std::string_view text;
    if (lines.begin < lines.end) {
      const bool goes_on = lines.end < cell.starts.size();
      const std::size_t end = goes_on ? cell.starts[lines.end] : cell.text.size();
      const std::size_t begin = cell.starts[lines.begin];
      text = std::string_view(cell.text).substr(begin, end - begin);
      if (goes_on && text.ends_with('\n')) text.remove_suffix(1);  // the new row breaks the line
    }
    sheet.write_across(row, setting.columns, escape_cell_text(text, buffer), setting.format);
  }
}

}  // namespace tongbao::xlsx

#include "xlsx/cell_line.h"

#include <algorithm>
#include <cmath>

namespace tongbao::xlsx {

namespace {

constexpr double kRowStep = 0.75;  // a pixel: Excel rounds to it, so we round up before

struct LineRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

LineRange lines_of_part(std::size_t lines, const CellSetting& setting, RowIndex part) {
  return {std::min(part * setting.most_lines, lines),
          std::min((part + 1) * setting.most_lines, lines)};
}

}  // namespace

Pt row_height(Pt lines, Pt least) {
  const Pt needed{std::ceil((lines + kRowPadding).value / kRowStep) * kRowStep};
  return std::min(std::max(needed, least), kRowLimit);
}

void CellLine::clear() {
  cells_.clear();
  formulas_.clear();
  cuts_.clear();
  if (!kept_.empty()) kept_.clear();
  rows_ = 1;
  highest_ = {};
}

CellLine::Cell& CellLine::add(const CellSetting& setting, Kind kind) {
  highest_ = std::max(highest_, setting.line);
  Cell& cell = cells_.emplace_back();
  cell.setting = &setting;
  cell.kind = kind;
  return cell;
}

void CellLine::add_number(const CellSetting& setting, double number) {
  add(setting, Kind::number).number = number;
}

void CellLine::add_text(const CellSetting& setting, std::string_view text) {
  Cell& cell = add(setting, Kind::text);
  cell.text = text;
  if (!setting.wrap) return;
  cell.lines = setting.breaker->count_lines(text, setting.width);
  if (!setting.goes_on) cell.lines = std::min(cell.lines, setting.most_lines);
  if (cell.lines > setting.most_lines) {
    cell.cut = cuts_.size();
    setting.breaker->break_lines(text, setting.width, cuts_.emplace_back());
  }
  const std::size_t rows = (cell.lines + setting.most_lines - 1) / setting.most_lines;
  rows_ = std::max(rows_, static_cast<RowIndex>(rows));
  const std::size_t here = std::min(cell.lines, setting.most_lines);
  highest_ = std::max(highest_, setting.line * static_cast<double>(here));
}

Pt CellLine::add_text_unmeasured(const CellSetting& setting, std::string_view text) {
  add(setting, Kind::text).text = text;
  const std::size_t lines = setting.wrap ? setting.breaker->count_lines(text, setting.width) : 1;
  const Pt height = setting.line * static_cast<double>(lines) + kRowPadding;
  return setting.goes_on ? height : std::min(height, kRowLimit);
}

void CellLine::add_formula(const CellSetting& setting, std::string_view formula,
                           const FormulaValue& value) {
  Cell& cell = add(setting, Kind::formula);
  cell.formula_begin = formulas_.size();
  cell.formula_size = formula.size();
  formulas_ += formula;
  cell.is_text = std::holds_alternative<std::string_view>(value);
  if (cell.is_text) {
    cell.text = std::get<std::string_view>(value);
  } else {
    cell.number = std::get<double>(value);
  }
}

Pt CellLine::height(RowIndex part, Pt least) const {
  if (part == 0) return row_height(highest_, least);
  Pt highest{};
  for (const Cell& cell : cells_) {
    const LineRange lines = lines_of_part(cell.lines, *cell.setting, part);
    highest = std::max(highest, cell.setting->line * static_cast<double>(lines.end - lines.begin));
  }
  return row_height(highest, least);
}

std::string_view CellLine::text_of_part(const Cell& cell, RowIndex part) const {
  if (cell.cut == kWhole) return part == 0 ? cell.text : std::string_view();
  const std::vector<std::uint32_t>& starts = cuts_[cell.cut];
  const LineRange lines = lines_of_part(starts.size(), *cell.setting, part);
  if (lines.begin == lines.end) return {};
  const bool goes_on = lines.end < starts.size();
  const std::size_t end = goes_on ? starts[lines.end] : cell.text.size();
  const std::size_t begin = starts[lines.begin];
  std::string_view text = cell.text.substr(begin, end - begin);
  if (goes_on && text.ends_with('\n')) text.remove_suffix(1);  // the new row breaks the line
  return text;
}

void CellLine::append_cell(std::string& xml, const Cell& cell, RowIndex part) const {
  const StyleIndex style = cell.setting->style;
  if (cell.kind == Kind::text) {
    append_text_cell(xml, style, text_of_part(cell, part));
  } else if (cell.kind == Kind::blank || part != 0) {
    append_blank_cell(xml, style);
  } else if (cell.kind == Kind::number) {
    append_number_cell(xml, style, cell.number);
  } else {
    const std::string_view formula =
        std::string_view(formulas_).substr(cell.formula_begin, cell.formula_size);
    const FormulaValue value = cell.is_text ? FormulaValue(cell.text) : FormulaValue(cell.number);
    append_formula_cell(xml, style, formula, value);
  }
}

void CellLine::append_cells(std::string& xml, RowIndex part) const {
  for (const Cell& cell : cells_) {
    append_cell(xml, cell, part);
    const ColumnRange columns = cell.setting->columns;
    for (std::size_t i = columns.first; i < columns.last; ++i) {
      append_blank_cell(xml, cell.setting->style);
    }
  }
}

void CellLine::append_merges(RowIndex row, std::vector<MergedCells>& merges) const {
  for (const Cell& cell : cells_) {
    const ColumnRange columns = cell.setting->columns;
    if (columns.first != columns.last) merges.push_back({{row, row}, columns});
  }
}

void write_line(SheetPart& sheet, const CellLine& line, Pt least) {
  for (RowIndex part = 0; part < line.row_count(); ++part) {
    line.append_merges(sheet.rows.next_row(), sheet.merges);
    line.append_cells(sheet.rows.begin_row(line.height(part, least)), part);
    sheet.rows.end_row();
  }
}

}  // namespace tongbao::xlsx

#include "xlsx/formulas.h"

#include <algorithm>

#include <fmt/format.h>

namespace tongbao::xlsx {

namespace {

std::string cell_name(RowIndex row, std::size_t column) {
  std::string name;
  append_cell(name, row, static_cast<ColumnIndex>(column));
  return name;
}

}  // namespace

std::string calculation_formula(const content::Calculation& calculation, RowIndex row) {
  if (calculation.kind == content::Calculation::Kind::ratio) {
    const std::string part = cell_name(row, calculation.columns[0]);
    const std::string whole = cell_name(row, calculation.columns[1]);
    return fmt::format("IF({1}=0,\"\",{0}/{1})", part, whole);
  }
  std::string formula;
  for (const std::size_t column : calculation.columns) {
    if (!formula.empty()) formula += '+';
    formula += cell_name(row, column);
  }
  return formula;
}

bool can_calculate(const content::Calculation& calculation,
                   const std::vector<content::CellValue>& cells) {
  return std::all_of(
      calculation.columns.begin(), calculation.columns.end(), [&cells](std::size_t column) {
        return column >= cells.size() || std::holds_alternative<double>(cells[column]) ||
               std::holds_alternative<std::monostate>(cells[column]);
      });
}

bool can_come_to(const content::CellValue& value) {
  const auto* const text = std::get_if<std::string>(&value);
  return std::holds_alternative<double>(value) || std::holds_alternative<std::monostate>(value) ||
         (text != nullptr && text->empty());
}

void SummedRows::extend(std::vector<Piece>& pieces, const std::string& name, RowRange rows) {
  if (!pieces.empty() && pieces.back().sheet == name) {
    pieces.back().rows.last = rows.last;
  } else {
    pieces.push_back({.sheet = name, .rows = rows});
  }
}

void SummedRows::add_data(const std::string& name, RowRange rows) {
  extend(since_subtotal_, name, rows);
  if (ended_) {
    all_.push_back({.sheet = name, .rows = rows});
    ended_ = false;
  } else {
    extend(all_, name, rows);
  }
}

void SummedRows::add_subtotal(RowRange rows) {
  has_subtotals_ = true;
  since_subtotal_.clear();
  if (!all_.empty() && !ended_) all_.back().rows.last = std::max(all_.back().rows.last, rows.last);
}

void SummedRows::add_total() {
  ended_ = !all_.empty();
}

std::string SummedRows::formula(content::RowKind kind, ColumnIndex column,
                                const std::string& name) const {
  constexpr std::size_t kArguments = 250;  // Excel takes 255, with the function's number
  constexpr std::size_t kCharacters = 8000;
  const bool is_subtotal = kind == content::RowKind::subtotal;
  const std::vector<Piece>& pieces = is_subtotal ? since_subtotal_ : all_;
  if (pieces.empty() || pieces.size() > kArguments) return {};
  std::string formula = is_subtotal || has_subtotals_ ? "SUBTOTAL(9" : "SUM(";
  for (const Piece& piece : pieces) {
    if (!formula.ends_with('(')) formula += ',';
    if (piece.sheet != name) append_sheet(formula, piece.sheet);
    append_cells(formula, piece.rows, {column, column});
  }
  formula += ')';
  return formula.size() <= kCharacters ? formula : std::string();
}

}  // namespace tongbao::xlsx

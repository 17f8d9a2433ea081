#include "xlsx/reference.h"

#include <algorithm>

#include <fmt/format.h>

namespace tongbao::xlsx {

namespace {

std::string letters(ColumnIndex column) {
  constexpr unsigned kLetters = 26;
  std::string name;
  for (unsigned number = column + 1U; number != 0; number = (number - 1) / kLetters) {
    name += static_cast<char>('A' + (number - 1) % kLetters);
  }
  std::reverse(name.begin(), name.end());
  return name;
}

// `text` between `mark`s, those in it doubled.
void append_between(std::string& formula, std::string_view text, char mark) {
  formula += mark;
  for (const char c : text) {
    if (c == mark) formula += mark;
    formula += c;
  }
  formula += mark;
}

}  // namespace

void append_cell(std::string& formula, RowIndex row, ColumnIndex column) {
  formula += letters(column);
  fmt::format_to(std::back_inserter(formula), "{}", row + 1);
}

void append_cells(std::string& formula, RowRange rows, ColumnRange columns) {
  append_cell(formula, rows.first, columns.first);
  if (rows.first == rows.last && columns.first == columns.last) return;
  formula += ':';
  append_cell(formula, rows.last, columns.last);
}

std::string absolute_cells(std::string_view sheet, RowRange rows, ColumnIndex column) {
  std::string formula;
  append_sheet(formula, sheet);
  const std::string name = letters(column);
  return formula + fmt::format("${0}${1}:${0}${2}", name, rows.first + 1, rows.last + 1);
}

void append_sheet(std::string& formula, std::string_view name) {
  append_between(formula, name, '\'');
  formula += '!';
}

void append_quoted(std::string& formula, std::string_view text) {
  append_between(formula, text, '"');
}

}  // namespace tongbao::xlsx

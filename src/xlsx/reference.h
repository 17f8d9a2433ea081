// Cells as formulas name them. Pure.
#pragma once
#include <string>
#include <string_view>

#include "xlsx/sheet_part.h"

namespace tongbao::xlsx {

void append_cell(std::string& formula, RowIndex row, ColumnIndex column);     // A5
void append_cells(std::string& formula, RowRange rows, ColumnRange columns);  // A5:C9; of one: A5
// 'sheet'!$A$5:$A$9
[[nodiscard]] std::string absolute_cells(std::string_view sheet, RowRange rows, ColumnIndex column);
// The sheet's name with all that a formula wants round it: 'name'!
void append_sheet(std::string& formula, std::string_view name);
// As a formula quotes text.
void append_quoted(std::string& formula, std::string_view text);

}  // namespace tongbao::xlsx

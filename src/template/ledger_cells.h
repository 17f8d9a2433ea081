// What a cell of a ledger holds. Internal to the room.
#pragma once
#include <vector>

#include "content/ledger_content.h"
#include "template/binder.h"
#include "template/program.h"

namespace tongbao::tmpl {

// A value that stands alone in its cell stays a date or a number; all else becomes text.
void fill_cell(content::CellValue& cell, const Nodes& nodes, Binder& binder);

// As fill_cell(), with the column's link where there is one and it leads to http or https.
void fill_cell(content::CellValue& cell, const ColumnProgram& column, Binder& binder);

// Fills the cells of calculated columns from the others.
void calculate_cells(std::vector<content::CellValue>& cells,
                     const std::vector<ColumnProgram>& columns);

}  // namespace tongbao::tmpl

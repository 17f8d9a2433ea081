// Tables whose rows all have the same columns, as readers of PDF/UA want them (ISO 14289-1 7.5).
#pragma once
#include "pdf/structure_plan.h"

namespace tongbao::pdf {

// Cells fill the columns that cells from above leave free. One that reaches beyond them or below
// the last row is cut off there; a row that is too short gets empty cells at its end. Takes time
// for rows by columns.
void make_tables_regular(StructurePlan& plan);

}  // namespace tongbao::pdf

// Charts of a worksheet, handed to libxlsxwriter.
#pragma once
#include "xlsx/sheet_part.h"

struct lxw_workbook;
struct lxw_worksheet;

namespace tongbao::xlsx {

inline constexpr Pt kEmptyRow{15};  // the height of a row that was not written

// The rows that a chart covers, of those that nothing else stands in.
[[nodiscard]] RowIndex chart_rows(const content::Chart& chart);

void add_charts(lxw_workbook* workbook, lxw_worksheet* out, const SheetPart& sheet);

}  // namespace tongbao::xlsx

// All of a worksheet but its rows, handed to libxlsxwriter.
#pragma once
#include <string>

#include "xlsx/choice_lists.h"
#include "xlsx/deflate_stream.h"
#include "xlsx/sheet_part.h"

struct lxw_workbook;

namespace tongbao::xlsx {

// Adds a worksheet with all that stands round the rows of `sheet`, and one element each in the
// place of its rows and its merged cells. `list_sheet` is where `lists` stand.
void add_frame(lxw_workbook* workbook, const SheetPart& sheet, const ChoiceLists& lists,
               const std::string& list_sheet);

[[nodiscard]] bool has_merges(const SheetPart& sheet);
// Its mergeCells (ECMA-376 part 1, 18.3.1.55).
void write_merges(const SheetPart& sheet, DeflateStream& xml);

}  // namespace tongbao::xlsx

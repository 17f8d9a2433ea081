// All of a worksheet but its rows, handed to libxlsxwriter.
#pragma once
#include <string>

#include "xlsx/choice_lists.h"
#include "xlsx/deflate_stream.h"
#include "xlsx/sheet_part.h"

struct lxw_workbook;

namespace tongbao::xlsx {

// Adds a worksheet with all that stands round the rows of `sheet`, and one element each in the
// place of its rows, its merged cells and its lists.
void add_frame(lxw_workbook* workbook, const SheetPart& sheet);

[[nodiscard]] bool has_merges(const SheetPart& sheet);
// Its mergeCells (ECMA-376 part 1, 18.3.1.55).
void write_merges(const SheetPart& sheet, DeflateStream& xml);
// Its dataValidations (18.3.1.33). `list_sheet` is where `lists` stand. Not by the library, which
// overruns a buffer where the characters of a list are longer than a byte, and loses memory where a
// list is a range of cells (1.1.4).
void write_choices(const SheetPart& sheet, const ChoiceLists& lists, const std::string& list_sheet,
                   DeflateStream& xml);

}  // namespace tongbao::xlsx

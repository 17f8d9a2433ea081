// What a cell of a ledger shows on paper: as a workbook shows the same value in the same number
// format. Pure; safe on any thread.
#pragma once
#include <string>
#include <string_view>

#include "content/ledger_content.h"

namespace tongbao::layout {

// `format` as CellStyle::number_format: of dates y, m, d and words between them; of numbers 0,
// 0.00,
// #,##0 and %. A date in any other format is written as 2025-04-01, a number as short as it can be.
[[nodiscard]] std::string cell_words(const content::CellValue& value, std::string_view format);

}  // namespace tongbao::layout

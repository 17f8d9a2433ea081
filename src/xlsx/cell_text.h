// What a value becomes in a cell: text escaped for the file, days as serial numbers. Pure.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace tongbao::xlsx {

// Excel's limit for the text of a cell, in UTF-16 units.
constexpr std::size_t kCellUnits = 32'767;

// `text` with CR LF and CR as LF, the one line break a cell knows. Refers to `text` or `buffer`.
[[nodiscard]] std::string_view unify_line_breaks(std::string_view text, std::string& buffer);

// Appends `text` (well-formed UTF-8) as the content of an XML element. What XML 1.0 cannot hold,
// and what would itself read as such an escape, is written as _xHHHH_ (ECMA-376 part 1, 22.9.2.19
// ST_Xstring).
void append_cell_text(std::string& xml, std::string_view text);

// True where one cell can hold `text`, its escapes _xHHHH_ counted.
[[nodiscard]] bool fits_cell(std::string_view text);

// Days since 1899-12-30, as Excel's 1900 date system counts them; nothing for a day before
// 1900-03-01, where Excel and the calendar disagree. Requires date.has_day().
[[nodiscard]] std::optional<double> date_serial(const Date& date);

}  // namespace tongbao::xlsx

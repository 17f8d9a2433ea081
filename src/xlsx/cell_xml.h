// Cells as they stand in a row of sheetData (ECMA-376 part 1, 18.3.1.4 c). They carry no reference
// (`r`, which is optional): the cells of a row stand there from column A on, empty ones too.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace tongbao::xlsx {

using StyleIndex = std::uint32_t;  // place in cellXfs of styles.xml

void append_count(std::string& xml, std::uint32_t count);  // never 1e+05, as a number may be
void append_number(std::string& xml, double number);       // the shortest that reads back the same

void append_blank_cell(std::string& xml, StyleIndex style);
void append_number_cell(std::string& xml, StyleIndex style, double number);
// `text`: well-formed UTF-8, line breaks as LF.
void append_text_cell(std::string& xml, StyleIndex style, std::string_view text);

// What a formula comes to.
using FormulaValue = std::variant<double, std::string_view>;
// `formula` as people write it, without the equals sign.
void append_formula_cell(std::string& xml, StyleIndex style, std::string_view formula,
                         const FormulaValue& value);

}  // namespace tongbao::xlsx

#include "xlsx/sheet_check.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "base/utf8.h"
#include "xlsx/cell_text.h"
#include "xlsx/sheet_names.h"

namespace tongbao::xlsx {

namespace {

using content::Calculation;
using content::CellStyle;
using content::Column;
using content::Form;
using content::Sheet;
using content::Table;

constexpr std::size_t kColumns = 16'384;
constexpr double kColumnCharacters = 255;
constexpr std::size_t kChoices = 1'048'576;  // rows of the sheet that they may stand on
constexpr std::size_t kFooterUnits = 253;    // 255 with the section code
constexpr std::size_t kFormatBytes = 127;    // libxlsxwriter's
constexpr std::size_t kQuotedUnits = 255;    // a text in a formula
constexpr std::size_t kRangeNameBytes = 100;
constexpr double kFontSize = 409;

bool are_choices(const std::vector<std::string>& choices) {
  return choices.size() <= kChoices &&
         std::all_of(choices.begin(), choices.end(), [](const std::string& choice) {
           return !choice.empty() && fits_cell(choice);
         });
}

bool is_letter(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || is_han(c) || c == U'_';
}

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

// A1 or R1C1, or the beginning of one: letters of ASCII only, then digits only.
bool looks_like_cell(std::u32string_view name) {
  constexpr std::size_t kColumnLetters = 3;
  const auto letter = [](char32_t c) { return is_letter(c) && c < 0x80 && c != U'_'; };
  const auto* const digits = std::find_if_not(name.begin(), name.end(), letter);
  const bool short_word = digits - name.begin() <= static_cast<std::ptrdiff_t>(kColumnLetters);
  const bool only_digits = std::all_of(digits, name.end(), is_digit);
  const char32_t first = name.front() | 0x20;
  return (short_word && only_digits && digits != name.end()) ||
         ((first == U'r' || first == U'c') &&
          std::all_of(name.begin() + 1, name.end(), [](char32_t c) {
            return is_digit(c) || (c | 0x20) == U'c' || (c | 0x20) == U'r';
          }));
}

// ECMA-376 part 1, 18.2.5, in letters that every reader takes.
bool is_range_name(std::string_view name) {
  const std::u32string text = to_utf32(name);
  return name.size() <= kRangeNameBytes && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [](char32_t c) { return is_letter(c) || is_digit(c) || c == U'.'; }) &&
         !looks_like_cell(text);
}

// What a formula, a highlight or a chart of `table` refers to.
bool refers_well(const Calculation& calculation, std::size_t column, std::size_t columns) {
  if (calculation.kind == Calculation::Kind::none) return true;
  const bool counted = calculation.kind == Calculation::Kind::ratio
                           ? calculation.columns.size() == 2
                           : !calculation.columns.empty();
  return counted && std::all_of(calculation.columns.begin(), calculation.columns.end(),
                                [=](std::size_t i) { return i < columns && i != column; });
}

bool refers_well(const content::Highlight& highlight, std::size_t columns) {
  const bool conditional = highlight.equals || highlight.from || highlight.below;
  const bool finite =
      std::isfinite(highlight.from.value_or(0)) && std::isfinite(highlight.below.value_or(0));
  return conditional && finite && highlight.column < columns &&
         count_utf16_units(highlight.equals.value_or("")) <= kQuotedUnits;
}

bool refers_well(const content::Chart& chart, std::size_t columns) {
  return !chart.series.empty() && chart.categories < columns && chart.width.value > 0 &&
         chart.height.value > 0 &&
         std::all_of(chart.series.begin(), chart.series.end(),
                     [columns](const auto& series) { return series.column < columns; });
}

// Member by member: GCC 12 warns of a temporary's initializers as uninitialized when it optimizes.
Diagnostic template_error(const char* code, Bilingual message, Bilingual hint = {}) {
  Diagnostic error;
  error.code = code;
  error.message = std::move(message);
  error.hint = std::move(hint);
  return error;
}

class Checker {
 public:
  Checker(const font::FontSet& fonts, Diagnostics& found) : fonts_(fonts), found_(found) {}

  void sheet(const Sheet& sheet) {
    name(sheet);
    if (count_utf16_units(sheet.print.footer) > kFooterUnits) {
      add("ledger.badFooter",
          say("页脚超过{}个字符", "the footer is longer than {} characters", kFooterUnits));
    }
    if (const auto* const table = std::get_if<Table>(&sheet.content)) {
      this->table(*table, sheet.name);
    } else {
      form(std::get<Form>(sheet.content), sheet.name);
    }
  }

  void style(const CellStyle& style) {
    const bool sized = style.size.value >= 1 && style.size.value <= kFontSize;
    if (!sized || style.number_format.size() > kFormatBytes ||
        style.face_name.size() > kFormatBytes) {
      add("ledger.badStyle", say("字号{}、字体“{}”或数字格式“{}”无法写入工作簿",
                                 "size {}, face “{}” or number format “{}” does not fit a workbook",
                                 style.size.value, style.face_name, style.number_format));
    }
    if (fonts_.find_role(style.role) != nullptr) return;
    const std::vector<std::string>& roles = fonts_.roles();
    add("ledger.unknownRole", say("没有字体角色“{}”", "there is no face role “{}”", style.role),
        say("现有：{}", "there are: {}", fmt::format("{}", fmt::join(roles, ", "))));
  }

 private:
  void add(const char* code, Bilingual message, Bilingual hint = {}) {
    found_.push_back(template_error(code, std::move(message), std::move(hint)));
  }

  void name(const Sheet& sheet) {
    const auto same = [&sheet](const std::string& name) { return same_name(name, sheet.name); };
    const bool repeated = std::any_of(names_.begin(), names_.end(), same);
    names_.push_back(sheet.name);
    if (is_sheet_name(sheet.name) && !repeated) return;
    add("ledger.badSheetName", say("“{}”不能作工作表名", "“{}” cannot name a sheet", sheet.name),
        say("1至{}个字符，不含[]:*?/\\，不以'开头或结尾，互不相同",
            "1 to {} characters, none of []:*?/\\, no ' at either end, each once",
            kSheetNameUnits));
  }

  void column_count(std::size_t columns, const std::string& sheet) {
    if (columns != 0 && columns <= kColumns) return;
    add("ledger.noColumns",
        say("工作表“{}”须有1至{}列，现有{}列", "sheet “{}” must have 1 to {} columns, not {}",
            sheet, kColumns, columns));
  }

  void width(double width, const std::string& column) {
    if (width > 0 && width <= kColumnCharacters) return;
    add("ledger.badWidth",
        say("“{}”的列宽{}不在0至{}之间", "the width of “{}”, {}, is not between 0 and {}", column,
            width, kColumnCharacters));
  }

  void reference(bool sound, const std::string& sheet) {
    if (sound) return;
    add("ledger.badReference", say("工作表“{}”的计算、着色或图表所指的列不存在，或条件不完整",
                                   "a calculation, highlight or chart of sheet “{}” names no "
                                   "column of it, or is incomplete",
                                   sheet));
  }

  void table(const Table& table, const std::string& name) {
    const std::size_t columns = table.columns.size();
    column_count(columns, name);
    for (std::size_t i = 0; i < columns; ++i) {
      column(table.columns[i]);
      reference(refers_well(table.columns[i].calculation, i, columns), name);
    }
    for (const auto& highlight : table.highlights) reference(refers_well(highlight, columns), name);
    for (const auto& chart : table.charts) reference(refers_well(chart, columns), name);
    style(table.header_style);
    style(table.sum_style);
  }

  void column(const Column& column) {
    width(column.width, column.header);
    if (!are_choices(column.choices)) {
      add("ledger.badChoices",
          say("“{}”的选项清单无法写入工作簿", "the choices of “{}” do not fit a workbook",
              column.header),
          say("不超过{}项，各项不为空，不超过{}个字符",
              "{} entries at most, none empty or longer than {} characters", kChoices, kCellUnits));
    }
    range_name(column.range_name);
    style(column.style);
  }

  void range_name(const std::string& name) {
    if (name.empty()) return;
    const auto same = [&name](const std::string& known) { return same_name(known, name); };
    const bool repeated = std::any_of(range_names_.begin(), range_names_.end(), same);
    range_names_.push_back(name);
    if (!repeated && is_range_name(name)) return;
    add("ledger.badRangeName",
        say("“{}”不能作单元格区域的名称", "“{}” cannot name a range of cells", name),
        say("以字母、汉字或下划线开头，只含字母、汉字、数字、下划线和点，不像单元格地址，互不相同",
            "a letter or _ first, then letters, digits, _ and dots, not like a cell, each once"));
  }

  void form(const Form& form, const std::string& name) {
    column_count(form.rows.empty() ? 0 : form.widths.size(), name);
    for (const double width : form.widths) this->width(width, name);
    for (const content::FormRow& row : form.rows) {
      std::size_t columns = 0;
      bool sound = !row.fields.empty();
      for (const content::FormField& field : row.fields) {
        sound = sound && field.columns != 0 && field.columns <= form.widths.size();
        columns += sound ? field.columns : 0;
        style(field.style);
      }
      if (!sound || columns > form.widths.size()) {
        add("ledger.badReference", say("表格“{}”有一行的栏目超出了列数",
                                       "a row of form “{}” has more fields than columns", name));
      }
    }
  }

  const font::FontSet& fonts_;
  Diagnostics& found_;
  std::vector<std::string> names_;
  std::vector<std::string> range_names_;
};

}  // namespace

Diagnostics check_sheets(const content::LedgerContent& ledger, const font::FontSet& fonts) {
  Diagnostics found;
  if (ledger.sheets.empty()) {
    found.push_back(
        template_error("ledger.noColumns", say("台账没有工作表", "the ledger has no sheet")));
  }
  Checker checker(fonts, found);
  for (const Sheet& sheet : ledger.sheets) checker.sheet(sheet);
  return found;
}

Diagnostics check_bands(const std::vector<content::Band>& bands, const font::FontSet& fonts) {
  Diagnostics found;
  Checker checker(fonts, found);
  for (const content::Band& band : bands) checker.style(band.style);
  return found;
}

}  // namespace tongbao::xlsx

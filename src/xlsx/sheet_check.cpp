#include "xlsx/sheet_check.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "base/utf8.h"

namespace tongbao::xlsx {

namespace {

using content::CellStyle;
using content::Column;
using content::Sheet;

constexpr std::size_t kNameUnits = 31;
constexpr std::size_t kColumns = 16'384;
constexpr double kColumnCharacters = 255;
constexpr std::size_t kChoiceUnits = 255;  // all of a quoted list, with its commas
constexpr std::size_t kFooterUnits = 253;  // 255 with the section code
constexpr std::size_t kFormatBytes = 127;  // libxlsxwriter's
constexpr double kFontSize = 409;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

bool is_sheet_name(std::string_view name) {
  return !name.empty() && count_utf16_units(name) <= kNameUnits && !has_control(name) &&
         name.find_first_of("[]:*?/\\") == std::string_view::npos && name.front() != '\'' &&
         name.back() != '\'';
}

bool are_choices(const std::vector<std::string>& choices) {
  std::size_t units = choices.empty() ? 0 : choices.size() - 1;
  for (const std::string& choice : choices) {
    // A quoted list has no way to write its own separator or quotation mark.
    if (choice.empty() || choice.find_first_of(",\"") != std::string::npos) return false;
    units += count_utf16_units(choice);
  }
  return units <= kChoiceUnits;
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
    if (sheet.columns.empty() || sheet.columns.size() > kColumns) {
      add("ledger.noColumns",
          say("工作表“{}”须有1至{}列，现有{}列", "sheet “{}” must have 1 to {} columns, not {}",
              sheet.name, kColumns, sheet.columns.size()));
    }
    for (const Column& column : sheet.columns) this->column(column);
    if (count_utf16_units(sheet.print.footer) > kFooterUnits) {
      add("ledger.badFooter",
          say("页脚超过{}个字符", "the footer is longer than {} characters", kFooterUnits));
    }
    style(sheet.header_style);
    for (const content::Band& band : sheet.head) style(band.style);
    for (const content::Band& band : sheet.foot) style(band.style);
  }

 private:
  void add(const char* code, Bilingual message, Bilingual hint = {}) {
    found_.push_back(
        {.code = code, .where = {}, .message = std::move(message), .hint = std::move(hint)});
  }

  void name(const Sheet& sheet) {
    const auto same = [&sheet](const std::string& name) { return same_name(name, sheet.name); };
    const bool repeated = std::any_of(names_.begin(), names_.end(), same);
    names_.push_back(sheet.name);
    if (is_sheet_name(sheet.name) && !repeated) return;
    add("ledger.badSheetName", say("“{}”不能作工作表名", "“{}” cannot name a sheet", sheet.name),
        say("1至{}个字符，不含[]:*?/\\，不以'开头或结尾，互不相同",
            "1 to {} characters, none of []:*?/\\, no ' at either end, each once", kNameUnits));
  }

  void column(const Column& column) {
    if (!(column.width > 0 && column.width <= kColumnCharacters)) {
      add("ledger.badWidth",
          say("“{}”的列宽{}不在0至{}之间", "the width of “{}”, {}, is not between 0 and {}",
              column.header, column.width, kColumnCharacters));
    }
    if (!are_choices(column.choices)) {
      add("ledger.badChoices",
          say("“{}”的选项清单无法写入工作簿", "the choices of “{}” do not fit a workbook",
              column.header),
          say("合计不超过{}个字符，各项不为空，不含英文逗号和引号",
              "{} characters in all, none empty, none with a comma or quotation mark",
              kChoiceUnits));
    }
    style(column.style);
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

  const font::FontSet& fonts_;
  Diagnostics& found_;
  std::vector<std::string> names_;
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

SheetNames::SheetNames(const content::LedgerContent& ledger) {
  for (const Sheet& sheet : ledger.sheets) names_.push_back(sheet.name);
}

bool SheetNames::taken(const std::string& name) const {
  return std::any_of(names_.begin(), names_.end(),
                     [&name](const std::string& known) { return same_name(known, name); });
}

std::string SheetNames::further(const std::string& name) {
  for (std::size_t number = 2;; ++number) {
    const std::string suffix = fmt::format("({})", number);
    std::u32string base = to_utf32(name);
    while (count_utf16_units(to_utf8(base)) + suffix.size() > kNameUnits) base.pop_back();
    std::string candidate = to_utf8(base) + suffix;
    if (taken(candidate)) continue;
    names_.push_back(candidate);
    return candidate;
  }
}

}  // namespace tongbao::xlsx

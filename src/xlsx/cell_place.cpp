#include "xlsx/cell_place.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include "base/utf8.h"
#include "xlsx/cell_text.h"

namespace tongbao::xlsx {

namespace {

constexpr const char* kIsoDate = "yyyy-mm-dd";
constexpr std::size_t kLinks = 20'000;        // libxlsxwriter keeps them in memory
constexpr std::size_t kAddressUnits = 2'079;  // Excel's, escapes counted
constexpr content::Colour kLinkColour{0x05 / 255.0, 0x63 / 255.0, 0xC1 / 255.0};

bool starts_with_scheme(std::string_view address, std::string_view scheme) {
  return address.size() > scheme.size() &&
         std::equal(scheme.begin(), scheme.end(), address.begin(), [](char expected, char c) {
           return expected == (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
         });
}

// What libxlsxwriter writes as a link to the network as it stands.
bool is_link(std::string_view address) {
  constexpr std::size_t kEscape = 3;  // %20
  const bool readable = std::none_of(address.begin(), address.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
  });
  return readable &&
         (starts_with_scheme(address, "http://") || starts_with_scheme(address, "https://")) &&
         address.find("internal:") == std::string_view::npos &&
         address.find("external:") == std::string_view::npos &&
         count_utf16_units(address) * kEscape <= kAddressUnits;
}

}  // namespace

CellPlace::CellPlace(Writing& writing, const content::CellStyle& style, ColumnRange columns,
                     int pixels, std::string label, bool goes_on)
    : writing_(writing), style_(style), label_(std::move(label)) {
  const Pt line = line_height(style.size);
  plain_ = {.columns = columns,
            .breaker = &writing.breakers.of(style.role),
            .width = text_width(pixels) / style.size,
            .line = line,
            .wrap = style.wrap,
            .style = writing.workbook.style(style),
            .most_lines = static_cast<std::size_t>(
                std::max(1.0, std::floor((kRowLimit - kRowPadding) / line))),
            .goes_on = goes_on};
}

void CellPlace::add(CellLine& line, const content::CellValue& value, const content::Row& row,
                    std::vector<LinkedCell>& links) {
  add_value(line, value, row, links, true);
}

Pt CellPlace::add_merged(CellLine& line, const content::CellValue& value, const content::Row& row,
                         std::vector<LinkedCell>& links) {
  return add_value(line, value, row, links, false);
}

Pt CellPlace::add_value(CellLine& line, const content::CellValue& value, const content::Row& row,
                        std::vector<LinkedCell>& links, bool measured) {
  if (const auto* const text = std::get_if<std::string>(&value)) {
    return put_text(line, plain_, *text, &row, measured);
  }
  if (const auto* const link = std::get_if<content::LinkedText>(&value)) {
    return put_link(line, *link, row, links, measured);
  }
  if (const auto* const date = std::get_if<Date>(&value)) {
    return put_date(line, *date, row, measured);
  }
  if (const auto* const number = std::get_if<double>(&value)) {
    put_number(line, *number, row);
  } else {
    line.add_blank(plain_);
  }
  return plain_.line + kRowPadding;
}

void CellPlace::add_text(CellLine& line, std::string_view text) {
  put_text(line, plain_, text, nullptr, true);
}

Pt CellPlace::add_whole_text(CellLine& line, std::string_view text) {
  return put_text(line, plain_, text, nullptr, false);
}

Pt CellPlace::put_text(CellLine& line, const CellSetting& setting, std::string_view text,
                       const content::Row* row, bool measured) {
  if (text.find('\r') != std::string_view::npos) {
    std::string buffer;
    text = line.keep(std::string(unify_line_breaks(text, buffer)));
  }
  if (!fits_cell(text)) {
    writing_.add_error("ledger.cellTooLong", row,
                       say("“{}”一格超过{}个字符（UTF-16）",
                           "the cell “{}” is longer than {} UTF-16 units", label_, kCellUnits));
    line.add_blank(setting);
    return {};
  }
  if (!measured) return line.add_text_unmeasured(setting, text);
  line.add_text(setting, text);
  return {};
}

Pt CellPlace::put_link(CellLine& line, const content::LinkedText& link, const content::Row& row,
                       std::vector<LinkedCell>& links, bool measured) {
  const std::string_view text = link.text.empty() ? link.address : link.text;
  if (is_link(link.address) && writing_.links + links.size() < kLinks) {
    links.push_back({.row = 0, .column = plain_.columns.first, .address = link.address});
    return put_text(line, link_setting(), text, &row, measured);
  }
  const bool says_all = link.text.empty() || link.address.empty();
  std::string_view whole = link.plain;
  if (whole.empty()) whole = says_all ? text : line.keep(link.text + "（" + link.address + "）");
  return put_text(line, plain_, whole, &row, measured);
}

void CellPlace::put_number(CellLine& line, double number, const content::Row& row) {
  if (std::isfinite(number)) {
    line.add_number(plain_, number);
    return;
  }
  line.add_blank(plain_);
  writing_.add_error(
      "ledger.badNumber", &row,
      say("“{}”一格不是有限的数", "the cell under “{}” is no finite number", label_));
}

Pt CellPlace::put_date(CellLine& line, const Date& date, const content::Row& row, bool measured) {
  if (!date.has_day()) {  // a month is no day of Excel's calendar
    return put_text(line, plain_, line.keep(date.chinese()), &row, measured);
  }
  const std::optional<double> serial = date_serial(date);
  if (serial) {
    line.add_number(date_setting(), *serial);
    return plain_.line + kRowPadding;
  }
  line.add_blank(plain_);
  writing_.add_error(
      "ledger.dateOutOfRange", &row,
      say("“{}”一格的日期{}早于1900-03-01，电子表格无法表示",
          "the date under “{}”, {}, is before 1900-03-01, which no workbook can hold", label_,
          date.iso()));
  return {};
}

void CellPlace::add_formula(CellLine& line, std::string_view formula,
                            const content::CellValue& value, const content::Row& row) {
  if (const auto* const number = std::get_if<double>(&value)) {
    if (std::isfinite(*number)) {
      line.add_formula(plain_, formula, *number);
    } else {
      put_number(line, *number, row);
    }
    return;
  }
  line.add_formula(plain_, formula, std::string_view());
}

const CellSetting& CellPlace::date_setting() {
  if (!style_.number_format.empty()) return plain_;
  if (!date_) {
    content::CellStyle style = style_;
    style.number_format = kIsoDate;
    date_ = plain_;
    date_->style = writing_.workbook.style(style);
  }
  return *date_;
}

const CellSetting& CellPlace::link_setting() {
  if (!link_) {
    content::CellStyle style = style_;
    if (!style.colour) style.colour = kLinkColour;
    link_ = plain_;
    link_->style = writing_.workbook.style(style, true);
  }
  return *link_;
}

}  // namespace tongbao::xlsx

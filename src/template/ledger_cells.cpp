#include "template/ledger_cells.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/utf8.h"

namespace tongbao::tmpl {

namespace {

using content::CellValue;

// Keeps the memory of a text that a cell already holds.
std::string& text_in(CellValue& cell) {
  if (!std::holds_alternative<std::string>(cell)) cell.emplace<std::string>();
  auto& text = std::get<std::string>(cell);
  text.clear();
  return text;
}

void fill_with_value(CellValue& cell, const Expression& expression, Binder& binder) {
  const Binder::Found found = binder.find(expression);
  const auto* view = std::get_if<record::View>(&found.value);
  const bool is_date = std::holds_alternative<Date>(found.value) ||
                       (view != nullptr && view->kind() == record::Kind::date);
  if (is_date) {
    const Date date = *date_of(found.value);
    if (date.has_day()) {
      cell = date;
    } else {
      text_in(cell) = date.chinese();
    }
  } else if (const auto number = number_of(found.value)) {
    cell = *number;
  } else {
    std::string& text = text_in(cell);
    static_cast<void>(binder.append_value(found, text));
    if (text.empty()) cell = std::monostate{};
  }
}

// Leads to the network, and is one that a workbook holds: no spaces or controls, 2079 units.
bool is_address(std::string_view text) {
  constexpr std::size_t longest = 2079;
  const bool leads_out = text.starts_with("http://") || text.starts_with("https://");
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; };
  return leads_out && std::none_of(text.begin(), text.end(), is_blank) &&
         count_utf16_units(text) <= longest;
}

// The address that a column's link leads to; "" for none.
std::string address_of(const Path& link, const Binder& binder) {
  const Value value = binder.value_of(link);
  std::string address;
  if (const auto texts = texts_of(value, nullptr)) {
    if (!texts->empty()) address = texts->front();
  } else {
    static_cast<void>(append_text(address, value, nullptr));
  }
  return is_address(address) ? address : std::string();
}

double number_in(const CellValue& cell) {
  const auto* number = std::get_if<double>(&cell);
  return number == nullptr ? 0 : *number;
}

}  // namespace

void fill_cell(CellValue& cell, const Nodes& nodes, Binder& binder) {
  if (nodes.size() == 1) {
    if (const auto* output = std::get_if<OutputNode>(&nodes[0].value)) {
      return fill_with_value(cell, output->expression, binder);
    }
    if (const auto* choice = std::get_if<IfNode>(&nodes[0].value)) {
      const Nodes* taken = binder.branch(*choice);
      if (taken != nullptr) return fill_cell(cell, *taken, binder);
      cell = std::monostate{};
      return;
    }
  }
  std::string& text = text_in(cell);
  text = binder.text(nodes);
  if (text.empty()) cell = std::monostate{};
}

void fill_cell(CellValue& cell, const ColumnProgram& column, Binder& binder) {
  fill_cell(cell, column.cell, binder);
  if (!column.link) return;
  auto* text = std::get_if<std::string>(&cell);
  if (text == nullptr) return;
  std::string address = address_of(*column.link, binder);
  if (address.empty()) return;
  cell = content::LinkedText{.text = std::move(*text), .address = std::move(address)};
}

void calculate_cells(std::vector<CellValue>& cells, const std::vector<ColumnProgram>& columns) {
  using Calculated = content::Calculation::Kind;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const content::Calculation& calculation = columns[i].column.calculation;
    if (calculation.kind == Calculated::none) continue;
    if (calculation.kind == Calculated::sum) {
      double sum = 0;
      for (const std::size_t column : calculation.columns) sum += number_in(cells[column]);
      cells[i] = sum;
      continue;
    }
    const double whole = number_in(cells[calculation.columns[1]]);
    cells[i] = std::monostate{};
    if (whole != 0) cells[i] = number_in(cells[calculation.columns[0]]) / whole;
  }
}

}  // namespace tongbao::tmpl

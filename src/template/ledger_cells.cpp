#include "template/ledger_cells.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "record/derive.h"

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

// The usual cell shows a text of the record as it stands.
bool is_plain_text(const Expression& expression) {
  const Operand& operand = expression.alternatives.front();
  const auto* path = std::get_if<Path>(&operand.start);
  return expression.alternatives.size() == 1 && operand.filters.empty() && path != nullptr &&
         path->type.kind == record::Kind::text && !path->type.gathered && !path->steps.empty() &&
         std::holds_alternative<const record::Field*>(path->steps.back());
}

void fill_with_text(CellValue& cell, const Operand& operand, Binder& binder) {
  const record::View view = binder.view_of(std::get<Path>(operand.start));
  if (!view.present()) {
    cell = std::monostate{};
    return;
  }
  text_in(cell) = view.text();
  static_cast<void>(binder.check_controls(view.text(), operand));
}

void fill_with_value(CellValue& cell, const Expression& expression, Binder& binder) {
  if (is_plain_text(expression)) {
    return fill_with_text(cell, expression.alternatives.front(), binder);
  }
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

bool leads_out(std::string_view address) {
  const auto has_scheme = [&](std::string_view scheme) {
    return address.size() > scheme.size() &&
           std::equal(scheme.begin(), scheme.end(), address.begin(), [](char expected, char c) {
             return expected == (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
           });
  };
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; };
  return (has_scheme("http://") || has_scheme("https://")) &&
         std::none_of(address.begin(), address.end(), is_blank);
}

// A piece a line, each with its own address. A cell has one link: to the first piece, where it
// leads somewhere; every other address is printed.
void fill_with_evidence(CellValue& cell, const Path& link, const Binder& binder) {
  std::vector<record::Evidence> pieces;
  const record::View list = binder.view_of(link);
  for (std::size_t i = 0; list.present() && i < list.size(); ++i) {
    pieces.push_back(*static_cast<const record::Evidence*>(list[i].address()));
  }
  std::string plain = record::evidence_text(pieces);
  if (plain.empty()) {
    cell = std::monostate{};
  } else if (leads_out(pieces.front().url)) {
    cell = content::LinkedText{.text = record::evidence_text(pieces, 0),
                               .address = pieces.front().url,
                               .plain = std::move(plain)};
  } else {
    text_in(cell) = std::move(plain);
  }
}

// The addresses that a column's link names.
Texts addresses_of(const Path& link, const Binder& binder) {
  const Value value = binder.value_of(link);
  Texts addresses;
  if (link.type.kind == record::Kind::list) {
    addresses = texts_of(value, nullptr).value_or(Texts());
  } else {
    static_cast<void>(append_text(addresses.emplace_back(), value, nullptr));
  }
  std::erase_if(addresses, [](const std::string& address) { return address.empty(); });
  return addresses;
}

// The text of a cell leads to the one address; several, and what is none, are printed below it.
void add_addresses(CellValue& cell, const Texts& addresses) {
  if (addresses.empty()) return;
  if (std::holds_alternative<std::monostate>(cell)) cell.emplace<std::string>();
  auto* text = std::get_if<std::string>(&cell);
  if (text == nullptr) return;
  if (addresses.size() == 1 && leads_out(addresses.front())) {
    cell = content::LinkedText{.text = std::move(*text), .address = addresses.front()};
    return;
  }
  for (const std::string& address : addresses) {
    if (!text->empty()) *text += '\n';
    *text += address;
  }
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
  if (column.link && column.links_evidence) return fill_with_evidence(cell, *column.link, binder);
  fill_cell(cell, column.cell, binder);
  if (column.link) add_addresses(cell, addresses_of(*column.link, binder));
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

#include "xlsx/cell_xml.h"

#include <array>
#include <charconv>

#include "xlsx/cell_text.h"

namespace tongbao::xlsx {

namespace {

constexpr std::size_t kDigits = 32;

template <class Number>
void append_digits(std::string& xml, Number number) {
  std::array<char, kDigits> digits;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled next
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  xml.append(digits.data(), end);
}

void open_cell(std::string& xml, StyleIndex style) {
  xml += "<c s=\"";
  append_digits(xml, style);
}

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

}  // namespace

void append_count(std::string& xml, std::uint32_t count) {
  append_digits(xml, count);
}

void append_number(std::string& xml, double number) {
  append_digits(xml, number);
}

void append_blank_cell(std::string& xml, StyleIndex style) {
  open_cell(xml, style);
  xml += "\"/>";
}

void append_number_cell(std::string& xml, StyleIndex style, double number) {
  open_cell(xml, style);
  xml += "\"><v>";
  append_digits(xml, number);
  xml += "</v></c>";
}

void append_text_cell(std::string& xml, StyleIndex style, std::string_view text) {
  if (text.empty()) {
    append_blank_cell(xml, style);
    return;
  }
  open_cell(xml, style);
  const bool keeps_space = is_space(text.front()) || is_space(text.back());
  xml += keeps_space ? R"(" t="inlineStr"><is><t xml:space="preserve">)"
                     : R"(" t="inlineStr"><is><t>)";
  append_cell_text(xml, text);
  xml += "</t></is></c>";
}

void append_formula_cell(std::string& xml, StyleIndex style, std::string_view formula,
                         const FormulaValue& value) {
  open_cell(xml, style);
  const auto* const text = std::get_if<std::string_view>(&value);
  xml += text != nullptr ? R"(" t="str"><f>)" : "\"><f>";
  append_cell_text(xml, formula);
  xml += "</f><v>";
  if (text != nullptr) {
    append_cell_text(xml, *text);
  } else {
    append_digits(xml, std::get<double>(value));
  }
  xml += "</v></c>";
}

}  // namespace tongbao::xlsx

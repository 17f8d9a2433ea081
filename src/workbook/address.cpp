#include <algorithm>

#include "workbook/workbook.h"

namespace tongbao::workbook {

namespace {
constexpr std::uint32_t rows_of_a_sheet = 1'048'576;
constexpr std::uint32_t columns_of_a_sheet = 16'384;
constexpr std::uint32_t letters = 26;
}  // namespace

std::string to_text(Address address) {
  std::string name;
  for (std::uint32_t column = address.column + 1; column > 0; column = (column - 1) / letters) {
    name.push_back(static_cast<char>('A' + (column - 1) % letters));
  }
  std::reverse(name.begin(), name.end());
  return name + std::to_string(address.row + 1);
}

std::optional<Address> parse_address(std::string_view text) {
  std::uint32_t column = 0;
  std::size_t i = 0;
  for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z'; ++i) {
    column = column * letters + static_cast<std::uint32_t>(text[i] - 'A' + 1);
    if (column > columns_of_a_sheet) return std::nullopt;
  }
  std::uint32_t row = 0;
  const std::size_t digits = i;
  for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
    row = row * 10 + static_cast<std::uint32_t>(text[i] - '0');
    if (row > rows_of_a_sheet) return std::nullopt;
  }
  if (column == 0 || i == digits || row == 0 || i != text.size()) return std::nullopt;
  return Address{row - 1, column - 1};
}

}  // namespace tongbao::workbook

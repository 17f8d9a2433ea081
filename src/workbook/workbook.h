// A workbook as a reader sees it: sheets of cells with addresses. Plain values.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tongbao::workbook {

// From 0; a sheet has at most 1,048,576 rows and 16,384 columns.
struct Address {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  friend auto operator<=>(const Address&, const Address&) = default;
};

// As spreadsheets write it: B7. Nothing where the text is no address of a sheet.
[[nodiscard]] std::string to_text(Address address);
[[nodiscard]] std::optional<Address> parse_address(std::string_view text);

// The place of a text among Workbook::texts: many cells may share one.
struct TextIndex {
  std::uint32_t value = 0;
};

struct Cell {
  Address at;
  std::variant<TextIndex, double> value;  // of a formula: what it last came to
};

struct Range {  // cells that are merged: the first one speaks for all
  Address first;
  Address last;
};

struct Sheet {
  std::string name;
  std::vector<Cell> cells;  // those with content, by row and column, each once
  std::vector<Range> merges;
};

struct Workbook {
  std::vector<Sheet> sheets;
  std::vector<std::string> texts;  // well-formed UTF-8; no controls but line breaks (\n)
  bool counts_from_1904 = false;   // which day is 0: else 1899-12-30
};

}  // namespace tongbao::workbook

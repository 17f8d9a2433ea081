// <column>, <highlight> and <chart> of a sheet's rows. Internal to the compiler.
#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "template/compiler.h"

namespace tongbao::tmpl {

// Excel's 255 characters with the cell's padding, 5 of 7 pixels.
inline constexpr double widest_column = 254.28;

// As Excel compares names of sheets and ranges: a and A are the same.
[[nodiscard]] std::string without_case(std::string_view name);

class LedgerColumns {
 public:
  // All must outlive it; `styles` are the ledger's, in the order of their names, `ranges` the names
  // of ranges in it, without case.
  LedgerColumns(ContentCompiler& content, Report& report,
                const std::vector<content::CellStyle>& styles, std::set<std::string>& ranges)
      : content_(content), report_(report), styles_(styles), ranges_(ranges) {}

  // The children of `rows`, whose values `scope` names.
  void read(const Element& rows, Scope& scope, TableProgram& table);

 private:
  ColumnProgram read_column(const Element& element, Scope& scope);
  void read_choices(const Element& element, const Scope& scope, ColumnProgram& made);
  void read_link(const Element& element, const Scope& scope, ColumnProgram& made);
  void read_calculation(const Element& element, ColumnProgram& made);
  void check_range(const Element& element);
  void check_order(const Element& element, const content::Calculation& calculation);
  void check_parts(const Element& rows, const TableProgram& table);
  void check_first(const Element& rows, const TableProgram& table);
  void check_sums(const Element& element, const ColumnProgram& made);
  content::Highlight read_highlight(const Element& element);
  content::Chart read_chart(const Element& element);
  // The places of the columns that an attribute names, between spaces.
  std::vector<std::size_t> columns_named(const Element& element, std::string_view attribute);
  std::size_t column_named(const Element& element, std::string_view attribute);

  ContentCompiler& content_;
  Report& report_;
  const std::vector<content::CellStyle>& styles_;
  std::set<std::string>& ranges_;
  std::vector<std::string> names_;  // of the columns; "" none
  std::vector<bool> calculated_;    // of the columns
  std::size_t next_column_ = 0;
};

}  // namespace tongbao::tmpl

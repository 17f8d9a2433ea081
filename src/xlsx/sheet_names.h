// The names of a workbook's sheets, each once (Excel takes A and a for the same).
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "content/ledger_content.h"

namespace tongbao::xlsx {

constexpr std::size_t kSheetNameUnits = 31;  // UTF-16, Excel's

// 1 to 31 units, no controls, none of []:*?/\, no ' at either end.
[[nodiscard]] bool is_sheet_name(std::string_view name);
// Whether Excel takes both for the same.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

class SheetNames {
 public:
  // Those of the tables are taken; forms are named after their rows.
  explicit SheetNames(const content::LedgerContent& ledger);
  // A new name for where `name` goes on: "整改台账(2)", cut to 31 UTF-16 units before the bracket.
  [[nodiscard]] std::string further(const std::string& name);
  // What a sheet's name may hold of `title`, or `otherwise` where that is nothing, as a new name;
  // with a number where it is taken.
  [[nodiscard]] std::string unique(std::string_view title, const std::string& otherwise);

 private:
  [[nodiscard]] bool taken(std::string_view name) const;
  std::vector<std::string> names_;
};

}  // namespace tongbao::xlsx

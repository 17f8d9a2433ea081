// What Excel can hold of a ledger's sheets, seen before a row is pulled.
#pragma once
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "content/ledger_content.h"
#include "font/font_set.h"

namespace tongbao::xlsx {

// Everything of the sheets themselves that a workbook cannot hold, or that has no face to measure
// with: ledger.noColumns, ledger.badWidth, ledger.badSheetName, ledger.badChoices,
// ledger.badFooter, ledger.badStyle, ledger.unknownRole. All are the template's errors.
[[nodiscard]] Diagnostics check_sheets(const content::LedgerContent& ledger,
                                       const font::FontSet& fonts);

// The names of a workbook's sheets, each once (Excel takes A and a for the same).
class SheetNames {
 public:
  explicit SheetNames(const content::LedgerContent& ledger);
  // A new name for where `name` goes on: "整改台账(2)", cut to 31 UTF-16 units before the bracket.
  [[nodiscard]] std::string further(const std::string& name);

 private:
  [[nodiscard]] bool taken(const std::string& name) const;
  std::vector<std::string> names_;
};

}  // namespace tongbao::xlsx

// Merged cells of a sheet by column. Internal to the room.
#pragma once
#include <vector>

#include "workbook/workbook.h"

namespace tongbao::importer {

class LedgerMerges {
 public:
  static constexpr std::uint32_t columns = 64;  // further ones are not looked at

  explicit LedgerMerges(const workbook::Sheet& sheet);
  // The merged range that covers a cell; null: none.
  [[nodiscard]] const workbook::Range* covering(workbook::Address at) const;

 private:
  std::vector<std::vector<const workbook::Range*>> by_column_;  // sorted by first row
};

}  // namespace tongbao::importer

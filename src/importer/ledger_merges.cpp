#include "importer/ledger_merges.h"

#include <algorithm>

namespace tongbao::importer {

LedgerMerges::LedgerMerges(const workbook::Sheet& sheet) : by_column_(columns) {
  for (const workbook::Range& range : sheet.merges) {
    for (auto column = range.first.column; column <= std::min(range.last.column, columns - 1);
         ++column) {
      by_column_[column].push_back(&range);
    }
  }
  for (auto& ranges : by_column_) {
    std::stable_sort(ranges.begin(), ranges.end(),
                     [](const auto* a, const auto* b) { return a->first.row < b->first.row; });
  }
}

const workbook::Range* LedgerMerges::covering(workbook::Address at) const {
  if (at.column >= columns) return nullptr;
  const auto& ranges = by_column_[at.column];
  auto after =
      std::upper_bound(ranges.begin(), ranges.end(), at.row,
                       [](std::uint32_t row, const auto* range) { return row < range->first.row; });
  if (after == ranges.begin()) return nullptr;
  const workbook::Range* const range = *--after;
  return at.row <= range->last.row ? range : nullptr;
}

}  // namespace tongbao::importer

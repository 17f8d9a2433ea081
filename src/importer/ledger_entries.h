// Which row of a ledger speaks of which problem. Internal to the room.
#pragma once
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "importer/ledger_table.h"
#include "importer/report.h"
#include "record/record.h"

namespace tongbao::importer {

// A cell that says something.
struct LedgerPlace {
  const LedgerRow* row = nullptr;
  workbook::Address at;
};

struct LedgerEntry {
  std::string id;  // of the problem
  record::Problem* problem = nullptr;
  bool is_new = false;
  std::size_t ordinal = 0;  // 序号: in the record, or as the ledger numbers a new one; 0: none
  record::Section* section = nullptr;    // that holds it; null: new
  std::string group;                     // what its section is called, or is to be
  std::optional<LedgerPlace> regrouped;  // where a row says another group than the record
  std::vector<const LedgerRow*> rows;
  std::optional<std::size_t> after;  // of a new one: the entry of the row above
};

struct LedgerEntries {
  std::vector<LedgerEntry> list;      // the record's problems in order, then new ones
  std::deque<record::Problem> fresh;  // those that the record does not have yet
};

// By problem id; in a sheet without ids by 序号, as the sheets with ids (else the record) number
// them, as long as the row is about the same: a row that was moved or renumbered is known by its
// words. A problem whose row is gone is a warning (import.missing). Errors: import.duplicateId.
// `record` and `tables` must outlive the result and stay as they are.
[[nodiscard]] Result<LedgerEntries> match_rows(record::Record& record, const LedgerTables& tables,
                                               Report& report);

}  // namespace tongbao::importer

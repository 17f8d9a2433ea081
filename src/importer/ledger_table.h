// The tables of a workbook that came back: rows of problems under headers that are known. Internal
// to the room.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "importer/ledger_columns.h"
#include "importer/ledger_values.h"
#include "importer/report.h"
#include "workbook/workbook.h"

namespace tongbao::importer {

struct LedgerCell {
  const LedgerColumn* column = nullptr;
  CellValue value;
  workbook::Address at;
};

struct LedgerRow {
  const workbook::Sheet* sheet = nullptr;
  std::uint32_t row = 0;
  std::vector<LedgerCell> cells;  // of known columns, empty ones too

  [[nodiscard]] const LedgerCell* find(Meaning meaning) const;  // null: no such column
  // The text under that column, on one line; "" where there is none.
  [[nodiscard]] std::string text(Meaning meaning) const;
};

struct LedgerTable {
  const workbook::Sheet* sheet = nullptr;
  bool has_ids = false;
  bool has_ordinals = false;
  bool has_findings = false;
  std::vector<LedgerRow> rows;  // those that say anything of a problem
};

struct LedgerTables {
  std::vector<LedgerTable> tables;  // in the order of the sheets
  std::string unit;                 // 填报单位, as it stands above a table
  std::optional<Date> date;         // 填报时间
  bool has_measure_rows = false;    // a sheet was passed over since it has a row a measure
  std::deque<std::string> joined;   // texts that went on in a further row
};

// `workbook` must outlive the result. A header that is not known is a warning
// (import.unknownColumn). Errors: import.noTable, import.tooLarge.
[[nodiscard]] Result<LedgerTables> read_tables(const workbook::Workbook& workbook, Report& report);

// Where a cell stands, for diagnostics: 数据!B7.
[[nodiscard]] Place place_of(const workbook::Sheet& sheet, workbook::Address at);

}  // namespace tongbao::importer

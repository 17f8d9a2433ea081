// A ledger of ours that was filled in or changed in a spreadsheet, and came back → a record.
#pragma once
#include <optional>
#include <string_view>

#include "base/result.h"
#include "record/record.h"

namespace tongbao::importer {

// Reads `xlsx` and merges it into `into`, by problem id; nothing of the record is deleted. Columns
// may stand in any order, rows may be added, sheets beside ours are passed over. Without a record,
// the ledger becomes one of its own: the unit (填报单位) from above the table, a title made of it,
// a section for each 反馈方面. Pure; safe to call from any thread.
//
// Each diagnostic has its sheet and cell as place (in Place::file: 数据!B7).
// Errors: those of workbook::read_workbook; import.noTable, import.tooLarge (20,000 rows, 32 MiB of
// text), import.duplicateId, import.noProblem, import.noGroup, import.noUnit; record.*, where the
// record would be none.
// Notes: import.changed (a field, from what to what), import.added (a problem), import.madeId,
// import.madeTitle, import.more.
// Warnings: import.missing (a problem without row: kept), import.unknownColumn, import.badChoice,
// import.badDate, import.conflict (two sheets say different new things: kept), import.notKept,
// import.otherUnit (the ledger is of another unit than the record).
[[nodiscard]] Result<Warned<record::Record>> import_ledger(std::string_view xlsx,
                                                           std::optional<record::Record> into);

}  // namespace tongbao::importer

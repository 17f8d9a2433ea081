// What a ledger that came back says of a problem, written into it. Internal to the room.
#pragma once
#include "importer/ledger_entries.h"
#include "importer/report.h"

namespace tongbao::importer {

// A field is written where a row says something else than the ledger printed of it, so that what a
// ledger only derives never comes back by itself. Of a problem that the record has, each is a note
// (import.changed) with both values. Warnings: import.badDate, import.badChoice, import.conflict
// (rows that say different new things: the field stays), import.notKept (具体表现 of a problem that
// prints otherwise). The group is no field of the problem: what a row says of it becomes the
// entry's, and nothing is moved yet.
void apply_rows(LedgerEntry& entry, bool counts_from_1904, Report& report);

// The note import.changed of one field: by its header, as it was and as it is now.
void say_changed(std::string_view field, const std::string& from, const std::string& to,
                 const std::string& id, const LedgerPlace& place, Report& report);

}  // namespace tongbao::importer

// Where the problems of a ledger that came back stand in the record. Internal to the room.
#pragma once
#include "importer/ledger_entries.h"
#include "importer/report.h"
#include "record/record.h"

namespace tongbao::importer {

// Puts the new ones of `entries` into the sections that they name, after the problem of the row
// above where that is in the same, and moves those whose row names another (import.changed). Where
// the record has no section at all, sections are made of what the rows name, in that order;
// otherwise a name that is none of the record's is a warning (import.badChoice), and the problem
// stays, or stands with the row above. Error: import.noGroup. Pointers of `entries` are invalid
// afterwards.
[[nodiscard]] Diagnostics place_problems(LedgerEntries& entries, record::Record& record,
                                         Report& report);

}  // namespace tongbao::importer

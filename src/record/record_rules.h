// The contract's rules that no single field shows: what a problem needs at least, unique ids,
// references that lead somewhere. Internal to the room.
#pragma once
#include "base/json_pointer.h"
#include "record/read_errors.h"
#include "record/record.h"

namespace tongbao::record {

void check_record(const Record& record, const Pointer& at, ReadErrors& errors);

// The part of it that concerns one problem alone.
void check_problem(const Problem& problem, const Pointer& at, ReadErrors& errors);

void refuse_duplicate(const std::string& id, const Pointer& at, ReadErrors& errors);
void refuse_merging(const std::string& id, const Pointer& at, ReadErrors& errors);

}  // namespace tongbao::record

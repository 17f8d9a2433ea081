// What differs between two reports of the same problem. Internal to the room.
#pragma once
#include <vector>

#include "record/summary.h"

namespace tongbao::record {

// Appends one change for each field that ledgers follow: state, term, deadline, who answers for it,
// and when it was done.
void append_changes(const Problem& before, const Problem& now, std::vector<Change>& changes);

}  // namespace tongbao::record

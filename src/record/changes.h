// What differs between two reports of the same problem. Internal to the room.
#pragma once
#include <string>
#include <vector>

#include "record/summary.h"

namespace tongbao::record {

struct GroupedProblem {
  const Problem& problem;
  const std::string& group;  // derive.h, group_of
};

// Appends one change for each field that a reader of the ledgers sees: state, term, deadline, who
// answers for it, when it was done; its group and texts; its measures, each field of theirs; its
// progress, evidence, outcomes and events. Measures are the same by id, else by place.
void append_changes(const GroupedProblem& before, const GroupedProblem& now,
                    std::vector<Change>& changes);

// 本期新增, with its state.
void append_new(const Problem& problem, std::vector<Change>& changes);

}  // namespace tongbao::record

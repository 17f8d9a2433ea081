// The measures of a problem, as a ledger that came back lists them. Internal to the room.
#pragma once
#include <string>
#include <vector>

#include "record/record.h"

namespace tongbao::importer {

// Makes `texts` the measures (sub-measures among them, in order) of `problem`. Those whose text is
// the same stay as they are, with id, label, department and all; where as many stand between two of
// them as before, their words are new; others are added or left out, and so are their places in the
// printed body.
void set_measures(record::Problem& problem, const std::vector<std::string>& texts);

}  // namespace tongbao::importer

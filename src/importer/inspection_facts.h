// Who inspected whom, when, and who issues the notice: from title, preamble and signature.
#pragma once
#include "importer/report.h"
#include "record/record.h"

namespace tongbao::importer {

// Fills organization, inspection and asOf of `record`, whose title, preamble and signatures are
// read. `preamble_line` is where a doubt is reported.
void find_inspection(record::Record& record, int preamble_line, Report& report);

}  // namespace tongbao::importer

// What stands before the text: number and marks of a formal document, the title, the recipients.
#pragma once
#include <cstddef>
#include <vector>

#include "importer/report.h"
#include "importer/source_lines.h"
#include "record/record.h"

namespace tongbao::importer {

// Fills title, document (marks, number, recipients) of `record` and returns the index of the first
// line of the text. The title stays empty where `lines` open with none.
[[nodiscard]] std::size_t take_front_matter(const std::vector<Line>& lines, record::Record& record,
                                            Report& report);

}  // namespace tongbao::importer

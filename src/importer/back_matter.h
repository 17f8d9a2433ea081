// What stands after the text: attachment note, signatures, date, note, attachments, imprint.
#pragma once
#include <cstddef>
#include <vector>

#include "importer/report.h"
#include "importer/source_lines.h"
#include "record/record.h"

namespace tongbao::importer {

// Fills signatures, date and document (attachments, note, copyTo, printer, printDate) of `record`
// from `lines` at or after `begin`, and returns the index past the last line of the text.
[[nodiscard]] std::size_t take_back_matter(const std::vector<Line>& lines, std::size_t begin,
                                           record::Record& record, Report& report);

}  // namespace tongbao::importer

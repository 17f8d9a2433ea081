// 附件说明 (the note that names attachments, before the signature) and the attachments themselves,
// which stand after the date.
#pragma once
#include <cstddef>
#include <vector>

#include "importer/report.h"
#include "importer/source_lines.h"
#include "record/record.h"

namespace tongbao::importer {

// 附件：… or 附件1：…, which begins the note.
[[nodiscard]] bool starts_attachment_note(Text line);

// Reads the note that ends before `end`, if one begins at or after `begin`; returns the index of
// its first line, else `end`.
[[nodiscard]] std::size_t take_attachment_note(const std::vector<Line>& lines, std::size_t begin,
                                               std::size_t end, record::Record& record);

// The first line of the attachments, each headed by a line 附件 or 附件1; `end` if there are none.
[[nodiscard]] std::size_t find_attachments(const std::vector<Line>& lines, std::size_t begin,
                                           std::size_t end);

// Reads the attachments that `begin` heads. The note, if any, was read before.
void take_attachments(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
                      record::Record& record, Report& report);

}  // namespace tongbao::importer

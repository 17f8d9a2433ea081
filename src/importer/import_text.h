// The plain text of a published notice → a record. Corrects nothing: every character of the source
// but white space and leftover markup is in the record, in order.
#pragma once
#include <string_view>

#include "base/result.h"
#include "record/record.h"

namespace tongbao::importer {

// Every joined paragraph, dropped blank and dropped mark is a note with its line, and what the
// importer was unsure of is a warning. Pure; time grows with the length of the text; safe to call
// from any thread.
//
// Errors: import.empty, import.utf8 (line and column), import.noTitle (line), import.tooLarge (more
// than 8 MiB, 400,000 lines, or 200,000 paragraphs or measures).
// Notes: import.joined, import.unwrapped (a text wrapped at a fixed width), import.titleBreak (a
// gap in the title read as a line break), import.droppedSpace, import.droppedIndent,
// import.droppedMark, import.more.
// Warnings: import.afterDate, import.assumedYear, import.attachmentNumber, import.attachmentTitle,
// import.badDate, import.dateForm, import.droppedPageNumber, import.emptySection,
// import.joinedNumber, import.longHeading, import.noDate, import.noInspection, import.noIssuer,
// import.noSections, import.noSignature, import.numberAlone, import.numberingGap,
// import.pageFurniture, import.uncertainHeading, import.uncertainLevel, import.uncertainRole,
// import.uncertainSignature, import.uncertainTitle, import.uncertainTitleKind,
// import.unfinishedParagraph.
//
// Not kept as they stand, each with its warning: page numbers between dashes, and a date that is
// not written as GB/T 9704 has it.
[[nodiscard]] Result<Warned<record::Record>> import_text(std::string_view text);

}  // namespace tongbao::importer

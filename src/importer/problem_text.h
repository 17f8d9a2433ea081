// The paragraphs of a problem → its printed body and its measures.
#pragma once
#include <string>
#include <vector>

#include "importer/outline.h"
#include "record/record.h"

namespace tongbao::importer {

// A printed paragraph without references.
[[nodiscard]] record::Paragraph plain_paragraph(Text text);

// Fills body and measures of `problem` from what stands below `entry`'s heading: its run-in text,
// its paragraphs, and the entries that it encloses, as paragraphs with their numbers. Measures
// begin at 一是, 二是…, ①, and （1） where that is the number of a paragraph; what stands before
// the first stays text. Paragraphs that state the problem are not split.
void fill_problem(const Outline& outline, const Entry& entry, record::Problem& problem,
                  Report& report);

}  // namespace tongbao::importer

// The fourth step: outline and roles → the record's sections and problems.
#pragma once
#include <vector>

#include "importer/outline.h"
#include "record/record.h"

namespace tongbao::importer {

// Fills preamble, sections (with problems p1, p2…), numbering and closing of `record`.
// In rectification parts items (1. or （1）) are problems, and a group without items is one problem
// without number and title; groups that all have their text run in are problems themselves, with
// their numbers. In other parts every entry is a section. Items without any part stand in a section
// without number and heading.
// Returns the line that each problem begins in, in the order of the problems.
[[nodiscard]] std::vector<int> fill_sections(const Outline& outline,
                                             const std::vector<record::SectionRole>& roles,
                                             record::Record& record, Report& report);

// Decides whether problems count through the record, then drops every label that is what the
// template would print by itself. `problem_lines` as fill_sections gave them.
void settle_numbers(record::Record& record, const std::vector<int>& problem_lines, Report& report);

}  // namespace tongbao::importer

// The second step: lines → paragraphs, joined again where page or line breaks cut them.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "importer/markers.h"
#include "importer/report.h"
#include "importer/source_lines.h"

namespace tongbao::importer {

struct SourceParagraph {
  std::u32string text;
  int line = 0;                  // where it begins
  std::optional<Marker> marker;  // the number it begins with
};

// Joins `lines` from `begin` to `end`. A paragraph goes on in the next line unless it ends in
// 。！？：； (or a closing mark after one), is a heading, or the next line begins with a number,
// with contact data or the like. Whether an unfinished numbered paragraph is a heading or was cut
// is judged by its marks, its ending, its length, and what headings of its level look like in its
// part. `full_width` (0: none) is the width in columns that the source is wrapped at. Every join
// is a note.
[[nodiscard]] std::vector<SourceParagraph> join_paragraphs(const std::vector<Line>& lines,
                                                           std::size_t begin, std::size_t end,
                                                           std::size_t full_width, Report& report);

}  // namespace tongbao::importer

// Which lines begin with a number, judged over the whole text, and how headings of each level look.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "importer/markers.h"
#include "importer/report.h"
#include "importer/source_lines.h"

namespace tongbao::importer {

// One entry for each of `lines` from `begin` to `end`: its number, or nothing. A 3、 that goes on
// where 二、 stood, among items that are written 1. , is a part (with a warning). A number above
// 999 counts only in sequence.
[[nodiscard]] std::vector<std::optional<Marker>> number_lines(const std::vector<Line>& lines,
                                                              std::size_t begin, std::size_t end,
                                                              Report& report);

// For each numbered line: whether the lines of its style in its part nearly all hold a whole
// sentence, so that one that does not was cut.
[[nodiscard]] std::vector<bool> expect_sentences(const std::vector<Line>& lines, std::size_t begin,
                                                 const std::vector<std::optional<Marker>>& markers);

}  // namespace tongbao::importer

// The first step: bytes → lines of clean text with their numbers.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "importer/characters.h"
#include "importer/report.h"

namespace tongbao::importer {

// A line that holds something, without markup, without the blanks around it and without those
// that touch Han; one blank stays between Latin runs.
struct Line {
  std::u32string text;
  int number = 0;                 // in the source, from 1
  std::vector<std::size_t> gaps;  // offsets in `text` where blanks were dropped
  std::size_t indent = 0;         // columns of blanks that led it
  bool after_blank = false;       // an empty line, or none at all, stands before it
};

// Every dropped blank or mark is a note. Errors: import.tooLarge, import.utf8 (line and column),
// import.empty.
[[nodiscard]] Result<std::vector<Line>> read_lines(std::string_view text, Report& report);

// True where the text is wrapped at a fixed width (a paragraph over several lines), as pdftotext
// and mails have it, not one paragraph a line. `full_width` is then that width in columns.
[[nodiscard]] bool is_wrapped(const std::vector<Line>& lines, std::size_t& full_width);

}  // namespace tongbao::importer

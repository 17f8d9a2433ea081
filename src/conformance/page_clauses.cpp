// GB/T 9704-2012, 5: paper, type area, faces, lines and columns, colour.
#include <algorithm>
#include <cmath>
#include <map>

#include "conformance/clauses.h"
#include "conformance/parts.h"

namespace tongbao::conformance {

namespace {

using content::Page;

// 3号仿宋 wherever the standard does not say otherwise.
bool is_ordinary(Part part) {
  switch (part) {
    case Part::number:
    case Part::recipients:
    case Part::body:
    case Part::attachment_list:
    case Part::signature:
    case Part::date:
    case Part::note:
    case Part::attachment_body:
      return true;
    default:
      return false;
  }
}

bool is_size_3(Part part) {
  return is_ordinary(part) || part == Part::serial || part == Part::classification ||
         part == Part::urgency || part == Part::signers || part == Part::attachment_label;
}

bool fills_lines(const MeasuredPages& pages, const TextLine& line) {
  const content::Paragraph* paragraph = pages.paragraph_of(line);
  return paragraph != nullptr &&
         pages.notice.styles.at(paragraph->style).align == content::Align::justify &&
         !pages.document.pages[line.page].turned;
}

// A line that goes on in the next one of its paragraph, and that one.
template <class Visit>
void for_full_lines(const MeasuredPages& pages, Visit visit) {
  const auto lines = pages.text_lines();
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (goes_on(*lines[i], *lines[i + 1]) && fills_lines(pages, *lines[i])) {
      visit(*lines[i], *lines[i + 1]);
    }
  }
}

bool is_full_width(char32_t c) {
  return (c >= 0x3001 && c <= 0x303F) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xFF01 && c <= 0xFF60) || c == U'“' || c == U'”' || c == U'‘' || c == U'’' ||
         c == U'—' || c == U'…';
}

// The number of characters that most full lines have which begin at the left edge and hold nothing
// half-width.
void take_characters_of_a_line(const MeasuredPages& pages, Findings& findings) {
  std::map<std::size_t, std::size_t> lines_by_count;
  for_full_lines(pages, [&](const TextLine& line, const TextLine&) {
    const bool whole = std::abs(line.left() - type_left) < 0.5 &&
                       std::all_of(line.text.begin(), line.text.end(), is_full_width);
    if (whole) ++lines_by_count[line.characters.size()];
  });
  if (lines_by_count.empty()) return;
  const auto most =
      std::max_element(lines_by_count.begin(), lines_by_count.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  findings.take({"charactersOfMostFullLines", "characters", exactly(28, 0)},
                static_cast<double>(most->first), 0);
}

void take_lines_of_pages(const MeasuredPages& pages, Findings& findings) {
  std::vector<std::size_t> rows(pages.document.pages.size());
  const TextLine* last = nullptr;
  for (const TextLine* line : pages.text_lines()) {
    const bool beside = last != nullptr && last->page == line->page &&
                        std::abs(last->baseline - line->baseline) < 0.01;
    if (!beside) ++rows[line->page];
    last = line;
  }
  for (std::size_t page = 0; page < rows.size(); ++page) {
    if (rows[page] == 0 || pages.document.pages[page].turned) continue;
    findings.take({"linesOfPage", "lines", at_most(22)}, static_cast<double>(rows[page]), page);
  }
}

bool stands_in_type_area(Part part) {
  return part != Part::page_number && part != Part::mark;
}

}  // namespace

void check_paper(const MeasuredPages& pages, Findings& findings) {
  for (std::size_t i = 0; i < pages.document.pages.size(); ++i) {
    const Page& page = pages.document.pages[i];
    const Pt width = page.turned ? page.height : page.width;
    const Pt height = page.turned ? page.width : page.height;
    findings.take({"paperWidth", "mm", exactly(210, 0.1)}, width.value / mm, i);
    findings.take({"paperHeight", "mm", exactly(297, 0.1)}, height.value / mm, i);
  }
}

void check_type_area(const MeasuredPages& pages, Findings& findings) {
  for_full_lines(pages, [&](const TextLine& line, const TextLine& next) {
    // A label and its text hang: only what begins at the edge shows where the edge is.
    const content::Paragraph* paragraph = pages.paragraph_of(next);
    const bool hangs = paragraph->label_spans > 0;
    if (hangs || pages.document.pages[next.page].turned) return;
    findings.take({"leftMargin", "mm", exactly(28, 1)}, next.left() / mm, next);
    findings.take({"typeWidth", "mm", exactly(156, 0.1)}, (line.right() - next.left()) / mm, next);
  });
  std::vector<double> top(pages.document.pages.size(), paper_height);
  std::vector<double> foot(pages.document.pages.size(), 0);
  std::vector<bool> runs_on(pages.document.pages.size());
  const TextLine* last = nullptr;
  for (const TextLine& line : pages.lines) {
    if (!stands_in_type_area(line.part) || pages.document.pages[line.page].turned) continue;
    top[line.page] = std::min(top[line.page], line.slot_top());
    foot[line.page] = std::max(foot[line.page], line.em_bottom());
    const bool table = line.part == Part::table || line.part == Part::table_again;
    const bool begins_page = last == nullptr || last->page != line.page;
    if (begins_page && last != nullptr && !table && goes_on(*last, line)) runs_on[line.page] = true;
    last = &line;
  }
  for (std::size_t page = 0; page < top.size(); ++page) {
    if (foot[page] == 0) continue;
    // Text that runs on from the page before begins on the first line.
    const Bound bound = runs_on[page] ? exactly(37, 1) : at_least(36);
    findings.take({"topMargin", "mm", bound}, top[page] / mm, page);
    findings.take({"bottomMargin", "mm", at_least(34)}, (paper_height - foot[page]) / mm, page);
  }
}

void check_face_and_size(const MeasuredPages& pages, Findings& findings) {
  for (const TextLine& line : pages.lines) {
    if (is_size_3(line.part)) {
      for (const Character& character : line.characters) {
        if (character.size == line.size) continue;
        findings.take({"size", "pt", exactly(16, 0.01)}, character.size, line);
      }
      findings.take({"size", "pt", exactly(16, 0.01)}, line.size, line);
    }
    const bool headings = line.part == Part::body || line.part == Part::attachment_body;
    if (!is_ordinary(line.part)) continue;
    TextLine ordinary = line;
    // Signers stand beside it, in a face of their own.
    if (const Found number = find_number(line.text); number && line.part == Part::number) {
      ordinary = line.piece(number.begin, number.end);
    }
    if (headings) {
      std::erase_if(ordinary.characters, [](const Character& c) { return c.heading; });
    }
    findings.take({"charactersNotInFangsong", "count", at_most(0)},
                  static_cast<double>(pages.in_other_faces(ordinary, "fangsong")), line);
  }
}

void check_lines_and_rows(const MeasuredPages& pages, Findings& findings) {
  const Measure distance{"lineDistance", "pt", exactly(line_pitch, 0.05)};
  for_full_lines(pages, [&](const TextLine& line, const TextLine& next) {
    if (line.page == next.page) findings.take(distance, next.baseline - line.baseline, next);
    const content::Paragraph* paragraph = pages.paragraph_of(line);
    const double indent = pages.notice.styles.at(paragraph->style).end_indent * cell;
    findings.take({"lineEndFromRightEdge", "pt", exactly(0, 0.1)},
                  line.right() - (type_right - indent), line);
    findings.take({"inkBeyondRightEdge", "pt", at_most(0.5)}, line.ink_right() - type_right, line);
  });
  take_lines_of_pages(pages, findings);
  take_characters_of_a_line(pages, findings);
}

void check_colour(const MeasuredPages& pages, Findings& findings) {
  for (const TextLine& line : pages.lines) {
    if (line.part == Part::mark) continue;
    const auto coloured = std::count_if(line.characters.begin(), line.characters.end(),
                                        [](const Character& c) { return !is_black(c.colour); });
    findings.take({"charactersNotBlack", "count", at_most(0)}, static_cast<double>(coloured), line);
  }
}

}  // namespace tongbao::conformance

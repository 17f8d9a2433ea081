// Lines and what stays together: GB/T 15834-2011, 5.1, and W3C clreq.
#include <algorithm>
#include <string_view>

#include "base/utf8.h"
#include "conformance/clauses.h"
#include "conformance/parts.h"

namespace tongbao::conformance {

namespace {

constexpr std::u32string_view not_at_start = U"、，。：；！？．”’）》〉〕】」』］｝·・/／";
constexpr std::u32string_view not_at_end = U"“‘（《〈〔【「『［｛/／";
constexpr std::u32string_view double_marks = U"—…";

bool one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

template <class Visit>
void for_lines(const MeasuredPages& pages, Visit visit) {
  for (const TextLine& line : pages.lines) {
    if (line.part != Part::page_number) visit(line);
  }
}

// Paragraphs of the document from the first line to the last; signatures, heads and marks have no
// paragraphs.
std::vector<std::vector<const TextLine*>> paragraphs_of(const MeasuredPages& pages) {
  std::vector<std::vector<const TextLine*>> paragraphs;
  const TextLine* last = nullptr;
  for (const TextLine* line : pages.text_lines()) {
    const bool is_text = pages.paragraph_of(*line) != nullptr && line->part != Part::title;
    if (is_text && last != nullptr && goes_on(*last, *line)) {
      paragraphs.back().push_back(line);
    } else if (is_text) {
      paragraphs.push_back({line});
    }
    last = line;
  }
  return paragraphs;
}

bool is_whole_heading(const std::vector<const TextLine*>& paragraph) {
  return std::all_of(paragraph.begin(), paragraph.end(), [](const TextLine* line) {
    return std::all_of(line->characters.begin(), line->characters.end(),
                       [](const Character& c) { return c.heading; });
  });
}

std::size_t lines_below(const MeasuredPages& pages, const TextLine& line) {
  return static_cast<std::size_t>(
      std::count_if(pages.lines.begin(), pages.lines.end(), [&](const TextLine& each) {
        return each.page == line.page && each.part != Part::page_number &&
               each.part != Part::imprint && each.baseline > line.baseline + 0.01;
      }));
}

}  // namespace

void check_line_starts(const MeasuredPages& pages, Findings& findings) {
  for_lines(pages, [&](const TextLine& line) {
    findings.take({"forbiddenAtLineStart", "count", at_most(0)},
                  one_of(line.text.front(), not_at_start) ? 1 : 0, line);
  });
}

void check_line_ends(const MeasuredPages& pages, Findings& findings) {
  for_lines(pages, [&](const TextLine& line) {
    findings.take({"forbiddenAtLineEnd", "count", at_most(0)},
                  one_of(line.text.back(), not_at_end) ? 1 : 0, line);
  });
}

void check_double_marks(const MeasuredPages& pages, Findings& findings) {
  const auto lines = pages.text_lines();
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (!goes_on(*lines[i], *lines[i + 1])) continue;
    const char32_t last = lines[i]->text.back();
    // An even number of them before the line's end are whole marks.
    std::size_t count = 0;
    for (auto c = lines[i]->text.rbegin(); c != lines[i]->text.rend() && *c == last; ++c) ++count;
    const bool torn =
        one_of(last, double_marks) && lines[i + 1]->text.front() == last && count % 2 == 1;
    findings.take({"tornAtLineEnd", "count", at_most(0)}, torn ? 1 : 0, *lines[i]);
  }
}

void check_last_lines(const MeasuredPages& pages, Findings& findings) {
  for (const auto& paragraph : paragraphs_of(pages)) {
    if (paragraph.size() < 2) continue;
    const TextLine& last = *paragraph.back();
    const auto han = std::count_if(last.text.begin(), last.text.end(), is_han);
    const auto western = std::count_if(last.text.begin(), last.text.end(),
                                       [](char32_t c) { return c > U' ' && c < 0x80; });
    // A number or an address is no lonely character either.
    findings.take({"charactersOfLastLine", "characters", at_least(2)},
                  static_cast<double>(han + western), last);
  }
}

void check_single_lines(const MeasuredPages& pages, Findings& findings) {
  for (const auto& paragraph : paragraphs_of(pages)) {
    if (paragraph.size() < 2) continue;
    for (std::size_t i = 0; i + 1 < paragraph.size(); ++i) {
      if (paragraph[i]->page == paragraph[i + 1]->page) continue;
      findings.take({"aloneAtFootOfPage", "count", at_most(0)}, i == 0 ? 1 : 0, *paragraph[i]);
      findings.take({"aloneAtTopOfPage", "count", at_most(0)}, i + 2 == paragraph.size() ? 1 : 0,
                    *paragraph[i + 1]);
    }
  }
}

void check_headings_kept(const MeasuredPages& pages, Findings& findings) {
  const auto paragraphs = paragraphs_of(pages);
  for (std::size_t i = 0; i + 1 < paragraphs.size(); ++i) {
    if (!is_whole_heading(paragraphs[i])) continue;
    findings.demand("headingOnOnePage", paragraphs[i].front()->page == paragraphs[i].back()->page,
                    *paragraphs[i].front());
    // Two lines, or all there are.
    const auto& next = paragraphs[i + 1];
    const bool ends_with_one = i + 2 == paragraphs.size() && next.size() == 1;
    findings.take({"linesBelowHeading", "lines", at_least(ends_with_one ? 1 : 2)},
                  static_cast<double>(lines_below(pages, *paragraphs[i].back())),
                  *paragraphs[i].back());
  }
}

}  // namespace tongbao::conformance

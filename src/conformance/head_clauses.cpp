// GB/T 9704-2012, 7.2: the head (版头).
#include <algorithm>
#include <optional>

#include "conformance/clauses.h"
#include "conformance/parts.h"

namespace tongbao::conformance {

namespace {

// Where the standard counts empty lines from something that is off the grid, the text stands on the
// nearest line of the grid.
const Bound two_lines_to_the_grid = between(1.45, 2.55);

double characters_from_left(const TextLine& line) {
  return (line.left() - type_left) / cell;
}

// On which line of the type area, from 1.
double line_number(const TextLine& line) {
  return (line.slot_top() - type_top) / line_pitch + 1;
}

const TextLine* first_of(const MeasuredPages& pages, Part part) {
  const auto lines = pages.of(part);
  return lines.empty() ? nullptr : lines.front();
}

void take_left_edge(const TextLine& line, Findings& findings) {
  findings.take({"fromLeftEdge", "mm", exactly(0, 0.1)}, (line.left() - type_left) / mm, line);
}

void take_place(const TextLine& line, const TextLine* above, Form form, Findings& findings) {
  take_left_edge(line, findings);
  if (above != nullptr) {
    findings.take({"emptyLinesAbove", "lines", exactly(0, 0.05)}, empty_lines(*above, line), line);
  } else if (form == Form::formal) {
    findings.take({"lineOfTypeArea", "lines", between(0.95, 2.05)}, line_number(line), line);
  }
}

void take_bold_face(const MeasuredPages& pages, const TextLine& line, Findings& findings) {
  findings.take({"charactersNotInHeiti", "count", at_most(0)},
                static_cast<double>(pages.in_other_faces(line, "heiti")), line);
  findings.take({"size", "pt", exactly(16, 0.01)}, line.size, line);
}

struct Box {
  double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;

  void add(const TextLine& line) {
    left = std::min(left, line.ink_left());
    right = std::max(right, line.ink_right());
    top = std::min(top, line.ink_top());
    bottom = std::max(bottom, line.ink_bottom());
  }
  [[nodiscard]] double middle() const { return (top + bottom) / 2; }
};

bool is_well_formed(std::u32string_view number) {
  const std::size_t open = number.find(U'〔');
  const std::size_t close = number.find(U'〕');
  const auto digits = [](std::u32string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
  };
  const std::u32string_view year = number.substr(open + 1, close - open - 1);
  const std::u32string_view serial = number.substr(close + 1, number.size() - close - 2);
  return open > 0 && year.size() == 4 && digits(year) && digits(serial) && serial.front() != U'0';
}

double foot_of_mark(const std::vector<const TextLine*>& lines) {
  double foot = 0;
  for (const TextLine* line : lines) foot = std::max(foot, line->em_bottom());
  return foot;
}

// The number itself, without a signer on its line.
std::optional<TextLine> number_of(const MeasuredPages& pages) {
  const TextLine* line = first_of(pages, Part::number);
  if (line == nullptr) return std::nullopt;
  const Found found = find_number(line->text);
  return line->piece(found.begin, found.end);
}

const content::Rule* red_rule(const MeasuredPages& pages) {
  if (pages.document.pages.empty()) return nullptr;
  const auto& rules = pages.document.pages.front().rules;
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [](const content::Rule& rule) { return is_red(rule.colour); });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace

void check_serial(const MeasuredPages& pages, Findings& findings) {
  for (const TextLine* line : pages.of(Part::serial)) {
    const bool six_digits =
        line->text.size() == 6 && std::all_of(line->text.begin(), line->text.end(),
                                              [](char32_t c) { return c >= U'0' && c <= U'9'; });
    findings.demand("sixDigits", six_digits, *line);
    findings.take({"size", "pt", exactly(16, 0.01)}, line->size, *line);
    take_left_edge(*line, findings);
    if (pages.form == Form::formal) {
      findings.take({"lineOfTypeArea", "lines", exactly(1, 0.05)}, line_number(*line), *line);
    }
  }
}

void check_classification(const MeasuredPages& pages, Findings& findings) {
  const TextLine* line = first_of(pages, Part::classification);
  if (line == nullptr) return;
  take_bold_face(pages, *line, findings);
  take_place(*line, first_of(pages, Part::serial), pages.form, findings);
}

void check_urgency(const MeasuredPages& pages, Findings& findings) {
  const TextLine* line = first_of(pages, Part::urgency);
  if (line == nullptr) return;
  take_bold_face(pages, *line, findings);
  const TextLine* above = first_of(pages, Part::classification);
  if (above == nullptr) above = first_of(pages, Part::serial);
  take_place(*line, above, pages.form, findings);
}

void check_mark(const MeasuredPages& pages, Findings& findings) {
  const auto lines = pages.of(Part::mark);
  if (lines.empty()) return;
  Box mark, names;
  const TextLine* beside = nullptr;
  for (const TextLine* line : lines) {
    const auto black = std::count_if(line->characters.begin(), line->characters.end(),
                                     [](const Character& c) { return !is_red(c.colour); });
    findings.take({"charactersNotRed", "count", at_most(0)}, static_cast<double>(black), *line);
    findings.take({"charactersNotInXiaobiaosong", "count", at_most(0)},
                  static_cast<double>(pages.in_other_faces(*line, "xiaobiaosong")), *line);
    mark.add(*line);
    const bool is_beside = lines.size() > 1 && line == lines.back() && line->text == U"文件";
    if (is_beside) beside = line;
    if (!is_beside) names.add(*line);
  }
  const TextLine& first = *lines.front();
  if (pages.form == Form::formal) {
    findings.take({"topBelowTypeArea", "mm", exactly(35, 0.5)}, (mark.top - type_top) / mm, first);
  }
  findings.take({"offCentre", "mm", exactly(0, 1)},
                ((mark.left + mark.right) - (type_left + type_right)) / 2 / mm, first);
  findings.take({"width", "mm", at_most(156.1)}, (mark.right - mark.left) / mm, first);
  if (beside == nullptr) return;
  Box word;
  word.add(*beside);
  findings.take({"wordBesideOffMiddle", "mm", exactly(0, 1)}, (word.middle() - names.middle()) / mm,
                *beside);
  findings.demand("wordRightOfNames", word.left >= names.right, *beside);
}

void check_number(const MeasuredPages& pages, Findings& findings) {
  const auto number = number_of(pages);
  if (!number) return;
  findings.demand("yearInBracketsAndPlainNumber", is_well_formed(number->text), *number);
  findings.demand("withoutOrdinal", number->text.find(U'第') == std::u32string::npos, *number);
  if (pages.form == Form::letter) return;  // 10.1 has another place for it
  const auto marks = pages.of(Part::mark);
  const bool signed_beside =
      !pages.of(Part::signers).empty() ||
      first_of(pages, Part::number)->text.find(U"签发人") != std::u32string::npos;
  if (signed_beside) {
    findings.take({"charactersFromLeft", "characters", exactly(1, 0.05)},
                  characters_from_left(*number), *number);
  } else {
    findings.take({"offCentre", "mm", exactly(0, 0.5)},
                  (number->left() + number->right() - type_left - type_right) / 2 / mm, *number);
  }
  if (marks.empty() || signed_beside) return;
  findings.take({"emptyLinesBelowMark", "lines", two_lines_to_the_grid},
                (number->slot_top() - foot_of_mark(marks)) / line_pitch, *number);
}

void check_signers(const MeasuredPages& pages, Findings& findings) {
  std::vector<const TextLine*> lines;
  for (const TextLine& line : pages.lines) {
    const Found number = find_number(line.text);
    const bool beside_number = line.part == Part::number && number.end < line.text.size();
    if (line.part == Part::signers || beside_number) lines.push_back(&line);
  }
  if (lines.empty()) return;
  std::optional<double> first_name;
  for (const TextLine* line : lines) {
    const Found number = find_number(line->text);
    const std::size_t label = line->text.find(U"签发人");
    const bool has_label = label != std::u32string::npos;
    const std::size_t colon = has_label ? label + 3 : 0;
    if (has_label) {
      const bool closed = colon < line->text.size() && line->text[colon] == U'：';
      findings.demand("labelEndsWithColon", closed, *line);
      findings.take(
          {"labelNotInFangsong", "count", at_most(0)},
          static_cast<double>(pages.in_other_faces(line->piece(label, colon), "fangsong")), *line);
    }
    const std::size_t begin =
        std::min(line->characters.size() - 1, has_label ? colon + 1 : (number ? number.end : 0));
    const TextLine names = line->piece(begin, line->characters.size());
    findings.take({"namesNotInKaiti", "count", at_most(0)},
                  static_cast<double>(pages.in_other_faces(names, "kaiti")), *line);
    findings.take({"charactersFromRight", "characters", at_least(0.95)},
                  (type_right - names.right()) / cell, *line);
    if (!first_name) first_name = names.left();
    findings.take({"nameFromFirstName", "mm", exactly(0, 0.1)}, (names.left() - *first_name) / mm,
                  *line);
  }
  const auto marks = pages.of(Part::mark);
  if (marks.empty()) return;
  findings.take({"emptyLinesBelowMark", "lines", two_lines_to_the_grid},
                (lines.front()->slot_top() - foot_of_mark(marks)) / line_pitch, *lines.front());
}

void check_red_rule(const MeasuredPages& pages, Findings& findings) {
  if (pages.form != Form::formal) return;
  const content::Rule* rule = red_rule(pages);
  findings.demand("redRule", rule != nullptr, std::size_t{0});
  if (rule == nullptr) return;
  const Measure width{"width", "mm", exactly(156, 0.1)};
  findings.take(width, rule->width.value / mm, 0);
  findings.take({"fromLeftEdge", "mm", exactly(0, 0.1)}, (rule->x.value - type_left) / mm, 0);
  findings.take({"thickness", "mm", between(0.34, 0.51)}, rule->height.value / mm, 0);
  if (const TextLine* number = first_of(pages, Part::number)) {
    findings.take({"belowNumber", "mm", exactly(4, 0.5)},
                  (rule->y.value - number->em_bottom()) / mm, *number);
  }
}

}  // namespace tongbao::conformance

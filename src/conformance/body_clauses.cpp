// GB/T 9704-2012, 7.3.1 to 7.3.4, 7.3.6 and 7.3.7: title, recipients, body, attachments.
#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.h"
#include "conformance/clauses.h"
#include "conformance/parts.h"

namespace tongbao::conformance {

namespace {

constexpr std::u32string_view closing_marks = U"。，、；：！？.,;:";

double off_centre(const TextLine& line) {
  return (line.left() + line.right() - type_left - type_right) / 2 / mm;
}

double characters_from_left(const TextLine& line) {
  return (line.left() - type_left) / cell;
}

// The line of text before `line` on its page; null where it is the first.
const TextLine* line_above(const MeasuredPages& pages, const TextLine& line) {
  const TextLine* above = nullptr;
  for (const TextLine* each : pages.text_lines()) {
    if (each == &line) break;
    if (each->page == line.page && each->baseline < line.baseline - 0.01) above = each;
  }
  return above;
}

// Paragraphs of one part, each as its lines.
std::vector<std::vector<const TextLine*>> paragraphs_of(const MeasuredPages& pages, Part part) {
  std::vector<std::vector<const TextLine*>> paragraphs;
  for (const TextLine* line : pages.of(part)) {
    const bool same = !paragraphs.empty() && paragraphs.back().back()->block == line->block;
    if (!same) paragraphs.emplace_back();
    paragraphs.back().push_back(line);
  }
  return paragraphs;
}

// Where two neighbours are wider: a title that is neither trapezoid nor diamond.
std::size_t waists(const std::vector<const TextLine*>& lines) {
  std::size_t count = 0;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    const double tolerance = lines[i]->size / 2;
    if (lines[i]->width() < lines[i - 1]->width() - tolerance &&
        lines[i]->width() < lines[i + 1]->width() - tolerance) {
      ++count;
    }
  }
  return count;
}

std::size_t skip(std::u32string_view text, std::size_t begin, std::u32string_view set) {
  while (begin < text.size() && set.find(text[begin]) != std::u32string_view::npos) ++begin;
  return begin;
}

// The level that a heading's number shows (7.3.3): 一、 （一） 1. （1）; 0: none.
int level_of(std::u32string_view text) {
  constexpr std::u32string_view numerals = U"〇零一二三四五六七八九十百";
  constexpr std::u32string_view digits = U"0123456789";
  const bool bracketed = text.starts_with(U'（');
  const std::size_t begin = bracketed ? 1 : 0;
  const std::size_t after_han = skip(text, begin, numerals);
  const std::size_t after_digits = skip(text, begin, digits);
  const auto at = [&](std::size_t i) { return i < text.size() ? text[i] : U'\0'; };
  if (bracketed && after_han > begin && at(after_han) == U'）') return 2;
  if (bracketed && after_digits > begin && at(after_digits) == U'）') return 4;
  if (!bracketed && after_han > begin && at(after_han) == U'、') return 1;
  const char32_t stop = at(after_digits);
  if (!bracketed && after_digits > begin && (stop == U'.' || stop == U'．')) return 3;
  return 0;
}

std::string_view role_of_level(int level) {
  constexpr std::array<std::string_view, 5> roles{"fangsong", "heiti", "kaiti", "fangsong",
                                                  "fangsong"};
  return roles.at(static_cast<std::size_t>(level));
}

// Headings' characters, in the face of the level that their number shows.
void take_headings(const MeasuredPages& pages, Findings& findings) {
  int level = 0;
  const TextLine* last = nullptr;
  for (const TextLine* line : pages.text_lines()) {
    const bool may = line->part == Part::body || line->part == Part::attachment_body;
    TextLine heading = *line;
    std::erase_if(heading.characters, [](const Character& c) { return !c.heading; });
    const bool begins = last == nullptr || !goes_on(*last, *line);
    last = line;
    if (!may || heading.characters.empty()) continue;
    if (begins) level = level_of(line->text);
    if (level == 0) continue;
    const std::size_t other = pages.in_other_faces(heading, role_of_level(level));
    findings.take({"headingCharactersInOtherFaces", "count", at_most(0)},
                  static_cast<double>(other), *line);
  }
}

// On which line of its page's type area, from 1.
double line_of(const TextLine& line, const TypeArea& area) {
  return (line.middle() - area.top) / area.pitch + 0.5;
}

std::string digits_of_label(const TextLine& line) {
  return to_utf8(std::u32string_view(line.text).substr(2));
}

// Where the words of an attachment's name begin: behind 附件： and the number.
std::size_t name_begin(std::u32string_view text) {
  std::size_t begin = 0;
  if (text.starts_with(U"附件")) begin = skip(text, 2, U"：: ");
  const std::size_t after = skip(text, begin, U"0123456789");
  if (after > begin && after < text.size()) begin = skip(text, after, U".． ");
  return begin;
}

}  // namespace

void check_title(const MeasuredPages& pages, Findings& findings) {
  const auto lines = pages.of(Part::title);
  if (lines.empty()) return;
  for (const TextLine* line : lines) {
    findings.take({"size", "pt", exactly(22, 0.01)}, line->size, *line);
    findings.take({"charactersNotInXiaobiaosong", "count", at_most(0)},
                  static_cast<double>(pages.in_other_faces(*line, "xiaobiaosong")), *line);
    // A mark at its end counts into the line's width but not into what is seen of it.
    findings.take({"offCentre", "mm", exactly(0, 0.5)}, off_centre(*line), *line);
    findings.take({"width", "mm", at_most(156.1)}, line->width() / mm, *line);
  }
  findings.take({"waists", "count", at_most(0)}, static_cast<double>(waists(lines)),
                *lines.front());
  const TextLine& first = *lines.front();
  if (pages.form == Form::plain) return;
  double above = 0;
  for (const content::Rule& rule : pages.document.pages[first.page].rules) {
    if (rule.y.value < first.em_top()) above = std::max(above, (rule.y + rule.height).value);
  }
  if (const TextLine* line = line_above(pages, first)) above = std::max(above, line->slot_bottom());
  if (above == 0) return;
  findings.take({"emptyLinesAbove", "lines", between(1.45, 2.55)},
                (first.slot_top() - above) / line_pitch, first);
}

void check_recipients(const MeasuredPages& pages, Findings& findings) {
  const auto lines = pages.of(Part::recipients);
  if (lines.empty()) return;
  for (const TextLine* line : lines) {
    findings.take({"fromLeftEdge", "mm", exactly(0, 0.1)}, (line->left() - type_left) / mm, *line);
  }
  findings.demand("endsWithColon", lines.back()->text.back() == U'：', *lines.back());
  const auto titles = pages.of(Part::title);
  if (titles.empty() || titles.back()->page != lines.front()->page) return;
  findings.take({"emptyLinesBelowTitle", "lines", exactly(1, 0.05)},
                empty_lines(*titles.back(), *lines.front()), *lines.front());
}

void check_body(const MeasuredPages& pages, Findings& findings) {
  const auto body = paragraphs_of(pages, Part::body);
  if (body.empty()) return;
  const auto on_first = std::count_if(pages.lines.begin(), pages.lines.end(), [](const auto& line) {
    return line.part == Part::body && line.page == 0;
  });
  findings.take({"bodyLinesOnFirstPage", "lines", at_least(1)}, static_cast<double>(on_first), 0);
  for (const auto& paragraph : body) {
    findings.take({"firstLineIndent", "characters", exactly(2, 0.05)},
                  characters_from_left(*paragraph.front()), *paragraph.front());
    for (std::size_t i = 1; i < paragraph.size(); ++i) {
      findings.take({"furtherLinesFromLeftEdge", "mm", exactly(0, 0.1)},
                    (paragraph[i]->left() - type_left) / mm, *paragraph[i]);
    }
  }
  take_headings(pages, findings);
  const auto recipients = pages.of(Part::recipients);
  const TextLine& first = *body.front().front();
  if (recipients.empty() || recipients.back()->page != first.page) return;
  findings.take({"emptyLinesBelowRecipients", "lines", exactly(0, 0.05)},
                empty_lines(*recipients.back(), first), first);
}

void check_attachment_list(const MeasuredPages& pages, Findings& findings) {
  const auto items = paragraphs_of(pages, Part::attachment_list);
  if (items.empty()) return;
  const TextLine& first = *items.front().front();
  findings.take({"charactersFromLeft", "characters", exactly(2, 0.05)}, characters_from_left(first),
                first);
  if (const TextLine* above = line_above(pages, first)) {
    findings.take({"emptyLinesAbove", "lines", exactly(1, 0.05)}, empty_lines(*above, first),
                  first);
  }
  std::size_t name = name_begin(first.text);
  const double names_left = first.characters[std::min(name, first.text.size() - 1)].x;
  for (const auto& item : items) {
    name = std::min(name_begin(item.front()->text), item.front()->text.size() - 1);
    const TextLine& line = *item.front();
    findings.take({"nameFromFirstName", "mm", exactly(0, 0.1)},
                  (line.characters[name].x - names_left) / mm, line);
    for (std::size_t i = 1; i < item.size(); ++i) {
      findings.take({"furtherLinesFromName", "mm", exactly(0, 0.1)},
                    (item[i]->left() - line.characters[name].x) / mm, *item[i]);
    }
    const bool open = closing_marks.find(item.back()->text.back()) == std::u32string_view::npos;
    findings.demand("noMarkAtEnd", open, *item.back());
  }
}

void check_note(const MeasuredPages& pages, Findings& findings) {
  const auto lines = pages.of(Part::note);
  if (lines.empty()) return;
  const TextLine& first = *lines.front();
  findings.take({"charactersFromLeft", "characters", exactly(2, 0.05)}, characters_from_left(first),
                first);
  findings.demand("inRoundBrackets",
                  first.text.front() == U'（' && lines.back()->text.back() == U'）', first);
  const auto dates = pages.of(Part::date);
  if (dates.empty() || dates.back()->page != first.page) return;
  findings.take({"emptyLinesBelowDate", "lines", exactly(0, 0.05)},
                empty_lines(*dates.back(), first), first);
}

void check_attachments(const MeasuredPages& pages, Findings& findings) {
  std::vector<std::string> numbers;
  for (const TextLine* label : pages.of(Part::attachment_label)) {
    const TypeArea area = pages.type_area(label->page);
    findings.demand("onNewPage", line_above(pages, *label) == nullptr, *label);
    findings.take({"labelLine", "lines", exactly(1, 0.05)}, line_of(*label, area), *label);
    findings.take({"labelFromLeftEdge", "mm", exactly(0, 0.1)}, (label->left() - area.left) / mm,
                  *label);
    findings.take({"labelCharactersNotInHeiti", "count", at_most(0)},
                  static_cast<double>(pages.in_other_faces(*label, "heiti")), *label);
    const std::string expected =
        pages.of(Part::attachment_label).size() == 1 ? "" : std::to_string(numbers.size() + 1);
    numbers.push_back(digits_of_label(*label));
    const bool in_order = numbers.back() == expected || (expected.empty() && numbers.back() == "1");
    findings.demand("numberInOrder", in_order, *label);
  }
  if (numbers.empty()) return;
  for (const auto& title : paragraphs_of(pages, Part::attachment_title)) {
    findings.take({"titleLine", "lines", exactly(3, 0.05)},
                  line_of(*title.front(), pages.type_area(title.front()->page)), *title.front());
    for (const TextLine* line : title) {
      const TypeArea area = pages.type_area(line->page);
      findings.take({"titleOffCentre", "mm", exactly(0, 0.5)},
                    ((line->left() + line->right() - area.width) / 2 - area.left) / mm, *line);
    }
  }
  const auto listed = paragraphs_of(pages, Part::attachment_list).size();
  findings.take({"attachmentsNotListed", "count", exactly(0, 0)},
                static_cast<double>(numbers.size()) - static_cast<double>(listed),
                *pages.of(Part::attachment_label).front());
}

}  // namespace tongbao::conformance

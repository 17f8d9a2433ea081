// GB/T 9704-2012, 7.4 版记, 7.5 页码, 8 turned pages, 10.1 letters.
#include <algorithm>
#include <string>
#include <variant>

#include "base/utf8.h"
#include "conformance/clauses.h"
#include "conformance/parts.h"

namespace tongbao::conformance {

namespace {

using content::ImprintBlock;
using content::Rule;

constexpr double size_4 = 14;

const ImprintBlock* imprint_of(const MeasuredPages& pages) {
  for (const content::Block& block : pages.notice.blocks) {
    if (const auto* imprint = std::get_if<ImprintBlock>(&block)) return imprint;
  }
  return nullptr;
}

bool has_ink_but_number(const MeasuredPages& pages, std::size_t page) {
  const content::Page& paper = pages.document.pages[page];
  return !paper.rules.empty() || !paper.pictures.empty() ||
         std::any_of(pages.lines.begin(), pages.lines.end(), [&](const TextLine& line) {
           return line.page == page && line.part != Part::page_number;
         });
}

const TextLine* number_on(const MeasuredPages& pages, std::size_t page) {
  for (const TextLine& line : pages.lines) {
    if (line.page == page && line.part == Part::page_number) return &line;
  }
  return nullptr;
}

// The page of the imprint and blank ones before it, where there are such.
bool stays_unnumbered(const MeasuredPages& pages, std::size_t page) {
  if (page == 0) return pages.form == Form::letter;
  if (!has_ink_but_number(pages, page)) return true;
  const bool last = page + 1 == pages.document.pages.size();
  return last && imprint_of(pages) != nullptr && !has_ink_but_number(pages, page - 1);
}

std::u32string without_spaces(std::u32string text) {
  std::erase_if(text, [](char32_t c) { return c == U' ' || c == 0xA0 || c == 0x3000; });
  return text;
}

void take_page_number(const MeasuredPages& pages, const TextLine& line, Findings& findings) {
  const std::u32string expected = U"—" + to_utf32(std::to_string(line.page + 1)) + U"—";
  findings.demand("numberBetweenDashes", without_spaces(line.text) == expected, line);
  findings.take({"size", "pt", exactly(size_4, 0.01)}, line.size, line);
  findings.take({"charactersNotInSongti", "count", at_most(0)},
                static_cast<double>(pages.in_other_faces(line, "songti")), line);
  for (const Character& character : line.characters) {
    const bool digit = character.code_point >= U'0' && character.code_point <= U'9';
    if (!digit) continue;
    findings.take({"widthOfDigit", "pt", exactly(size_4 / 2, 1)}, character.right - character.x,
                  line);
  }
  findings.take({"dashBelowTypeArea", "mm", exactly(7, 0.2)},
                (line.characters.front().ink_top - type_bottom) / mm, line);
  // One character of the number's own size, or of the text's.
  const Bound one_character = between(size_4 - 0.3, 16.3);
  if (line.page % 2 == 0) {
    findings.take({"oddPageFromRight", "pt", one_character}, type_right - line.right(), line);
  } else {
    findings.take({"evenPageFromLeft", "pt", one_character}, line.left() - type_left, line);
  }
}

// The rules of a letter's first page, or an imprint's: black or red ones, from the top.
std::vector<Rule> rules_on(const MeasuredPages& pages, std::size_t page, bool red) {
  std::vector<Rule> rules;
  for (const Rule& rule : pages.document.pages[page].rules) {
    if (is_red(rule.colour) == red) rules.push_back(rule);
  }
  std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) { return a.y < b.y; });
  return rules;
}

std::vector<const TextLine*> imprint_lines(const MeasuredPages& pages) {
  return pages.of(Part::imprint);
}

std::vector<Rule> rules_of_imprint(const MeasuredPages& pages, std::size_t page) {
  const auto lines = imprint_lines(pages);
  std::vector<Rule> rules = rules_on(pages, page, false);
  // A table on the same page has rules of its own, all above.
  const double top = lines.front()->slot_top() - line_pitch;
  std::erase_if(rules,
                [&](const Rule& rule) { return rule.y.value < top || rule.width < rule.height; });
  return rules;
}

void take_letter_rules(const MeasuredPages& pages, Findings& findings) {
  const auto rules = rules_on(pages, 0, true);
  findings.take({"redRules", "count", exactly(4, 0)}, static_cast<double>(rules.size()), 0);
  for (const Rule& rule : rules) {
    findings.take({"ruleWidth", "mm", exactly(170, 0.1)}, rule.width.value / mm, 0);
    findings.take({"ruleOffCentreOfPaper", "mm", exactly(0, 0.1)},
                  ((rule.x + rule.width / 2).value - paper_width / 2) / mm, 0);
  }
  if (rules.size() != 4) return;
  findings.demand("upperThickOverThin", rules[0].height > rules[1].height, std::size_t{0});
  findings.demand("lowerThinOverThick", rules[2].height < rules[3].height, std::size_t{0});
  findings.take({"lowerRuleFromPaperFoot", "mm", exactly(20, 0.1)},
                (paper_height - (rules[3].y + rules[3].height).value) / mm, 0);
  const auto marks = pages.of(Part::mark);
  if (marks.empty()) return;
  findings.take({"upperRuleBelowMark", "mm", exactly(4, 1)},
                (rules[0].y.value - marks.back()->ink_bottom()) / mm, *marks.back());
  const double foot = (rules[1].y + rules[1].height).value;
  for (const TextLine& line : pages.lines) {
    const bool below =
        line.page == 0 && (line.part == Part::serial || line.part == Part::number ||
                           line.part == Part::classification || line.part == Part::urgency);
    if (!below) continue;
    // 7/8 of a 3号 character's height.
    findings.take({"firstElementBelowRule", "pt", exactly(14, 1.5)}, line.em_top() - foot, line);
    break;
  }
}

}  // namespace

void check_imprint_rules(const MeasuredPages& pages, Findings& findings) {
  const ImprintBlock* imprint = imprint_of(pages);
  if (imprint == nullptr || imprint_lines(pages).empty() || pages.form == Form::letter) return;
  const std::size_t page = imprint_lines(pages).front()->page;
  const auto rules = rules_of_imprint(pages, page);
  const double wanted = static_cast<double>(imprint->entries.size()) + 1;
  findings.take({"rules", "count", exactly(wanted, 0)}, static_cast<double>(rules.size()), page);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const bool outer = i == 0 || i + 1 == rules.size();
    findings.take({"width", "mm", exactly(156, 0.1)}, rules[i].width.value / mm, page);
    findings.take({"fromLeftEdge", "mm", exactly(0, 0.1)}, (rules[i].x.value - type_left) / mm,
                  page);
    findings.take({outer ? "outerThickness" : "innerThickness", "mm",
                   outer ? exactly(0.35, 0.01) : exactly(0.25, 0.01)},
                  rules[i].height.value / mm, page);
  }
  if (!rules.empty()) {
    findings.take({"lastRuleFromFootOfTypeArea", "mm", exactly(0, 0.1)},
                  ((rules.back().y + rules.back().height).value - type_bottom) / mm, page);
  }
  findings.demand("onLastPage", page + 1 == pages.document.pages.size(), page);
  findings.demand("onEvenPage", page % 2 == 1, page);
}

void check_copies(const MeasuredPages& pages, Findings& findings) {
  const TextLine* last = nullptr;
  double after_colon = 0;
  for (const TextLine* line : imprint_lines(pages)) {
    const std::size_t colon = line->text.find(U'：');
    const bool begins = line->text.starts_with(U"抄送");
    const bool goes_on = last != nullptr && find_date(line->text).begin == std::u32string::npos &&
                         line->text.find(U"印发") == std::u32string::npos;
    if (!begins && !goes_on) continue;
    findings.take({"size", "pt", exactly(size_4, 0.01)}, line->size, *line);
    findings.take({"charactersNotInFangsong", "count", at_most(0)},
                  static_cast<double>(pages.in_other_faces(*line, "fangsong")), *line);
    findings.take({"fromRightEdge", "pt", at_least(size_4 - 0.5)}, type_right - line->right(),
                  *line);
    if (begins) {
      findings.take({"fromLeftEdge", "pt", between(size_4 - 0.5, 16.3)}, line->left() - type_left,
                    *line);
      const bool has_colon = colon + 1 < line->text.size();
      findings.demand("colonAfterLabel", has_colon, *line);
      if (has_colon) after_colon = line->characters[colon + 1].x;
    } else {
      findings.take({"furtherLinesFromFirstName", "mm", exactly(0, 0.1)},
                    (line->left() - after_colon) / mm, *line);
    }
    last = line;
  }
  if (last != nullptr) findings.demand("endsWithFullStop", last->text.back() == U'。', *last);
}

void check_printer(const MeasuredPages& pages, Findings& findings) {
  for (const TextLine* line : imprint_lines(pages)) {
    if (line->text.starts_with(U"抄送") || !line->text.ends_with(U"印发")) continue;
    findings.take({"size", "pt", exactly(size_4, 0.01)}, line->size, *line);
    findings.take({"charactersNotInFangsong", "count", at_most(0)},
                  static_cast<double>(pages.in_other_faces(*line, "fangsong")), *line);
    const Bound one_character = between(size_4 - 0.5, 16.3);
    findings.take({"fromRightEdge", "pt", one_character}, type_right - line->right(), *line);
    const Found date = find_date(line->text);
    findings.demand("dateInDigits", bool(date), *line);
    if (!date) continue;
    const std::u32string_view text = std::u32string_view(line->text).substr(date.begin);
    findings.demand("noLeadingZero",
                    text[text.find(U'年') + 1] != U'0' && text[text.find(U'月') + 1] != U'0',
                    *line);
    if (date.begin > 0) {
      findings.take({"fromLeftEdge", "pt", one_character}, line->left() - type_left, *line);
    }
  }
}

void check_page_numbers(const MeasuredPages& pages, Findings& findings) {
  for (std::size_t page = 0; page < pages.document.pages.size(); ++page) {
    const TextLine* line = number_on(pages, page);
    const bool without = stays_unnumbered(pages, page);
    findings.demand("numberedOrRightlyNot", (line == nullptr) == without, page);
    if (line != nullptr) take_page_number(pages, *line, findings);
  }
}

void check_turned_pages(const MeasuredPages& pages, Findings& findings) {
  for (std::size_t page = 0; page < pages.document.pages.size(); ++page) {
    const content::Page& paper = pages.document.pages[page];
    const bool landscape = paper.width > paper.height;
    if (!landscape && !paper.turned) continue;
    // With its upper edge on the right, a table's head is at the binding edge of odd pages and at
    // the outer edge of even ones.
    findings.demand("upperEdgeOnTheRight", paper.turned, page);
    const TextLine* line = number_on(pages, page);
    if (line == nullptr) continue;
    findings.demand("numberAsOnOtherPages", line->upright, *line);
  }
}

void check_letter(const MeasuredPages& pages, Findings& findings) {
  if (pages.form != Form::letter) return;
  const auto marks = pages.of(Part::mark);
  if (!marks.empty()) {
    double top = paper_height;
    for (const TextLine* mark : marks) top = std::min(top, mark->ink_top());
    findings.take({"markBelowPaperTop", "mm", exactly(30, 0.5)}, top / mm, *marks.front());
  }
  take_letter_rules(pages, findings);
  findings.demand("noNumberOnFirstPage", number_on(pages, 0) == nullptr, std::size_t{0});
  for (const TextLine* line : pages.of(Part::number)) {
    findings.take({"numberFromRightEdge", "mm", exactly(0, 0.1)}, (type_right - line->right()) / mm,
                  *line);
  }
  const auto imprint = imprint_lines(pages);
  if (imprint.empty()) return;
  const std::size_t page = imprint.front()->page;
  findings.take({"rulesOfImprint", "count", at_most(0)},
                static_cast<double>(rules_of_imprint(pages, page).size()), page);
  findings.take({"imprintAboveFootOfTypeArea", "lines", between(-0.05, 1)},
                (type_bottom - imprint.back()->em_bottom()) / line_pitch, *imprint.back());
}

}  // namespace tongbao::conformance

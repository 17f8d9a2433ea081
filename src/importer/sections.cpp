#include "importer/sections.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "importer/problem_text.h"

namespace tongbao::importer {

namespace {

using record::SectionRole;

class SectionBuilder {
 public:
  SectionBuilder(const Outline& outline, Report& report) : outline_(outline), report_(report) {}

  // A part, and all below it. Depth is bounded by the styles of numbers.
  record::Section build(const Entry& entry, bool rectification, bool has_groups) {
    record::Section section;
    section.label = to_utf8(entry.label());
    section.heading = to_utf8(entry.heading());
    section.run_in = entry.run_in();
    const bool has_text = entry.run_in() || !entry.paragraphs.empty();
    const bool is_group = entry.source.marker->style == Style::group || !has_groups;
    if (rectification && entry.children.empty() && is_group && has_text) {
      section.problems.push_back(unnamed_problem(entry));
      return section;
    }
    if (entry.run_in()) section.body.push_back(plain_paragraph(entry.rest()));
    for (const auto& paragraph : entry.paragraphs) {
      section.body.push_back(plain_paragraph(paragraph.text));
    }
    add_children(entry, rectification, section);
    return section;
  }

  record::Problem problem(const Entry& entry) {
    record::Problem problem;
    problem.id = next_id(entry);
    problem.label = to_utf8(entry.label());
    problem.title = to_utf8(entry.heading());
    problem.run_in = entry.run_in();
    fill_problem(outline_, entry, problem, report_);
    if (problem.title.empty() && problem.body.empty() && problem.finding.empty()) {
      keep_bare_number(entry, problem);
    }
    return problem;
  }

  [[nodiscard]] std::vector<int> take_problem_lines() { return std::move(problem_lines_); }

 private:
  std::string next_id(const Entry& entry) {
    problem_lines_.push_back(entry.source.line);
    return "p" + std::to_string(problem_lines_.size());
  }

  // A problem must say something: the number, then, which prints as it stood.
  void keep_bare_number(const Entry& entry, record::Problem& problem) {
    problem.title = to_utf8(entry.source.text);
    problem.label = "";
    report_.warn("import.numberAlone", entry.source.line,
                 say("编号后没有文字，编号暂作标题", "a number without text is kept as the title"),
                 say("请补写或删去", "complete it, or take it out"));
  }

  record::Problem unnamed_problem(const Entry& entry) {
    record::Problem problem;
    problem.id = next_id(entry);
    problem.label = "";
    fill_problem(outline_, entry, problem, report_);
    return problem;
  }

  [[nodiscard]] static bool is_problem(const Entry& entry) {
    return entry.source.marker->style >= Style::problem;
  }

  void add_children(const Entry& entry, bool rectification, record::Section& section) {
    std::vector<record::Problem> problems;
    for (const std::size_t child : entry.children) {
      const Entry& below = outline_.entries[child];
      if (rectification && is_problem(below)) {
        problems.push_back(problem(below));
      } else {
        section.sections.push_back(build(below, rectification, true));
      }
    }
    if (section.sections.empty()) {
      section.problems = std::move(problems);
    } else if (!problems.empty()) {
      // Items that stand before the first group get a section without number and heading.
      record::Section before;
      before.label = "";
      before.problems = std::move(problems);
      section.sections.insert(section.sections.begin(), std::move(before));
    }
  }

  const Outline& outline_;
  Report& report_;
  std::vector<int> problem_lines_;
};

bool is_item(const Entry& entry) {
  return entry.source.marker->style >= Style::problem;
}

// A list within the preamble: items before the first part.
void add_to_preamble(const Outline& outline, const Entry& entry, record::Record& record) {
  record.preamble.push_back(plain_paragraph(entry.source.text));
  for (const auto& paragraph : entry.paragraphs) {
    record.preamble.push_back(plain_paragraph(paragraph.text));
  }
  for (const std::size_t child : entry.children) {
    add_to_preamble(outline, outline.entries[child], record);
  }
}

}  // namespace

std::vector<int> fill_sections(const Outline& outline, const std::vector<SectionRole>& roles,
                               record::Record& record, Report& report) {
  for (const auto& paragraph : outline.preamble) {
    record.preamble.push_back(plain_paragraph(paragraph.text));
  }
  const auto entry_at = [&](std::size_t i) -> const Entry& {
    return outline.entries[outline.top[i]];
  };
  bool has_parts = false;
  bool has_groups = false;
  for (std::size_t i = 0; i < outline.top.size(); ++i) {
    has_parts = has_parts || !is_item(entry_at(i));
    const bool groups =
        std::any_of(entry_at(i).children.begin(), entry_at(i).children.end(),
                    [&](std::size_t child) { return !is_item(outline.entries[child]); });
    has_groups = has_groups || (groups && roles[i] == SectionRole::rectification);
  }
  SectionBuilder builder(outline, report);
  for (std::size_t i = 0; i < outline.top.size(); ++i) {
    const Entry& entry = entry_at(i);
    if (is_item(entry) && has_parts) {
      add_to_preamble(outline, entry, record);
      report.warn("import.uncertainLevel", entry.source.line,
                  say("第一部分之前的编号段落归入导语",
                      "numbered paragraphs before the first part are kept in the preamble"));
      continue;
    }
    if (is_item(entry)) {
      if (record.sections.empty()) {
        record.sections.emplace_back();
        record.sections.back().label = "";
        record.sections.back().role = SectionRole::rectification;
      }
      record.sections.back().problems.push_back(builder.problem(entry));
      continue;
    }
    record.sections.push_back(
        builder.build(entry, roles[i] == SectionRole::rectification, has_groups));
    record.sections.back().role = roles[i];
  }
  for (const auto& paragraph : outline.closing) {
    record.closing.push_back(plain_paragraph(paragraph.text));
  }
  return builder.take_problem_lines();
}

}  // namespace tongbao::importer

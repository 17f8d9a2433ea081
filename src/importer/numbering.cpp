#include <optional>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "importer/markers.h"
#include "importer/sections.h"

namespace tongbao::importer {

namespace {

constexpr std::size_t problem_depth = 3;  // problems are numbered as sections there would be: 1.

bool is_numbered(const std::optional<std::string>& label) {
  return label && !label->empty();
}

std::uint32_t value_of(const std::string& label) {
  const auto marker = scan_marker(to_utf32(label));
  return marker ? marker->value : 0;
}

struct Numbered {
  record::Problem* problem = nullptr;
  int line = 0;
};
using Group = std::vector<Numbered>;  // the numbered problems of one section; never empty

void collect_groups(std::vector<record::Section>& sections, const std::vector<int>& lines,
                    std::size_t& ordinal, std::vector<Group>& groups) {
  for (record::Section& section : sections) {
    Group group;
    for (record::Problem& problem : section.problems) {
      const int line = lines.at(ordinal++);
      if (is_numbered(problem.label)) group.push_back({&problem, line});
    }
    if (!group.empty()) groups.push_back(std::move(group));
    collect_groups(section.sections, lines, ordinal, groups);
  }
}

std::uint32_t value_of(const Numbered& numbered) {
  return value_of(*numbered.problem->label);
}

bool counts_through(const std::vector<Group>& groups) {
  std::size_t through = 0;
  std::size_t again = 0;
  for (std::size_t i = 1; i < groups.size(); ++i) {
    const std::uint32_t first = value_of(groups[i].front());
    if (first == value_of(groups[i - 1].back()) + 1) ++through;
    if (first == 1) ++again;
  }
  return through > again;
}

void settle(std::optional<std::string>& label, std::size_t depth, std::size_t& place) {
  if (!is_numbered(label)) return;
  if (*label == automatic_number(depth, ++place)) label.reset();
}

void settle_sections(std::vector<record::Section>& sections, std::size_t depth) {
  std::size_t place = 0;
  for (record::Section& section : sections) {
    settle(section.label, depth, place);
    settle_sections(section.sections, depth + 1);
  }
}

void check_start(const Numbered& first, std::uint32_t expected, Report& report) {
  if (value_of(first) == expected) return;
  report.warn("import.numberingGap", first.line,
              say("本组问题从“{}”开始编号，应为“{}”",
                  "the problems of this group begin with “{}”, where “{}” is expected",
                  *first.problem->label, automatic_number(problem_depth, expected)));
}

}  // namespace

void settle_numbers(record::Record& record, const std::vector<int>& problem_lines, Report& report) {
  std::vector<Group> groups;
  std::size_t ordinal = 0;
  collect_groups(record.sections, problem_lines, ordinal, groups);
  const bool continuous = counts_through(groups);
  if (continuous) record.numbering = record::NumberingScope::continuous;
  std::size_t place = 0;
  std::uint32_t before = 0;
  for (const Group& group : groups) {
    if (!continuous) place = before = 0;
    check_start(group.front(), before + 1, report);
    before = value_of(group.back());
    for (const Numbered& numbered : group) settle(numbered.problem->label, problem_depth, place);
  }
  settle_sections(record.sections, 1);
}

}  // namespace tongbao::importer

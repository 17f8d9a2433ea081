// 标题: headings of one level are written alike.
#include <algorithm>
#include <array>
#include <map>

#include "proof/families.h"

namespace tongbao::proof {

namespace {

using Headings = std::vector<const Unit*>;

bool is_heading(const Unit& unit) {
  return unit.kind == UnitKind::heading || unit.kind == UnitKind::problem_title;
}

bool has_stop(const Unit& unit) {
  return unit.text.ends_with(U'。');
}

// Headings on lines of their own, level by level: some with a closing 。, some without.
void check_stops(const Subject& subject, Findings& findings) {
  std::map<std::pair<UnitKind, int>, Headings> levels;
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::heading && !unit.run_in) {
      levels[{unit.kind, unit.level}].push_back(&unit);
    }
  }
  for (const auto& [level, headings] : levels) {
    const auto stops = std::count_if(headings.begin(), headings.end(),
                                     [](const Unit* unit) { return has_stop(*unit); });
    if (static_cast<std::size_t>(stops) == headings.size()) continue;
    for (const Unit* unit : headings) {
      if (!has_stop(*unit)) continue;
      findings.add("headings.fullStop", *unit, {unit->text.size() - 1, unit->text.size()},
                   surely(U""));
    }
  }
}

Text body_of(const Unit& unit) {
  Text text = unit.text;
  while (!text.empty() && contains(U"。；：", text.substr(text.size() - 1))) text.remove_suffix(1);
  return text;
}

// At least three siblings, of which most but not all begin so.
bool is_habit(std::size_t having, std::size_t all) {
  return all >= 3 && having < all && 3 * having >= 2 * all;
}

void check_prefixes(const Headings& siblings, Findings& findings) {
  constexpr Text prefix = U"关于";
  Headings lacking;
  for (const Unit* unit : siblings) {
    if (!unit->text.starts_with(prefix)) lacking.push_back(unit);
  }
  if (!is_habit(siblings.size() - lacking.size(), siblings.size())) return;
  for (const Unit* unit : lacking) {
    findings.add("headings.prefix", *unit, {0, std::min<std::size_t>(2, unit->text.size())},
                 perhaps(std::u32string(prefix) + unit->text.substr(0, 2)), to_utf8(prefix));
  }
}

// 对“…”方面 beside 对…方面.
void check_patterns(const Headings& siblings, Findings& findings) {
  constexpr auto openings = std::to_array<Text>({U"对“", U"关于“"});
  for (const Text opening : openings) {
    Headings lacking;
    std::size_t having = 0;
    for (const Unit* unit : siblings) {
      if (unit->text.starts_with(opening)) ++having;
      const bool bare = unit->text.starts_with(opening.substr(0, opening.size() - 1));
      if (bare && !unit->text.starts_with(opening)) lacking.push_back(unit);
    }
    if (having + lacking.size() != siblings.size() || !is_habit(having, siblings.size())) continue;
    for (const Unit* unit : lacking) {
      findings.add("headings.pattern", *unit, {0, unit->text.size()}, std::nullopt,
                   to_utf8(opening) + "…”");
    }
  }
}

// …的整改情况 at few of many problems.
void check_endings(const Headings& siblings, Findings& findings) {
  constexpr auto endings = std::to_array<Text>({U"的整改情况", U"整改落实情况", U"的问题"});
  for (const Text ending : endings) {
    Headings having;
    for (const Unit* unit : siblings) {
      if (body_of(*unit).ends_with(ending)) having.push_back(unit);
    }
    if (having.empty() || 3 * having.size() > siblings.size()) continue;
    for (const Unit* unit : having) {
      const std::size_t end = body_of(*unit).size();
      findings.add("headings.ending", *unit, {end - ending.size(), end}, perhaps(U""),
                   to_utf8(ending));
    }
  }
}

// 严肃甲强化乙: two phrases, each led by a verb, with nothing between.
void check_commas(const Unit& unit, Findings& findings) {
  constexpr auto first_verbs = std::to_array<Text>({U"严肃", U"严格", U"规范", U"压实", U"完善"});
  constexpr auto second_verbs = std::to_array<Text>({U"强化", U"提升", U"确保", U"筑牢", U"夯实"});
  const Text text = body_of(unit);
  const bool led = std::any_of(first_verbs.begin(), first_verbs.end(),
                               [&](Text verb) { return text.starts_with(verb); });
  if (!led || text.find_first_of(U"，、；：,“《和与及并") != Text::npos) return;
  for (const Text verb : second_verbs) {
    const std::size_t found = text.find(verb, 4);
    if (found == Text::npos || text.size() - found < 5) continue;
    findings.add("headings.comma", unit, {found - 1, found + 1},
                 perhaps(std::u32string{text[found - 1]} + U"，" + text[found]));
    return;
  }
}

}  // namespace

void check_headings(const Subject& subject, const WordLists& /*lists*/, Findings& findings) {
  check_stops(subject, findings);
  std::map<std::string, Headings> lists;
  for (const Unit& unit : subject.units) {
    if (!is_heading(unit)) continue;
    lists[unit.parent].push_back(&unit);
    check_commas(unit, findings);
  }
  for (const auto& [parent, siblings] : lists) {
    check_prefixes(siblings, findings);
    check_patterns(siblings, findings);
    if (siblings.front()->kind == UnitKind::problem_title) check_endings(siblings, findings);
  }
}

}  // namespace tongbao::proof

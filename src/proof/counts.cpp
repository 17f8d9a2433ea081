// 数字: what the text declares against what can be counted.
#include "proof/counts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "proof/families.h"

namespace tongbao::proof {

namespace {

struct Facts {
  std::size_t all = 0;
  std::size_t shown = 0;
  std::size_t aspects = 0;    // groups that hold problems
  std::size_t completed = 0;  // where every problem has a status
  bool statuses = false;
};

void gather(const std::vector<record::Section>& sections, Facts& facts) {
  for (const record::Section& section : sections) {
    if (!section.problems.empty()) ++facts.aspects;
    for (const record::Problem& problem : section.problems) {
      ++facts.all;
      if (record::is_shown(problem, record::Edition::public_)) ++facts.shown;
      if (record::is_completed(problem)) ++facts.completed;
      facts.statuses = facts.statuses && problem.status.has_value();
    }
    gather(section.sections, facts);
  }
}

Facts facts_of(const record::Record& record) {
  Facts facts;
  facts.statuses = true;
  gather(record.sections, facts);
  return facts;
}

// What a number of problems is said of; named: some of which the sentence goes on to speak.
enum class Claim { all, completed, rest, named };

struct ProblemCount {
  Number number;
  Claim claim = Claim::all;
};

// After a number: 个(具体…)问题, 项问题.
bool counts_problems(Text after) {
  constexpr auto fillers = std::to_array<Text>(
      {U"个", U"项", U"条", U"具体", U"突出", U"主要", U"重点", U"反馈", U"方面", U"整改"});
  bool measured = false;
  for (bool moved = true; moved;) {
    moved = false;
    for (const Text filler : fillers) {
      if (!after.starts_with(filler)) continue;
      measured = measured || filler.size() == 1;
      if (filler == U"方面") return false;
      after.remove_prefix(filler.size());
      moved = true;
    }
  }
  return measured && after.starts_with(U"问题");
}

// The last of these words before the number, within its clause, says what the number is of.
std::optional<Claim> claim_before(Text before) {
  struct Word {
    Text text;
    Claim claim;
  };
  constexpr auto words = std::to_array<Word>({{U"未完成", Claim::rest},
                                              {U"正在整改", Claim::rest},
                                              {U"正在推进", Claim::rest},
                                              {U"持续推进", Claim::rest},
                                              {U"尚有", Claim::rest},
                                              {U"阶段性完成", Claim::rest},
                                              {U"基本完成", Claim::rest},
                                              {U"已完成", Claim::completed},
                                              {U"完成整改", Claim::completed},
                                              {U"整改完成", Claim::completed},
                                              {U"已整改", Claim::completed},
                                              {U"反馈", Claim::all},
                                              {U"指出", Claim::all},
                                              {U"分解为", Claim::all},
                                              {U"梳理", Claim::all}});
  std::optional<Claim> claim;
  std::size_t nearest = 0;
  for (const Word& word : words) {
    const std::size_t found = before.rfind(word.text);
    if (found == Text::npos || (claim && found + word.text.size() <= nearest)) continue;
    nearest = found + word.text.size();
    claim = word.claim;
  }
  return claim;
}

std::vector<ProblemCount> problem_counts(Text text, Span sentence) {
  std::vector<ProblemCount> counts;
  const Text body = text.substr(0, sentence.end);
  std::size_t from = sentence.begin;  // after the number before
  for (const Number& number : numbers_in(body, sentence)) {
    const Text after = body.substr(number.span.end);
    const bool elliptic = !counts.empty() && (after.starts_with(U"个") || after.starts_with(U"项"));
    if (!counts_problems(after) && !elliptic) continue;
    const auto claim = claim_before(body.substr(from, number.span.begin - from));
    if (!claim && !counts.empty()) continue;
    counts.push_back({number, claim.value_or(Claim::named)});
    from = number.span.end;
  }
  return counts;
}

void check_problem_counts(const Unit& unit, Span sentence, const Facts& facts, Findings& findings) {
  std::optional<std::uint64_t> all;
  std::optional<std::uint64_t> named;
  std::optional<ProblemCount> completed;
  std::optional<std::uint64_t> rest;
  for (const ProblemCount& count : problem_counts(unit.text, sentence)) {
    if (count.claim == Claim::all) {
      all = count.number.value;
      if (all != facts.all && all != facts.shown) {
        findings.add("counts.problems", unit, count.number.span, std::nullopt, count.number.value,
                     facts.shown);
      }
    } else if (count.claim == Claim::named) {
      named = count.number.value;
    } else if (count.claim == Claim::completed) {
      completed = count;
    } else {
      rest = rest.value_or(0) + count.number.value;
    }
  }
  const bool of_all = !named || named == facts.all || named == facts.shown;
  if (completed && of_all && facts.statuses && completed->number.value != facts.completed) {
    findings.add("counts.status", unit, completed->number.span, std::nullopt,
                 completed->number.value, facts.completed);
  }
  const std::uint64_t total = all.value_or(named.value_or(facts.all));
  if (completed && rest && completed->number.value + *rest != total) {
    findings.add("counts.completed", unit, completed->number.span, std::nullopt,
                 completed->number.value, *rest, total);
  }
}

// 3个方面11个问题, 3方面问题
void check_aspects(const Unit& unit, Span sentence, const Facts& facts, Findings& findings) {
  const Text text = Text(unit.text).substr(0, sentence.end);
  for (const Number& number : numbers_in(text, sentence)) {
    Text after = text.substr(number.span.end);
    if (after.starts_with(U"个")) after.remove_prefix(1);
    if (!after.starts_with(U"方面") || !contains(after.substr(0, 12), U"问题")) continue;
    const Text before = text.substr(sentence.begin, number.span.begin - sentence.begin);
    if (claim_before(before) != Claim::all || number.value == facts.aspects) continue;
    findings.add("counts.aspects", unit, number.span, std::nullopt, number.value, facts.aspects);
  }
}

// The members of the chain that ends right before `end`: 、 parts them; brackets count as one.
std::size_t members_before(Text text, std::size_t end) {
  constexpr std::size_t longest = 300;  // characters
  const std::size_t start = end > longest ? end - longest : 0;
  std::size_t members = 1;
  int depth = 0;
  for (std::size_t i = end; i > start; --i) {
    const char32_t c = text[i - 1];
    if (contains(U"）》”", Text(&c, 1))) ++depth;
    if (contains(U"（《“", Text(&c, 1)) && --depth < 0) return members;
    if (depth > 0) continue;
    if (c == U'、') ++members;
    if (contains(U"，。；：,;:！？", Text(&c, 1))) return members;
  }
  return members;
}

// 甲、乙、丙等三项制度: more are listed than announced; “甲、乙”三张清单: not as many.
void check_lists(const Unit& unit, Findings& findings) {
  constexpr Text measures = U"项个类张种大条";
  const Text text = unit.text;
  for (const Number& number : numbers_in(text)) {
    const std::size_t begin = number.span.begin;
    const char32_t next = at(text, number.span.end);
    if (begin < 2 || next == 0 || measures.find(next) == Text::npos || number.value > 99) continue;
    const char32_t before = text[begin - 1];
    if (before == U'等') {
      const std::size_t members = members_before(text, begin - 1);
      if (members < 3 || members <= number.value) continue;
      findings.add("counts.list", unit, number.span, std::nullopt, number.value, members);
    } else if (before == U'”') {
      const std::size_t members = members_before(text, begin - 2);
      if (members < 2 || members == number.value) continue;
      findings.add("counts.list", unit, number.span, std::nullopt, number.value, members);
    }
  }
}

// 制度7项, 7项制度 in the text against the record's own outcome 制度 7 项.
void check_outcomes(const Subject& subject, const Unit& unit, Findings& findings) {
  const Text text = unit.text;
  constexpr std::size_t most_outcomes = 50;  // a notice has a handful
  const std::vector<record::Outcome>& outcomes = subject.record.outcomes;
  for (std::size_t i = 0; i < std::min(outcomes.size(), most_outcomes); ++i) {
    const record::Outcome& outcome = outcomes[i];
    if (!outcome.value || outcome.label.empty() || outcome.unit.empty()) continue;
    const std::u32string label = to_utf32(outcome.label);
    const std::u32string measure = to_utf32(outcome.unit);
    for (const Number& number : numbers_in(text)) {
      const Text after = text.substr(number.span.end);
      if (!after.starts_with(measure)) continue;
      const bool said = text.substr(0, number.span.begin).ends_with(label) ||
                        after.substr(measure.size()).starts_with(label);
      if (!said || std::abs(static_cast<double>(number.value) - *outcome.value) < 0.5) continue;
      findings.add("counts.outcome", unit, number.span, std::nullopt, outcome.label, number.value,
                   *outcome.value);
    }
  }
}

}  // namespace

void check_counts(const Subject& subject, const WordLists& /*lists*/, Findings& findings) {
  const Facts facts = facts_of(subject.record);
  for (const Unit& unit : subject.units) {
    check_percentages(unit, findings);
    check_lists(unit, findings);
    if (unit.problem != nullptr || unit.kind != UnitKind::paragraph) continue;
    check_outcomes(subject, unit, findings);
    for (const Span& sentence : sentences(unit.text)) {
      if (facts.all == 0) break;
      check_problem_counts(unit, sentence, facts, findings);
      check_aspects(unit, sentence, facts, findings);
    }
  }
}

}  // namespace tongbao::proof

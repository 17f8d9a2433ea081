// 重复: the same sentence, item, clause or word again.
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "proof/families.h"

namespace tongbao::proof {

namespace {

constexpr std::size_t shortest_sentence = 16;  // Han
constexpr std::size_t shortest_clause = 7;
constexpr std::size_t shortest_near_clause = 9;

Text part(const Unit& unit, Span span) {
  return Text(unit.text).substr(span.begin, span.end - span.begin);
}

// Within a paragraph it is a slip; elsewhere it may be meant.
void check_sentences(const Subject& subject, Findings& findings) {
  std::unordered_map<std::u32string_view, const Unit*> seen;
  for (const Unit& unit : subject.units) {
    if (unit.kind != UnitKind::paragraph) continue;
    for (const Span& sentence : sentences(unit.text)) {
      const Text text = part(unit, sentence);
      if (count_han(text) < shortest_sentence) continue;
      const auto [before, is_new] = seen.emplace(text, &unit);
      if (is_new) continue;
      findings.add_as(before->second == &unit ? Severity::warning : Severity::note,
                      "repetition.sentence", unit, sentence, std::nullopt);
      before->second = &unit;
    }
  }
}

void check_items(const Subject& subject, Findings& findings) {
  std::unordered_set<std::u32string_view> seen;
  for (const Unit& unit : subject.units) {
    if (unit.kind != UnitKind::problem_title || seen.insert(unit.text).second) continue;
    findings.add("repetition.item", unit, {0, unit.text.size()}, std::nullopt);
  }
}

// Whether the clause is a sentence of its own, which check_sentences sees to.
bool is_sentence(const Unit& unit, Span clause) {
  constexpr Text stops = U"。！？；;!?";
  const bool starts = clause.begin == 0 || stops.find(unit.text[clause.begin - 1]) != Text::npos;
  const char32_t after = at(unit.text, clause.end);
  return starts && (after == 0 || stops.find(after) != Text::npos);
}

void check_clauses(const Unit& unit, Findings& findings) {
  std::unordered_set<std::u32string_view> seen;
  for (const Span& clause : clauses(unit.text)) {
    const Text text = part(unit, clause);
    if (count_han(text) < shortest_clause || seen.insert(text).second) continue;
    if (is_sentence(unit, clause) && count_han(text) >= shortest_sentence) continue;
    findings.add("repetition.clause", unit, clause, std::nullopt);
  }
}

// 提高业务水平提高
void check_words(const Unit& unit, Findings& findings) {
  constexpr auto verbs = std::to_array<Text>({U"提高", U"加强", U"完善", U"推进", U"落实", U"开展",
                                              U"强化", U"规范", U"提升", U"推动", U"增强"});
  for (const Span& clause : clauses(unit.text)) {
    const Text text = part(unit, clause);
    for (const Text verb : verbs) {
      if (text.size() < 6 || !text.starts_with(verb) || !text.ends_with(verb)) continue;
      findings.add("repetition.word", unit, clause,
                   perhaps(std::u32string(text.substr(0, text.size() - verb.size()))),
                   to_utf8(verb));
    }
  }
}

// 进一步完善甲制度，进一步规范甲制度: of one length, apart in one word of two characters.
void check_near(const Unit& unit, Findings& findings) {
  const std::vector<Span> all = clauses(unit.text);
  for (std::size_t i = 1; i < all.size(); ++i) {
    const Text a = part(unit, all[i - 1]);
    const Text b = part(unit, all[i]);
    if (a.size() != b.size() || a.size() < shortest_near_clause || a == b) continue;
    std::size_t different = 0;
    for (std::size_t c = 0; c < a.size(); ++c) {
      if (a[c] != b[c]) ++different;
    }
    if (different <= 2) findings.add("repetition.near", unit, all[i], std::nullopt);
  }
}

}  // namespace

void check_repetition(const Subject& subject, const WordLists& /*lists*/, Findings& findings) {
  check_sentences(subject, findings);
  check_items(subject, findings);
  for (const Unit& unit : subject.units) {
    if (unit.kind != UnitKind::paragraph) continue;
    check_clauses(unit, findings);
    check_words(unit, findings);
    check_near(unit, findings);
  }
}

}  // namespace tongbao::proof

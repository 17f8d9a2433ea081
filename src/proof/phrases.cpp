// 用语: set phrases, titles after names, constructions run together.
#include <algorithm>
#include <array>

#include "proof/families.h"

namespace tongbao::proof {

namespace {

bool ends_with_any(Text text, const std::vector<std::u32string>& words) {
  return std::any_of(words.begin(), words.end(), [&](Text word) { return text.ends_with(word); });
}

bool starts_with_any(Text text, const std::vector<std::u32string>& words) {
  return std::any_of(words.begin(), words.end(), [&](Text word) { return text.starts_with(word); });
}

void check_set_phrases(const Unit& unit, const WordLists& lists, Findings& findings) {
  const Text text = unit.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto candidates = lists.phrases.find(text[i]);
    if (candidates == lists.phrases.end()) continue;
    for (const Phrase& phrase : candidates->second) {
      const Text rest = text.substr(i);
      if (!rest.starts_with(phrase.wrong)) continue;
      if (ends_with_any(text.substr(0, i), phrase.unless_before)) continue;
      if (starts_with_any(rest.substr(phrase.wrong.size()), phrase.unless_after)) continue;
      MaybeCorrection correction;
      if (phrase.right) correction = Correction{*phrase.right, phrase.certain};
      findings.add_as(phrase.severity, "phrases.set", unit, {i, i + phrase.wrong.size()},
                      correction);
    }
  }
}

void check_persons(const Unit& unit, const WordLists& lists, Findings& findings) {
  const Text text = unit.text;
  for (const std::u32string& person : lists.person) {
    for (std::size_t i = text.find(person); i != Text::npos; i = text.find(person, i + 1)) {
      if (starts_with_any(text.substr(i + person.size()), lists.person_titles)) continue;
      findings.add("phrases.personTitle", unit, {i, i + person.size()},
                   lists.person_titles.empty() ? std::nullopt
                                               : perhaps(person + lists.person_titles.front()));
    }
  }
}

// 加强对甲进行乙: 加强对甲的乙 and 对甲进行乙 at once.
void check_mixed(const Unit& unit, Findings& findings) {
  constexpr auto openings =
      std::to_array<Text>({U"加强对", U"加大对", U"完善对", U"完善了对", U"强化对", U"开展对"});
  for (const Span& clause : clauses(unit.text)) {
    const Text text = Text(unit.text).substr(clause.begin, clause.end - clause.begin);
    for (const Text opening : openings) {
      const std::size_t begin = text.find(opening);
      if (begin == Text::npos) continue;
      const std::size_t verb = text.find(U"进行", begin);
      if (verb == Text::npos) continue;
      findings.add("phrases.mixed", unit, {clause.begin + begin, clause.begin + verb + 2},
                   std::nullopt, to_utf8(opening.substr(0, opening.size() - 1)));
    }
  }
}

// 《关于甲乙丙方案》: 《关于甲乙丙的方案》
void check_document_titles(const Unit& unit, Findings& findings) {
  constexpr auto kinds = std::to_array<Text>({U"方案", U"通知", U"意见", U"办法", U"报告", U"函"});
  const Text text = unit.text;
  Text last;
  for (std::size_t i = text.find(U"《关于"); i != Text::npos; i = text.find(U"《关于", i + 1)) {
    const std::size_t end = text.find(U'》', i);
    if (end == Text::npos) return;
    const Text title = text.substr(i + 1, end - i - 1);
    const bool is_kind =
        std::any_of(kinds.begin(), kinds.end(), [&](Text kind) { return title.ends_with(kind); });
    if (!is_kind || contains(title, U"的") || contains(title, U"《") || title == last) continue;
    last = title;
    findings.add("phrases.documentTitle", unit, {i, end + 1}, std::nullopt);
  }
}

}  // namespace

void check_phrases(const Subject& subject, const WordLists& lists, Findings& findings) {
  for (const Unit& unit : subject.units) {
    check_set_phrases(unit, lists, findings);
    check_persons(unit, lists, findings);
    check_mixed(unit, findings);
    check_document_titles(unit, findings);
  }
}

}  // namespace tongbao::proof

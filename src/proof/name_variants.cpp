// One body, meeting or term under several names.
#include <algorithm>
#include <map>
#include <set>

#include "proof/names.h"

namespace tongbao::proof {

namespace {

struct Form {
  std::size_t count = 0;
  const Unit* unit = nullptr;  // where it first stands
  Span span;
};
using Forms = std::map<std::u32string, Form>;

void note(Forms& forms, const Unit& unit, Span span) {
  Form& form = forms[unit.text.substr(span.begin, span.end - span.begin)];
  if (form.count++ == 0) {
    form.unit = &unit;
    form.span = span;
  }
}

// All but the form that stands most often are reported, each where it first stands.
void report(const Forms& forms, std::string_view code, Findings& findings) {
  if (forms.size() < 2) return;
  const auto most = std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) {
    return a.second.count < b.second.count;
  });
  for (const auto& [text, form] : forms) {
    if (text == most->first) continue;
    findings.add(code, *form.unit, form.span, perhaps(most->first),
                 to_utf8(text) + "、" + to_utf8(most->first));
  }
}

void check_listed(const Subject& subject, const WordLists& lists, Findings& findings) {
  for (const auto& variants : lists.variants) {
    Forms forms;
    for (const Unit& unit : subject.units) {
      if (unit.kind == UnitKind::data) continue;
      const Text text = unit.text;
      for (const std::u32string& variant : variants) {
        for (std::size_t i = text.find(variant); i != Text::npos; i = text.find(variant, i + 1)) {
          note(forms, unit, {i, i + variant.size()});
        }
      }
    }
    report(forms, "names.variant", findings);
  }
}

// 甲会会议 beside 甲会议, with two characters for 甲; 部务会议事规则 is none.
void check_meetings(const Subject& subject, Findings& findings) {
  constexpr Text doubled = U"会会议";
  constexpr Text simple = U"会议";
  std::map<std::u32string, Forms> meetings;
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::data) continue;
    const Text text = unit.text;
    for (std::size_t i = text.find(doubled); i != Text::npos; i = text.find(doubled, i + 1)) {
      if (i < 2) continue;
      note(meetings[std::u32string(text.substr(i - 2, 2))], unit, {i - 2, i + doubled.size()});
    }
  }
  for (auto& [name, forms] : meetings) {
    const std::u32string plain = name + std::u32string(simple);
    for (const Unit& unit : subject.units) {
      if (unit.kind == UnitKind::data) continue;
      const Text text = unit.text;
      for (std::size_t i = text.find(plain); i != Text::npos; i = text.find(plain, i + 1)) {
        if (at(text, i + plain.size()) != U'事') note(forms, unit, {i, i + plain.size()});
      }
    }
    report(forms, "names.variant", findings);
  }
}

// 驻市人大纪检监察组, 驻人大纪检组: the same where only 市, 委 and 监察 differ.
void check_stationed(const Subject& subject, Findings& findings) {
  constexpr std::size_t longest = 16;
  std::map<std::u32string, Forms> groups;
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::data) continue;
    const Text text = unit.text;
    for (std::size_t i = text.find(U'驻'); i != Text::npos; i = text.find(U'驻', i + 1)) {
      const Text near = text.substr(i, longest);
      const std::size_t end = near.find(U'组');
      if (end == Text::npos || !contains(near.substr(0, end), U"纪检")) continue;
      std::u32string name(near.substr(0, end));
      std::erase_if(name, [](char32_t c) { return contains(U"省市县区监察派", Text(&c, 1)); });
      note(groups[name], unit, {i, i + end + 1});
    }
  }
  for (const auto& [name, forms] : groups) report(forms, "names.variant", findings);
}

// 区委巡察组第四组, 区委第三巡察组 where the record has 区委第四巡察组.
void check_team(const Subject& subject, Findings& findings) {
  if (!subject.record.inspection || subject.record.inspection->team.empty()) return;
  const std::u32string team = to_utf32(subject.record.inspection->team);
  const std::size_t ordinal = team.find(U'第');
  const std::size_t kind = std::min(team.find(U"巡察组"), team.find(U"巡视组"));
  if (ordinal == std::u32string::npos || kind == std::u32string::npos || kind < ordinal) return;
  const std::u32string authority = team.substr(0, ordinal);
  const std::u32string turned = team.substr(kind) + team.substr(ordinal, kind - ordinal) + U"组";
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::data) continue;
    const Text text = unit.text;
    for (std::size_t i = text.find(turned); i != Text::npos; i = text.find(turned, i + 1)) {
      const bool named = text.substr(0, i).ends_with(authority);
      const std::size_t begin = named ? i - authority.size() : i;
      findings.add("names.team", unit, {begin, i + turned.size()}, perhaps(team), to_utf8(team));
    }
    for (std::size_t i = text.find(authority + U"第"); i != Text::npos && !authority.empty();
         i = text.find(authority + U"第", i + 1)) {
      const Text rest = text.substr(i, team.size() + 3);
      const std::size_t end = rest.find(U'组');
      if (end == Text::npos || rest.starts_with(team)) continue;
      const Text name = rest.substr(0, end + 1);
      if (!name.ends_with(U"巡察组") && !name.ends_with(U"巡视组")) continue;
      findings.add("names.team", unit, {i, i + name.size()}, perhaps(team), to_utf8(team));
    }
  }
}

struct Bracketed {  // 请（休）假
  const Unit* unit = nullptr;
  Span span;
  std::u32string inner;      // 请休
  std::u32string with_next;  // 请休假
};

std::vector<Bracketed> bracketed_terms(const Subject& subject) {
  constexpr std::size_t longest = 3;
  std::vector<Bracketed> terms;
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::data) continue;
    const Text text = unit.text;
    for (std::size_t i = text.find(U'（'); i != Text::npos; i = text.find(U'（', i + 1)) {
      const std::size_t end = text.find(U'）', i);
      if (end == Text::npos) break;
      if (i == 0 || end - i - 1 > longest || end == i + 1) continue;
      const Text inner = text.substr(i + 1, end - i - 1);
      const char32_t next = at(text, end + 1);
      if (count_han(inner) != inner.size() || !is_han(text[i - 1])) continue;
      const std::u32string whole = text[i - 1] + std::u32string(inner);
      terms.push_back({&unit, {i - 1, end + 1}, whole, is_han(next) ? whole + next : whole});
    }
  }
  return terms;
}

void check_brackets(const Subject& subject, Findings& findings) {
  const std::vector<Bracketed> terms = bracketed_terms(subject);
  std::map<std::u32string, const Bracketed*> with_next;
  for (const Bracketed& term : terms) with_next.emplace(term.with_next, &term);
  std::set<std::u32string> reported;
  for (const Bracketed& term : terms) {
    const auto other = with_next.find(term.inner);
    if (other == with_next.end() || other->second->inner == term.inner) continue;
    if (!reported.insert(term.inner).second) continue;
    const Bracketed& right = *other->second;
    const std::u32string suggestion =
        right.unit->text.substr(right.span.begin, right.span.end + 1 - right.span.begin);
    findings.add("names.brackets", *term.unit, term.span, perhaps(suggestion), to_utf8(suggestion));
  }
}

}  // namespace

void check_variants(const Subject& subject, const WordLists& lists, Findings& findings) {
  check_listed(subject, lists, findings);
  check_meetings(subject, findings);
  check_stationed(subject, findings);
  check_team(subject, findings);
  check_brackets(subject, findings);
}

}  // namespace tongbao::proof

// 名称: the issuer in title, text and signature; short names before they are declared.
#include "proof/names.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "proof/families.h"
#include "proof/issuer_names.h"

namespace tongbao::proof {

namespace {

bool is_declared(const record::Organization& organization, const std::string& name) {
  return name == organization.name || name == organization.short_name ||
         std::find(organization.aliases.begin(), organization.aliases.end(), name) !=
             organization.aliases.end();
}

void check_title_and_signatures(const record::Record& record, Findings& findings) {
  const record::Organization& organization = record.organization;
  std::string title = record.title;
  std::erase(title, '\n');
  const bool named =
      title.find(organization.name) != std::string::npos ||
      (!organization.short_name.empty() &&
       title.find(organization.short_name) != std::string::npos) ||
      std::any_of(organization.aliases.begin(), organization.aliases.end(),
                  [&](const std::string& alias) { return title.find(alias) != std::string::npos; });
  if (!named) findings.add_field("names.title", "/title", record.title, std::nullopt);
  if (record.signatures.size() != 1) return;  // several offices sign a joint notice
  const record::Signature& signer = record.signatures.front();
  const std::string& signature = signer.name;
  const bool is_person = !signer.stamp.empty() || !signer.post.empty();
  if (is_person || signature.empty() || is_declared(organization, signature)) return;
  findings.add_field("names.signature", "/signatures/0/name", signature, std::nullopt,
                     organization.name);
}

// Where title and signature shorten a name that the text writes out.
void check_short_issuer(const Subject& subject, const IssuerNames& names, Findings& findings) {
  if (names.expanded.empty()) return;
  for (const Unit& unit : subject.units) {
    const std::size_t found = unit.text.find(names.expanded);
    if (found == std::u32string::npos || unit.kind == UnitKind::data) continue;
    findings.add("names.shortIssuer", unit, {found, found + names.expanded.size()}, std::nullopt,
                 to_utf8(names.full));
    return;
  }
}

// The first short form of the issuer in the text, where none is declared.
void check_undeclared(const Subject& subject, const IssuerNames& names, Findings& findings) {
  if (subject.prints(U"简称")) return;
  const record::Organization& organization = subject.record.organization;
  for (const Unit& unit : subject.units) {
    if (unit.kind != UnitKind::paragraph) continue;
    for (std::size_t i = 0; i < unit.text.size(); ++i) {
      const std::u32string form = form_at(names, unit.text, i);
      if (form.empty()) continue;
      if (!is_declared(organization, to_utf8(form)) && form != names.expanded) {
        findings.add("names.undeclared", unit, {i, i + form.size()}, std::nullopt);
        return;
      }
      i += form.size() - 1;
    }
  }
}

struct Occurrence {
  const Unit* unit = nullptr;
  std::size_t index = 0;
};

// Where `words` first stand in the notice, not as part of any of `longer`.
std::optional<Occurrence> first_of(const Subject& subject, Text words,
                                   const std::vector<std::u32string>& longer) {
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::data || unit.kind == UnitKind::attached) continue;
    const Text text = unit.text;
    for (std::size_t i = text.find(words); i != Text::npos; i = text.find(words, i + 1)) {
      const bool inside = std::any_of(longer.begin(), longer.end(), [&](const auto& name) {
        const std::size_t at_name = name.find(words);
        return at_name != std::u32string::npos && i >= at_name &&
               text.substr(i - at_name).starts_with(name);
      });
      if (!inside) return Occurrence{&unit, i};
    }
  }
  return std::nullopt;
}

bool is_before(const Occurrence& a, const Occurrence& b) {
  return a.unit != b.unit ? a.unit < b.unit : a.index < b.index;
}

// 民宗局 … 民族宗教事务局
void check_abbreviations(const Subject& subject, const WordLists& lists, Findings& findings) {
  const std::u32string issuer = to_utf32(subject.record.organization.name);
  for (const Abbreviation& abbreviation : lists.abbreviations) {
    if (contains(issuer, abbreviation.brief) || contains(issuer, abbreviation.full)) continue;
    const auto full = first_of(subject, abbreviation.full, {});
    const auto brief = first_of(subject, abbreviation.brief, {abbreviation.full});
    if (!full || !brief || !is_before(*brief, *full)) continue;
    findings.add("names.before", *brief->unit,
                 {brief->index, brief->index + abbreviation.brief.size()},
                 perhaps(abbreviation.full), to_utf8(abbreviation.full));
  }
}

// 甲（以下简称乙): the 乙 that stand before.
void check_declarations(const Subject& subject, const IssuerNames& names, Findings& findings) {
  constexpr Text declaration = U"以下简称";
  int rest = 50;  // declarations looked at; a notice has a handful
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::data) continue;
    const Text text = unit.text;
    for (std::size_t i = text.find(declaration); i != Text::npos && rest-- > 0;
         i = text.find(declaration, i + 1)) {
      std::size_t begin = i + declaration.size();
      while (contains(U"：:“", text.substr(begin, 1)) && begin < text.size()) ++begin;
      const std::size_t end = std::min(text.find_first_of(U"”）)，、。", begin), text.size());
      const Text name = text.substr(begin, end - begin);
      if (name.size() < 2 || name.size() > 20) continue;
      const auto first = first_of(subject, name, {names.full, names.expanded});
      if (!first || first->unit->kind == UnitKind::title || !is_before(*first, {&unit, begin})) {
        continue;
      }
      const std::size_t open = text.substr(0, i).find_last_of(U"（(");
      const bool in_full_name =
          first->unit == &unit && open != Text::npos && first->index + name.size() == open;
      if (in_full_name) continue;
      findings.add("names.beforeDeclared", *first->unit, {first->index, first->index + name.size()},
                   std::nullopt);
    }
  }
}

// The issuer's name within 《》, where it takes another form than in the first such title.
void check_title_forms(const Subject& subject, const IssuerNames& names, Findings& findings) {
  std::set<std::u32string> seen;
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::data) continue;
    const Text text = unit.text;
    for (std::size_t open = text.find(U'《'); open != Text::npos;
         open = text.find(U'《', open + 1)) {
      const std::size_t close = text.find(U'》', open);
      if (close == Text::npos) break;
      for (std::size_t i = open; i < close; ++i) {
        const std::u32string form = office_form_at(names, text, i);
        if (form.empty()) continue;
        if (seen.insert(form).second && seen.size() > 1) {
          findings.add("names.titleForms", unit, {i, i + form.size()}, std::nullopt, to_utf8(form));
        }
        break;
      }
    }
  }
}

}  // namespace

void check_names(const Subject& subject, const WordLists& lists, Findings& findings) {
  const IssuerNames names = issuer_names(subject.record, lists);
  check_title_and_signatures(subject.record, findings);
  check_short_issuer(subject, names, findings);
  check_undeclared(subject, names, findings);
  check_abbreviations(subject, lists, findings);
  check_declarations(subject, names, findings);
  check_title_forms(subject, names, findings);
  check_variants(subject, lists, findings);
}

}  // namespace tongbao::proof

#include "proof/issuer_names.h"

#include <algorithm>
#include <set>

namespace tongbao::proof {

namespace {

constexpr Text regions = U"省市县区州旗";
constexpr Text party = U"中共";
constexpr std::size_t shortest_form = 5;

std::u32string replaced(const std::u32string& name, Text from, Text to) {
  const std::size_t found = name.find(from);
  if (found == std::u32string::npos) return {};
  std::u32string result = name;
  return result.replace(found, from.size(), to);
}

// 佛山市三水区政协机关 → 三水区政协机关, 区政协机关, 市三水… not.
void add_forms(const std::u32string& name, std::set<std::u32string>& forms) {
  if (name.empty()) return;
  forms.insert(name);
  const std::size_t start = name.starts_with(party) ? party.size() : 0;
  forms.insert(name.substr(start));
  const std::size_t last = name.find_last_of(regions);
  if (last == std::u32string::npos) return;
  forms.insert(name.substr(last));
  for (std::size_t i = start; i < last; ++i) {
    if (regions.find(name[i]) != Text::npos) forms.insert(name.substr(i + 1));
  }
}

std::vector<std::u32string> longest_first(const std::set<std::u32string>& forms) {
  constexpr std::size_t most_forms = 40;
  std::vector<std::u32string> list;
  for (const std::u32string& form : forms) {
    if (form.size() >= shortest_form) list.push_back(form);
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  if (list.size() > most_forms) list.resize(most_forms);
  return list;
}

// Of 中共甲县乙局党组: the forms of 甲县乙局, by its short name too.
std::vector<std::u32string> office_forms(Text issuer, const WordLists& lists) {
  if (!issuer.ends_with(U"党组") && !issuer.ends_with(U"党委")) return {};
  const std::u32string office(issuer.substr(0, issuer.size() - 2));
  std::set<std::u32string> forms;
  add_forms(office, forms);
  for (const Abbreviation& abbreviation : lists.abbreviations) {
    add_forms(replaced(office, abbreviation.full, abbreviation.brief), forms);
    add_forms(replaced(office, abbreviation.brief, abbreviation.full), forms);
  }
  return longest_first(forms);
}

}  // namespace

IssuerNames issuer_names(const record::Record& record, const WordLists& lists) {
  IssuerNames names;
  names.full = to_utf32(record.organization.name);
  names.offices = office_forms(names.full, lists);
  std::set<std::u32string> forms;
  add_forms(names.full, forms);
  for (const Abbreviation& abbreviation : lists.abbreviations) {
    add_forms(replaced(names.full, abbreviation.full, abbreviation.brief), forms);
    const std::u32string expanded = replaced(names.full, abbreviation.brief, abbreviation.full);
    if (!expanded.empty() && !contains(names.full, abbreviation.full)) names.expanded = expanded;
    add_forms(expanded, forms);
  }
  names.forms = longest_first(forms);
  return names;
}

namespace {

std::u32string first_at(const std::vector<std::u32string>& forms, Text text, std::size_t index) {
  const Text rest = text.substr(index);
  const auto found = std::find_if(forms.begin(), forms.end(),
                                  [&](const auto& form) { return rest.starts_with(form); });
  return found == forms.end() ? std::u32string() : *found;
}

}  // namespace

std::u32string form_at(const IssuerNames& names, Text text, std::size_t index) {
  return first_at(names.forms, text, index);
}

std::u32string office_form_at(const IssuerNames& names, Text text, std::size_t index) {
  const std::u32string form = form_at(names, text, index);
  return form.empty() ? first_at(names.offices, text, index) : form;
}

}  // namespace tongbao::proof

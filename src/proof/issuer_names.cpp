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

}  // namespace

IssuerNames issuer_names(const record::Record& record, const WordLists& lists) {
  IssuerNames names;
  names.full = to_utf32(record.organization.name);
  std::set<std::u32string> forms;
  add_forms(names.full, forms);
  for (const Abbreviation& abbreviation : lists.abbreviations) {
    add_forms(replaced(names.full, abbreviation.full, abbreviation.brief), forms);
    const std::u32string expanded = replaced(names.full, abbreviation.brief, abbreviation.full);
    if (!expanded.empty() && !contains(names.full, abbreviation.full)) names.expanded = expanded;
    add_forms(expanded, forms);
  }
  for (const std::u32string& form : forms) {
    if (form.size() >= shortest_form) names.forms.push_back(form);
  }
  std::stable_sort(names.forms.begin(), names.forms.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  constexpr std::size_t most_forms = 40;
  if (names.forms.size() > most_forms) names.forms.resize(most_forms);
  return names;
}

std::u32string form_at(const IssuerNames& names, Text text, std::size_t index) {
  const Text rest = text.substr(index);
  const auto found = std::find_if(names.forms.begin(), names.forms.end(),
                                  [&](const auto& form) { return rest.starts_with(form); });
  return found == names.forms.end() ? std::u32string() : *found;
}

}  // namespace tongbao::proof

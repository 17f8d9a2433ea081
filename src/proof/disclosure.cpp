// 公开: what the public edition must not print. Names marked internal stand in the record's
// extra.internalNames, a list of texts.
#include <nlohmann/json.hpp>

#include "proof/families.h"
#include "proof/personal_data.h"

namespace tongbao::proof {

namespace {

std::vector<std::u32string> internal_names(const record::Record& record) {
  std::vector<std::u32string> names;
  if (!record.extra || !record.extra->is_object()) return names;
  const auto list = record.extra->find("internalNames");
  if (list == record.extra->end() || !list->is_array()) return names;
  constexpr std::size_t most_names = 500;
  for (const auto& name : *list) {
    if (names.size() == most_names) break;
    if (name.is_string() && !name.get_ref<const std::string&>().empty()) {
      names.push_back(to_utf32(name.get_ref<const std::string&>()));
    }
  }
  return names;
}

std::string_view code_of(PersonalData kind) {
  if (kind == PersonalData::identity) return "disclosure.identity";
  return kind == PersonalData::mobile ? "disclosure.mobile" : "disclosure.account";
}

}  // namespace

void check_disclosure(const Subject& subject, const WordLists& /*lists*/, Findings& findings) {
  const auto names = internal_names(subject.record);
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::data || !unit.shown) continue;
    for (const FoundData& found : find_personal_data(unit.text)) {
      findings.add(code_of(found.kind), unit, found.span, std::nullopt);
    }
    for (const std::u32string& name : names) {
      const std::size_t found = unit.text.find(name);
      if (found == std::u32string::npos) continue;
      findings.add("disclosure.name", unit, {found, found + name.size()}, std::nullopt);
    }
  }
}

}  // namespace tongbao::proof

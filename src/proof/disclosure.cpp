// 公开: what the public edition must not print.
#include "proof/families.h"
#include "proof/internal_names.h"
#include "proof/personal_data.h"

namespace tongbao::proof {

namespace {

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

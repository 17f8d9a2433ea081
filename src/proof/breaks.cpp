// 断行: a paragraph that ends in mid-sentence.
#include "proof/families.h"

namespace tongbao::proof {

void check_breaks(const Subject& subject, const WordLists& /*lists*/, Findings& findings) {
  constexpr Text endings = U"。！？：；…”’）》】〕.!?:;)";
  constexpr std::size_t shortest = 10;  // characters; less may be a line of a list
  for (const Unit& unit : subject.units) {
    if (unit.kind != UnitKind::paragraph || unit.text.size() < shortest) continue;
    const char32_t last = unit.text.back();
    if (endings.find(last) != Text::npos) continue;
    if (!is_han(last) && !contains(U"，、,—“（", Text(&last, 1))) continue;
    findings.add("breaks.cut", unit, {unit.text.size() - 4, unit.text.size()}, std::nullopt);
  }
}

}  // namespace tongbao::proof

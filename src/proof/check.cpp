#include "proof/check.h"

#include <algorithm>
#include <array>

#include "proof/families.h"

namespace tongbao::proof {

namespace {

using Family = void (*)(const Subject&, const WordLists&, Findings&);

constexpr std::array<Family, 12> families = {check_numbering,  check_characters, check_breaks,
                                             check_headings,   check_counts,     check_dates,
                                             check_names,      check_phrases,    check_contact,
                                             check_repetition, check_disclosure, check_record};

}  // namespace

std::vector<Finding> check(const record::Record& record, const WordLists& lists,
                           const Without& without) {
  const Subject subject(record);
  Findings findings(lists, without);
  for (const Family family : families) family(subject, lists, findings);
  return findings.take();
}

Diagnostics unknown_rules(const Without& without) {
  std::vector<std::string_view> known;
  for (const Rule& rule : rules()) {
    known.push_back(rule.code);
    known.push_back(family_of(rule.code));
  }
  Diagnostics errors;
  for (const std::string& name : without) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string nearest = nearest_name(name, known);
    errors.push_back(
        {.code = "proof.unknownRule",
         .where = {},
         .message = say("没有这条校对规则：{}", "there is no such rule: {}", name),
         .hint = nearest.empty() ? Bilingual{} : say("是否为{}？", "did you mean {}?", nearest)});
  }
  return errors;
}

}  // namespace tongbao::proof

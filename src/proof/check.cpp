#include "proof/check.h"

#include <algorithm>
#include <array>
#include <utility>

#include "proof/families.h"
#include "record/derive.h"

namespace tongbao::proof {

namespace {

using Family = void (*)(const Subject&, const WordLists&, Findings&);

constexpr std::array<Family, 12> families = {check_numbering,  check_characters, check_breaks,
                                             check_headings,   check_counts,     check_dates,
                                             check_names,      check_phrases,    check_contact,
                                             check_repetition, check_disclosure, check_record};

}  // namespace

std::vector<Finding> check(const record::Record& record, const WordLists& lists,
                           const Without& without, std::optional<Date> as_of) {
  const Subject subject(record, as_of);
  Findings findings(lists, without);
  for (const Family family : families) family(subject, lists, findings);
  return findings.take();
}

std::vector<Finding> check(const record::Envelope& envelope, const WordLists& lists,
                           const Without& without) {
  std::vector<Finding> all;
  for (std::size_t i = 0; i < envelope.records.size(); ++i) {
    const std::string at = record::record_pointer(envelope, i);
    for (Finding& finding : check(envelope.records[i], lists, without, envelope.as_of)) {
      if (all.size() == most_findings) return all;
      finding.pointer.insert(0, at);
      all.push_back(std::move(finding));
    }
  }
  return all;
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

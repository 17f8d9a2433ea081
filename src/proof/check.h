// Proofreading (校对) of a record: what a careful reader would find wrong in the notice that it
// prints, and in its data. Pure; time grows with the length of the text; safe on any thread.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "proof/word_lists.h"
#include "record/record.h"

namespace tongbao::proof {

struct Finding {
  std::string code;  // "<family>.<rule>": rules.h
  Severity severity = Severity::warning;
  std::string pointer;  // into the record, to the field that holds `text`
  std::string text;     // the offending words, as they stand in the field; may be empty
  Bilingual message;
  std::optional<std::string> suggestion;  // what should stand in place of `text`; "": nothing
  std::size_t offset = 0;                 // of `text` in the field, in characters
  bool certain = false;                   // the suggestion needs no one to judge it
};

// Codes or families ("contact") that are not wanted.
using Without = std::vector<std::string>;

// Those of `without` that are no code and no family, each as proof.unknownRule with the nearest.
[[nodiscard]] Diagnostics unknown_rules(const Without& without);

// At most so many are reported; the rest shows once these are corrected.
inline constexpr std::size_t most_findings = 5000;

// Every finding, by family and then in the order of the text. States and deadlines are judged at
// `as_of`, else at the record's own date.
[[nodiscard]] std::vector<Finding> check(const record::Record& record, const WordLists& lists,
                                         const Without& without = {},
                                         std::optional<Date> as_of = std::nullopt);

// Those of every record of an envelope, one after the other; pointers are those of its body
// (/records/1/title). Previous reports are not read.
[[nodiscard]] std::vector<Finding> check(const record::Envelope& envelope, const WordLists& lists,
                                         const Without& without = {});

}  // namespace tongbao::proof

// What is known while a record is bound, beside the values that names stand for.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "record/derive.h"
#include "record/fields.h"
#include "record/problem_source.h"
#include "template/measure_numbers.h"
#include "template/public_problems.h"

namespace tongbao::tmpl {

// A name's value at one moment: the record, a loop's element, what a <use> hands on.
struct Frame {
  record::View view;
  std::string pointer;                       // into the record
  bool is_counted = false;                   // no part of the record: it has no pointers within
  std::size_t index = 0;                     // loop: from 0
  std::size_t count = 0;                     // loop: of how many
  const record::Problem* problem = nullptr;  // that the value belongs to; null: none
  std::string problem_pointer;
};

struct PlacedProblem {
  const record::Problem* problem = nullptr;
  std::string pointer;
};

// Of a notice, `numbering`, `depths` and `problems` are there; of a ledger's row, `listed`.
// For one thread.
struct Evaluation {
  const record::Record* record = nullptr;
  record::Edition edition = record::Edition::internal;  // ledgers are
  std::optional<Date> envelope_as_of;
  std::size_t units = 1;      // that the request's records are about
  bool dates_differ = false;  // `record` stands for several, which are judged at different dates
  const record::Numbering* numbering = nullptr;
  const std::unordered_map<const void*, int>* depths = nullptr;  // of sections, from 1
  const std::vector<PlacedProblem>* problems = nullptr;          // that the edition shows
  const record::ListedProblem* listed = nullptr;
  mutable MeasureNumbers measure_numbers = {};  // caches
  mutable PublicProblems public_problems = {};
};

}  // namespace tongbao::tmpl

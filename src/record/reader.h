// JSON bytes → Record. Hostile input is expected: size, depth, counts and UTF-8 are checked before
// anything is built from them.
#pragma once
#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "record/record.h"

namespace tongbao::record {

struct ReadLimits {
  std::size_t bytes = std::size_t{32} << 20;  // of the text; of one line of a stream
  int depth = 64;                             // nesting of arrays and objects
  std::size_t values = 3'000'000;             // names and values together
  std::size_t objects = 500'000;              // among them: they take the most memory
  std::size_t errors = 200;      // reported at most; a last entry says that reading ended there
  std::size_t rows = 2'000'000;  // problems of a stream
};

// Reads `{"record": …}`, `{"records": […], "previous": …, "asOf", "edition", "options"}` or a bare
// record. Every error at once:
//   json.*    not JSON (json.syntax, json.empty, json.utf8, json.tooDeep, json.duplicateKey,
//             json.badNumber, json.tooLarge), with line and column;
//   record.*  JSON, but no record (record.missingField, record.unknownField with the nearest name
//             as hint, record.wrongType, record.badDate, record.badChoice, record.badValue,
//             record.tooLong, record.unsupportedVersion, record.duplicateId,
//             record.unknownMeasure, record.unknownProblem, record.sectionsAndProblems,
//             record.sealAndStamp), each
//             with its JSON Pointer into `json`, line and column; a missing field at the object
//             that lacks it. record.tooManyErrors ends a list that was cut.
// Ids of problems and of sections are unique in a record; those of measures in their problem.
[[nodiscard]] Result<Envelope> read_envelope(std::string_view json, const ReadLimits& limits = {});

// The same for a record alone.
[[nodiscard]] Result<Record> read_record(std::string_view json, const ReadLimits& limits = {});

}  // namespace tongbao::record

// The problems of a record one after the other, as ledgers consume them: from a record in memory,
// or from a stream of lines (NDJSON) of which only one problem is held at a time.
#pragma once
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/derive.h"
#include "record/reader.h"
#include "record/record.h"

namespace tongbao::record {

// One problem where it stands. Valid until the next call of next().
struct ListedProblem {
  const Record* record = nullptr;
  const Problem* problem = nullptr;
  std::vector<const Section*> sections;  // that enclose it, outermost first
  std::size_t ordinal = 0;               // from 1, over all: 序号
  std::string number;                    // as the notice prints it
  std::string pointer;                   // into the record; of a stream: into the line
  int line = 0;                          // of the stream, from 1; 0: not from a stream
};

class ProblemSource {
 public:
  virtual ~ProblemSource() = default;
  // The next problem; null after the last, and after an error.
  [[nodiscard]] virtual Result<const ListedProblem*> next() = 0;
};

// `record` and `numbering` must outlive the source.
[[nodiscard]] std::unique_ptr<ProblemSource> problems_of(const Record& record,
                                                         const Numbering& numbering);

// An NDJSON stream: line 1 a record or envelope whose sections carry ids and hold no problems, each
// further line one problem with "section": id, and with "record": recordId where there are several
// records. Lines of one section stand together; blank lines are passed over. Each problem is
// checked as by the reader. Up to 256 kB are read ahead; beyond that and one line, memory grows by
// 16 to 32 bytes a problem, for its id.
// next() fails with what is wrong in the first bad line and in all that follow it (the limit of
// errors holds): json.*, record.* with the line, and record.unknownSection, record.unknownRecord,
// record.scatteredSection, record.tooManyRows, json.unreadable.
class ProblemStream : public ProblemSource {
 public:
  // Reads line 1. `input` must outlive the stream. Errors as read_envelope's, with the line.
  [[nodiscard]] static Result<std::unique_ptr<ProblemStream>> open(std::istream& input,
                                                                   const ReadLimits& limits = {});
  [[nodiscard]] virtual const Envelope& envelope() const = 0;
  // The same, to be judged or printed otherwise. Its records must stay as and where they are: the
  // problems point to them.
  [[nodiscard]] virtual Envelope& envelope() = 0;
};

}  // namespace tongbao::record

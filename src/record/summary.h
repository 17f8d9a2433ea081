// What the problems of a ledger come to as of a date, and what changed since the previous report:
// counted in this one place, for notices, ledgers and findings alike, so that they cannot disagree.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/fields.h"
#include "record/problem_source.h"
#include "record/record.h"

namespace tongbao::record {

// Counts of problems. Every problem is in exactly one of completed, interim, inProgress,
// notStarted and unknown, so their sum is `due`; the others count some of the same again.
struct Tally {
  std::string name;  // of the group (方面), of the organization (单位), or "" of the whole
  // What all counted records agree on, else absent: whom they are about, 轮次, the judging date.
  std::string organization;
  std::string round;
  std::optional<Date> date;
  double records = 0;                 // of how many records it counts problems
  double due = 0;                     // 应整改: all
  double completed = 0;               // 已完成 and 已销号
  double interim = 0;                 // 阶段性完成: not counted as completed
  double in_progress = 0;             // 整改中
  double not_started = 0;             // 未启动
  double unknown = 0;                 // no state given
  double closed = 0;                  // 已销号, of the completed
  double long_term = 0;               // 长期坚持 (term), whatever the state
  std::optional<double> overdue = 0;  // 逾期: derive.h, is_overdue; absent where a record that
                                      // it counts has no date to judge by
  // Completed, and not so in the previous report; absent where no record has one.
  std::optional<double> newly_completed;
  std::optional<double> completion_rate;  // 完成率: completed ÷ due; absent where due is 0
};

// Results of one kind (成效), as the records declare them and as their problems add up.
struct OutcomeSum {
  std::string kind;
  std::string label;
  std::string unit;
  std::optional<double> declared;  // by the records themselves
  std::optional<double> added;     // by their problems
  // Of each record what it declares, else what its problems add up to; and how many records
  // declare it, and of how many the problems were added up.
  double total = 0;
  double declaring = 0;
  double adding = 0;
};

struct Summary {
  Tally total;
  std::vector<Tally> groups;      // by the innermost section's heading, in order of appearance
  std::vector<Tally> categories;  // 方面 over all records: category, else heading
  std::vector<Tally> records;     // in the envelope's order
  std::vector<Tally> comparison;  // 方面 by 方面, in each the records that have problems there:
                                  // name is the 方面, organization the record's
  std::vector<Tally> trend;       // previous reports by date, those without one first, then this
                                  // one; each record counts with its latest so far
  std::vector<OutcomeSum> outcomes;
};

// A field of a problem that differs from the previous report; of a new problem, that it is new.
struct Change {
  std::string field;  // as people call it: 完成状态
  std::string from;   // as printed, "" where there was nothing
  std::string to;
};

// A problem held against its entry in the previous report.
struct Since {
  std::optional<bool> is_new;  // the previous report has no such problem; absent without one
  std::vector<Change> changes;
};

[[nodiscard]] const ObjectType& summary_type();
[[nodiscard]] const ObjectType& tally_type();
[[nodiscard]] const ObjectType& since_type();
[[nodiscard]] View view_of(const Summary& summary);
[[nodiscard]] View view_of(const Tally& tally);
[[nodiscard]] View view_of(const Since& since);

// Counts problems as they pass. Memory grows with groups and records, and with the previous
// report's problems, not with those that pass. For one thread.
class Summarizer {
 public:
  // `envelope` must outlive the summarizer; its own problems are not looked at.
  explicit Summarizer(const Envelope& envelope);
  ~Summarizer();
  Summarizer(const Summarizer&) = delete;
  Summarizer& operator=(const Summarizer&) = delete;

  // Counts one problem of the envelope's records. The result holds until the next call. A record's
  // previous report is the one with its recordId; where either has none, that of the same
  // organization (and round, where both say it). Of several it is the latest.
  const Since& add(const ListedProblem& listed);

  // Errors: record.vanishedProblem, for every problem of the previous report that did not pass and
  // was not closed there, with its pointer ("/previous/0/sections/…"), and once ("/previous/0") for
  // a report with open problems that belongs to no record; record.laterPrevious, where a previous
  // report's date is later than its record's; record.tooManyOutcomes, beyond 8 MB of their kinds.
  // At most 200, and then record.tooManyErrors. Once, at the end.
  [[nodiscard]] Result<Summary> finish();

 private:
  class Counting;
  std::unique_ptr<Counting> counting_;
};

// Of records that are whole.
[[nodiscard]] Result<Summary> summarize(const Envelope& envelope);

}  // namespace tongbao::record

#include "record/summary.h"

#include <deque>
#include <map>
#include <utility>

#include "record/changes.h"
#include "record/derive.h"
#include "record/outcome_sums.h"
#include "record/previous_reports.h"
#include "record/tallying.h"

namespace tongbao::record {

namespace {

constexpr std::size_t most_errors = 200;  // reported, as by the reader

// Tallies by name, in the order in which the names came first. References stay good.
class NamedTallies {
 public:
  std::size_t place_of(const std::string& name) {
    const auto [entry, is_new] = places_.emplace(name, tallies_.size());
    if (is_new) tallies_.emplace_back().name(name);
    return entry->second;
  }
  TallyCount& operator[](std::size_t place) { return tallies_[place]; }
  [[nodiscard]] const std::deque<TallyCount>& all() const { return tallies_; }

 private:
  std::map<std::string, std::size_t> places_;
  std::deque<TallyCount> tallies_;
};

template <class Tallies>
std::vector<Tally> tallies_of(const Tallies& counts) {
  std::vector<Tally> tallies;
  tallies.reserve(counts.size());
  for (const TallyCount& count : counts) tallies.push_back(count.tally());
  return tallies;
}

void cut(Diagnostics& errors) {
  if (errors.size() <= most_errors) return;
  errors.resize(most_errors);
  errors.push_back({.code = "record.tooManyErrors",
                    .where = {},
                    .message = say("还有其他错误：只列出 {} 个",
                                   "and more: only {} errors are listed", most_errors),
                    .hint = {}});
}

}  // namespace

class Summarizer::Counting {
 public:
  explicit Counting(const Envelope& envelope) : previous_(envelope) {
    for (const Record& record : envelope.records) {
      const Unit unit = unit_of(record, envelope.as_of);
      record_places_.emplace(&record, units_.size());
      units_.push_back(unit);
      total_.join(unit);
      TallyCount& count = records_.emplace_back();
      count.join(unit);
      count.name(*unit.organization);
      outcomes_.declare(units_.size() - 1, record.outcomes);
    }
  }

  const Since& add(const ListedProblem& listed) {
    enter(listed);
    const Problem& problem = *listed.problem;
    const bool has_previous = previous_.has(at_.record);
    const auto* before = has_previous ? previous_.pass(at_.record, problem.id) : nullptr;
    const bool was_completed = before != nullptr && is_completed(*before->problem);
    std::optional<bool> newly_completed;
    if (has_previous) newly_completed = is_completed(problem) && !was_completed;
    for (TallyCount* count : at_.counts)
      count->add(problem, units_[at_.record].date, newly_completed);
    outcomes_.add(at_.record, problem.outcomes);
    since_.changes.clear();
    since_.is_new.reset();
    if (!has_previous) return since_;
    since_.is_new = before == nullptr;
    if (before == nullptr) {
      append_new(problem, since_.changes);
    } else {
      append_changes({*before->problem, *before->group}, {problem, group_of(listed.sections)},
                     since_.changes);
    }
    return since_;
  }

  Result<Summary> finish() const {
    Diagnostics errors = previous_.check();
    if (outcomes_.overflowed()) errors.push_back(too_many_outcomes());
    cut(errors);
    if (!errors.empty()) return failure(std::move(errors));
    Summary summary;
    summary.total = total_.tally();
    summary.groups = tallies_of(groups_.all());
    summary.categories = tallies_of(categories_.all());
    summary.records = tallies_of(records_);
    for (const auto& [place, count] : comparison_) summary.comparison.push_back(count.tally());
    summary.trend = previous_.trend();
    summary.trend.push_back(summary.total);
    summary.outcomes = outcomes_.sums();
    return summary;
  }

 private:
  // Where the last problem was counted: most of them stand in the section of the one before.
  struct At {
    const Record* owner = nullptr;
    const Section* section = nullptr;
    std::size_t record = 0;
    std::vector<TallyCount*> counts;
  };

  void enter(const ListedProblem& listed) {
    const Section* section = listed.sections.empty() ? nullptr : listed.sections.back();
    if (at_.owner == listed.record && at_.section == section) return;
    at_.owner = listed.record;
    at_.section = section;
    at_.record = record_places_.at(listed.record);
    const std::string& category = category_of(listed.sections);
    const std::size_t category_place = categories_.place_of(category);
    TallyCount& compared = comparison_[{category_place, at_.record}];
    compared.name(category);
    at_.counts = {&total_, &groups_[groups_.place_of(group_of(listed.sections))],
                  &categories_[category_place], &records_[at_.record], &compared};
    for (TallyCount* count : at_.counts) count->join(units_[at_.record]);
  }

  static Diagnostic too_many_outcomes() {
    return {.code = "record.tooManyOutcomes",
            .where = {},
            .message = say("成效的种类太多", "too many kinds of outcomes"),
            .hint = say("同类成效的类别、名称、单位写得一样",
                        "outcomes of one kind share kind, label and unit")};
  }

  PreviousReports previous_;
  std::vector<Unit> units_;  // of each record
  std::map<const Record*, std::size_t> record_places_;
  TallyCount total_;
  NamedTallies groups_;
  NamedTallies categories_;
  std::deque<TallyCount> records_;
  std::map<std::pair<std::size_t, std::size_t>, TallyCount> comparison_;  // by 方面, record
  OutcomeSums outcomes_;
  At at_;
  Since since_;
};

Summarizer::Summarizer(const Envelope& envelope)
    : counting_(std::make_unique<Counting>(envelope)) {}
Summarizer::~Summarizer() = default;

const Since& Summarizer::add(const ListedProblem& listed) {
  return counting_->add(listed);
}

Result<Summary> Summarizer::finish() {
  return counting_->finish();
}

Result<Summary> summarize(const Envelope& envelope) {
  Summarizer summarizer(envelope);
  for (const Record& record : envelope.records) {
    const Numbering numbering(record);
    const auto source = problems_of(record, numbering);
    for (auto next = source->next(); next && *next != nullptr; next = source->next()) {
      static_cast<void>(summarizer.add(**next));
    }
  }
  return summarizer.finish();
}

}  // namespace tongbao::record

#include "record/previous_reports.h"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

#include "base/json_pointer.h"
#include "record/derive.h"
#include "record/tallying.h"
#include "record/wording.h"

namespace tongbao::record {

namespace {

// Calls visit(problem, pointer) for each, in printed order.
template <class Visit>
void for_each_problem(const std::vector<Section>& sections, const Pointer& at, const Visit& visit) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const Pointer section = at / i;
    for_each_problem(sections[i].sections, section / "sections", visit);
    const Pointer problems = section / "problems";
    for (std::size_t j = 0; j < sections[i].problems.size(); ++j) {
      visit(sections[i].problems[j], problems / j);
    }
  }
}

bool was_closed(const Problem& problem) {
  return problem.status == Status::closed || problem.closed_date.has_value();
}

std::optional<Date> date_of(const Record& report) {
  return judging_date(report, std::nullopt);
}

// By day; a month stands with its last one.
auto in_time(const Date& date) {
  return std::tuple(date.last_day(), date);
}

bool is_before(const std::optional<Date>& a, const std::optional<Date>& b) {
  return b && (!a || in_time(*a) < in_time(*b));
}

// Whether every day that `a` may mean lies after every one of `b`.
bool is_certainly_after(Date a, const Date& b) {
  if (!a.has_day()) a.day = 1;
  return a.last_day() > b.last_day();
}

// Finds the record that a previous report is about: that of its id; where one of them has none,
// that of the same organization and round, if both say the round.
class RecordFinder {
 public:
  explicit RecordFinder(const std::vector<Record>& records) {
    for (std::size_t i = 0; i < records.size(); ++i) {
      const Inspected key = inspected(records[i]);
      of_all_.emplace(key, i);
      if (records[i].record_id.empty()) {
        without_id_.emplace(key, i);
      } else {
        by_id_.emplace(records[i].record_id, i);
      }
    }
  }

  [[nodiscard]] std::optional<std::size_t> find(const Record& report) const {
    if (report.record_id.empty()) return find(of_all_, inspected(report));
    const auto found = by_id_.find(report.record_id);
    return found != by_id_.end() ? found->second : find(without_id_, inspected(report));
  }

 private:
  using Inspected = std::pair<std::string_view, std::string_view>;  // organization, round
  using Places = std::map<Inspected, std::size_t>;

  static Inspected inspected(const Record& record) { return {unit_of(record), round_of(record)}; }

  static std::optional<std::size_t> find(const Places& places, const Inspected& key) {
    auto found = places.find(key);
    if (found == places.end()) found = places.lower_bound({key.first, {}});
    if (found == places.end() || found->first.first != key.first) return std::nullopt;
    const std::string_view round = found->first.second;
    const bool agree = round.empty() || key.second.empty() || round == key.second;
    return agree ? std::optional(found->second) : std::nullopt;
  }

  std::map<std::string_view, std::size_t> by_id_;
  Places of_all_;
  Places without_id_;
};

Tally tally_of(const Record& report) {
  TallyCount count;
  const Unit unit = unit_of(report, std::nullopt);
  count.join(unit);
  for_each_problem(report.sections, Pointer(), [&](const Problem& problem, const Pointer&) {
    count.add(problem, unit.date, std::nullopt);
  });
  return count.tally();
}

// The sum of each record's latest report so far.
class RunningTally {
 public:
  void replace(std::size_t record, Tally report) {
    const auto [place, is_first] = reports_.try_emplace(record);
    if (!is_first) add(place->second, -1);
    place->second = std::move(report);
    add(place->second, 1);
  }

  [[nodiscard]] Tally tally() const {
    Tally made = reports_.size() == 1 ? reports_.begin()->second : sum_;
    if (undecided_ > 0) made.overdue.reset();
    made.completion_rate.reset();
    if (made.due > 0) made.completion_rate = made.completed / made.due;
    return made;
  }

 private:
  void add(const Tally& report, double times) {
    constexpr std::array counts{&Tally::records, &Tally::due,         &Tally::completed,
                                &Tally::interim, &Tally::in_progress, &Tally::not_started,
                                &Tally::unknown, &Tally::closed,      &Tally::long_term};
    for (double Tally::*count : counts) sum_.*count += times * report.*count;
    *sum_.overdue += times * report.overdue.value_or(0);
    if (!report.overdue) undecided_ += times;
  }

  std::map<std::size_t, Tally> reports_;
  Tally sum_;
  double undecided_ = 0;
};

Diagnostic error_at(std::string_view code, const Pointer& at, Bilingual message, Bilingual hint) {
  return {.code = std::string(code),
          .where = Place::at_pointer(at.text()),
          .message = std::move(message),
          .hint = std::move(hint)};
}

}  // namespace

PreviousReports::PreviousReports(const Envelope& envelope)
    : envelope_(envelope), latest_(envelope.records.size()) {
  const RecordFinder finder(envelope.records);
  const auto& reports = envelope.previous;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const auto owner = finder.find(reports[i]);
    owners_.push_back(owner);
    if (!owner) continue;
    std::optional<std::size_t>& latest = latest_[*owner].place;
    if (!latest || !is_before(date_of(reports[i]), date_of(reports[*latest]))) latest = i;
  }
  std::vector<const Section*> round;
  for (Report& report : latest_) {
    if (report.place) collect(reports[*report.place].sections, round, report);
  }
}

void PreviousReports::collect(const std::vector<Section>& sections,
                              std::vector<const Section*>& round, Report& report) {
  for (const Section& section : sections) {
    round.push_back(&section);
    collect(section.sections, round, report);
    for (const Problem& problem : section.problems) {
      report.by_id.emplace(problem.id, report.entries.size());
      report.entries.push_back({&problem, &group_of(round)});
    }
    round.pop_back();
  }
}

const PreviousReports::Entry* PreviousReports::pass(std::size_t record, std::string_view id) {
  Report& report = latest_[record];
  std::size_t place = report.next;
  if (place >= report.entries.size() || report.entries[place].problem->id != id) {
    const auto found = report.by_id.find(id);
    if (found == report.by_id.end()) return nullptr;
    place = found->second;
  }
  Entry& entry = report.entries[place];
  entry.passed = true;
  report.next = place + 1;
  return &entry;
}

std::vector<Tally> PreviousReports::trend() const {
  // A record counts once at a date: its last report of that date. Those without one come first.
  using Reports = std::map<std::size_t, const Record*>;  // by the record they belong to
  std::vector<Reports> undated;
  std::map<std::size_t, std::size_t> undated_of;
  std::map<decltype(in_time(Date{})), Reports> dated;
  for (std::size_t i = 0; i < owners_.size(); ++i) {
    if (!owners_[i]) continue;
    const Record& report = envelope_.previous[i];
    if (const std::optional<Date> date = date_of(report)) {
      dated[in_time(*date)][*owners_[i]] = &report;
      continue;
    }
    const std::size_t round = undated_of[*owners_[i]]++;
    if (round == undated.size()) undated.emplace_back();
    undated[round][*owners_[i]] = &report;
  }
  std::vector<Tally> trend;
  RunningTally running;
  const auto pass = [&](const Reports& reports, std::optional<Date> date) {
    for (const auto& [owner, report] : reports) running.replace(owner, tally_of(*report));
    trend.push_back(running.tally());
    trend.back().date = date;
  };
  for (const Reports& reports : undated) pass(reports, std::nullopt);
  for (const auto& [moment, reports] : dated) pass(reports, std::get<Date>(moment));
  return trend;
}

Diagnostics PreviousReports::check() const {
  Diagnostics errors;
  check_dates(errors);
  for (const Report& report : latest_) {
    if (report.place) check_vanished(report, errors);
  }
  check_strangers(errors);
  return errors;
}

void PreviousReports::check_dates(Diagnostics& errors) const {
  const Pointer root;
  const Pointer previous = root / "previous";
  for (std::size_t i = 0; i < owners_.size(); ++i) {
    if (!owners_[i]) continue;
    const auto then = date_of(envelope_.previous[i]);
    const auto now = judging_date(envelope_.records[*owners_[i]], envelope_.as_of);
    if (!then || !now || !is_certainly_after(*then, *now)) continue;
    errors.push_back(error_at(
        "record.laterPrevious", previous / i,
        say("上次的报告截至{}，比本次的{}还晚",
            "a previous report as of {0}, later than {1} itself", then->chinese(), now->chinese()),
        say("“previous”是以前的报告", "\"previous\" holds earlier reports")));
  }
}

void PreviousReports::check_vanished(const Report& report, Diagnostics& errors) const {
  const Pointer root;
  const Pointer previous = root / "previous";
  const Pointer here = previous / *report.place;
  std::size_t place = 0;
  for_each_problem(
      envelope_.previous[*report.place].sections, here / "sections",
      [&](const Problem& problem, const Pointer& at) {
        if (report.entries[place++].passed || was_closed(problem)) return;
        errors.push_back(
            error_at("record.vanishedProblem", at,
                     say("上次报告的问题“{}”没有了",
                         "problem \"{}\" of the previous report has vanished", shown(problem.id)),
                     say("销号以后才可以不列", "only a closed problem may be left out")));
      });
}

// A report that belongs to no record: all its problems have vanished.
void PreviousReports::check_strangers(Diagnostics& errors) const {
  const Pointer root;
  const Pointer previous = root / "previous";
  for (std::size_t i = 0; i < owners_.size(); ++i) {
    if (owners_[i]) continue;
    const Record& report = envelope_.previous[i];
    std::size_t open = 0;
    for_each_problem(report.sections, root, [&open](const Problem& problem, const Pointer&) {
      if (!was_closed(problem)) ++open;
    });
    if (open == 0) continue;
    errors.push_back(
        error_at("record.vanishedProblem", previous / i,
                 say("上次报告的“{}”不在本次的记录之内，{} 个问题没有了",
                     "no record goes on with the previous report of \"{}\": {} problems vanished",
                     shown(unit_of(report)), open),
                 say("两次报告的“recordId”须相同；没有时，单位名称须相同",
                     "both have the same \"recordId\" or, without, the same organization")));
  }
}

}  // namespace tongbao::record

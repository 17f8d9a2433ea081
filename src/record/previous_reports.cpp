#include "record/previous_reports.h"

#include <algorithm>
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
  for (Report& report : latest_) {
    if (report.place) collect(report);
  }
}

void PreviousReports::collect(Report& report) const {
  const Pointer root;
  for_each_problem(envelope_.previous[*report.place].sections, root,
                   [&report](const Problem& problem, const Pointer&) {
                     report.by_id.emplace(problem.id, report.entries.size());
                     report.entries.push_back({&problem});
                   });
}

const Problem* PreviousReports::pass(std::size_t record, std::string_view id) {
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
  return entry.problem;
}

std::vector<Tally> PreviousReports::trend() const {
  // A record counts once at a date: its last report of that date.
  using Moment = decltype(in_time(Date{}));
  std::map<Moment, std::map<std::size_t, const Record*>> reports;
  for (std::size_t i = 0; i < owners_.size(); ++i) {
    const Record& report = envelope_.previous[i];
    const std::optional<Date> date = date_of(report);
    if (owners_[i] && date) reports[in_time(*date)][*owners_[i]] = &report;
  }
  std::vector<Tally> trend;
  for (const auto& [moment, of_records] : reports) {
    TallyCount count;
    for (const auto& [owner, report] : of_records) {
      const Unit unit = unit_of(*report, std::nullopt);
      count.join(unit);
      for_each_problem(report->sections, Pointer(),
                       [&count, &unit](const Problem& problem, const Pointer&) {
                         count.add(problem, unit.date, false);
                       });
    }
    trend.push_back(count.tally());
  }
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

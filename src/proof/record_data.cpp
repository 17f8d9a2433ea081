// 数据: states, dates and what a row of the ledger lacks. What no problem of the record has
// (a published notice knows no departments) is not missed.
#include <fmt/format.h>

#include "proof/families.h"

namespace tongbao::proof {

namespace {

using record::Problem;

struct Place {
  const Problem* problem = nullptr;
  std::string pointer;
};

void collect(const std::vector<record::Section>& sections, const std::string& at,
             std::vector<Place>& places) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::string here = fmt::format("{}/{}", at, i);
    for (std::size_t p = 0; p < sections[i].problems.size(); ++p) {
      places.push_back({&sections[i].problems[p], fmt::format("{}/problems/{}", here, p)});
    }
    collect(sections[i].sections, here + "/sections", places);
  }
}

struct Known {
  bool completions = false;
  bool departments = false;
  bool deadlines = false;
};

Known known_of(const std::vector<Place>& places) {
  Known known;
  for (const Place& place : places) {
    known.completions = known.completions || place.problem->completed_date.has_value();
    known.departments = known.departments || !place.problem->department.empty();
    known.deadlines = known.deadlines || place.problem->deadline.has_value();
  }
  return known;
}

// Graver where other problems have a date of completion.
void check_completion(const Place& place, const Known& known, Findings& findings) {
  const Problem& problem = *place.problem;
  if (!record::is_completed(problem) || problem.completed_date || problem.closed_date) return;
  findings.add_field_as(known.completions ? Severity::warning : Severity::note,
                        "record.completedDate", place.pointer, "", std::nullopt);
}

void check_dates_of(const Place& place, const Subject& subject, Findings& findings) {
  const Problem& problem = *place.problem;
  const auto& judged = subject.judged;
  const auto& inspection = subject.record.inspection;
  if (judged && problem.completed_date && problem.completed_date->last_day() > judged->last_day() &&
      !(problem.completed_date->year == judged->year &&
        problem.completed_date->month == judged->month && !problem.completed_date->has_day())) {
    findings.add_field("record.future", place.pointer + "/completedDate",
                       problem.completed_date->iso(), std::nullopt, judged->iso());
  }
  if (inspection && inspection->feedback_date && problem.deadline &&
      problem.deadline->last_day() < inspection->feedback_date->last_day()) {
    findings.add_field("record.deadline", place.pointer + "/deadline", problem.deadline->iso(),
                       std::nullopt, inspection->feedback_date->iso());
  }
  if (problem.closed_date && problem.completed_date &&
      problem.closed_date->last_day() < problem.completed_date->last_day() &&
      problem.completed_date->has_day()) {
    findings.add_field("record.closed", place.pointer + "/closedDate", problem.closed_date->iso(),
                       std::nullopt, problem.completed_date->iso());
  }
}

void check_gaps(const Place& place, const Known& known, Findings& findings) {
  const Problem& problem = *place.problem;
  const bool acts = !problem.measures.empty() || !problem.body.empty() || !problem.task.empty();
  if (!acts) findings.add_field("record.measures", place.pointer, "", std::nullopt);
  if (known.departments && problem.department.empty()) {
    findings.add_field("record.department", place.pointer, "", std::nullopt);
  }
  const bool open_ended = problem.term == record::Term::long_term ||
                          problem.term == record::Term::immediate ||
                          !problem.deadline_note.empty() || record::is_completed(problem);
  if (known.deadlines && !problem.deadline && !open_ended) {
    findings.add_field("record.noDeadline", place.pointer, "", std::nullopt);
  }
}

}  // namespace

void check_record(const Subject& subject, const WordLists& /*lists*/, Findings& findings) {
  std::vector<Place> places;
  collect(subject.record.sections, "/sections", places);
  const Known known = known_of(places);
  for (const Place& place : places) {
    check_completion(place, known, findings);
    check_dates_of(place, subject, findings);
    check_gaps(place, known, findings);
  }
}

}  // namespace tongbao::proof

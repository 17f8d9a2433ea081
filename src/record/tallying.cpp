#include "record/tallying.h"

#include "record/derive.h"

namespace tongbao::record {

namespace {

// What counts a problem in that state; nothing said counts apart.
double& of_state(Tally& tally, std::optional<Status> status) {
  if (!status) return tally.unknown;
  switch (*status) {
    case Status::not_started:
      return tally.not_started;
    case Status::in_progress:
      return tally.in_progress;
    case Status::interim:
      return tally.interim;
    case Status::completed:
    case Status::closed:
      break;
  }
  return tally.completed;
}

}  // namespace

Unit unit_of(const Record& record, std::optional<Date> envelope_as_of) {
  return {&unit_of(record), &round_of(record), judging_date(record, envelope_as_of)};
}

void TallyCount::join(const Unit& unit) {
  if (!joined_.insert(unit.organization).second) return;
  ++tally_.records;
  if (joined_.size() == 1) {
    tally_.organization = *unit.organization;
    tally_.round = *unit.round;
    tally_.date = unit.date;
    return;
  }
  if (tally_.organization != *unit.organization) tally_.organization.clear();
  if (tally_.round != *unit.round) tally_.round.clear();
  if (tally_.date != unit.date) tally_.date.reset();
}

void TallyCount::add(const Problem& problem, std::optional<Date> date,
                     std::optional<bool> newly_completed) {
  ++tally_.due;
  ++of_state(tally_, problem.status);
  if (problem.status == Status::closed) ++tally_.closed;
  if (problem.term == Term::long_term) ++tally_.long_term;
  if (!date) {
    tally_.overdue.reset();
  } else if (tally_.overdue && is_overdue(problem, *date)) {
    ++*tally_.overdue;
  }
  if (!newly_completed) return;
  tally_.newly_completed = tally_.newly_completed.value_or(0) + (*newly_completed ? 1 : 0);
}

Tally TallyCount::tally() const {
  Tally tally = tally_;
  if (tally.due > 0) tally.completion_rate = tally.completed / tally.due;
  return tally;
}

}  // namespace tongbao::record

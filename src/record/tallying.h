// How one problem enters a tally. Internal to the room.
#pragma once
#include <optional>
#include <set>
#include <string>

#include "record/summary.h"

namespace tongbao::record {

// What a record says of all its problems.
struct Unit {
  const std::string* organization;
  const std::string* round;
  std::optional<Date> date;  // judged at
};
[[nodiscard]] Unit unit_of(const Record& record, std::optional<Date> envelope_as_of);

// A tally says of organization, round and date what all units agree on whose problems it counts.
class TallyCount {
 public:
  void join(const Unit& unit);
  // `date`: judged at. `newly_completed`: absent without a previous report. Requires that the
  // problem's unit has joined.
  void add(const Problem& problem, std::optional<Date> date, std::optional<bool> newly_completed);
  void name(std::string name) { tally_.name = std::move(name); }
  [[nodiscard]] Tally tally() const;

 private:
  Tally tally_;
  std::set<const std::string*> joined_;  // units, by their organization, which is a record's own
};

}  // namespace tongbao::record

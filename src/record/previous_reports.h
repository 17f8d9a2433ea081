// The previous reports of an envelope, held against its records. Internal to the room.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "record/summary.h"

namespace tongbao::record {

class PreviousReports {
 public:
  // `envelope` must outlive it.
  explicit PreviousReports(const Envelope& envelope);

  // Whether the record at that place has a previous report: of several the latest.
  [[nodiscard]] bool has(std::size_t record) const { return latest_[record].place.has_value(); }
  struct Entry {
    const Problem* problem;
    const std::string* group;  // derive.h, group_of
    bool passed = false;
  };
  // The problem's entry there, which has not vanished then; null where there is none.
  [[nodiscard]] const Entry* pass(std::size_t record, std::string_view id);

  // At each date that a report has, what the latest reports so far of all records come to; undated
  // ones come before.
  [[nodiscard]] std::vector<Tally> trend() const;
  // What vanished, and reports that are later than their record.
  [[nodiscard]] Diagnostics check() const;

 private:
  struct Report {
    std::optional<std::size_t> place;  // in the envelope's previous
    std::vector<Entry> entries;        // in printed order
    std::map<std::string_view, std::size_t> by_id;
    std::size_t next = 0;  // after the last that passed: problems mostly come in the same order
  };

  static void collect(const std::vector<Section>& sections, std::vector<const Section*>& round,
                      Report& report);
  void check_dates(Diagnostics& errors) const;
  void check_vanished(const Report& report, Diagnostics& errors) const;
  void check_strangers(Diagnostics& errors) const;

  const Envelope& envelope_;
  std::vector<std::optional<std::size_t>> owners_;  // the record that each report belongs to
  std::vector<Report> latest_;                      // of each record
};

}  // namespace tongbao::record

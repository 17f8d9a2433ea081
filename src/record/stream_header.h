// The first line of a stream: the records and sections that the problems of the further lines
// belong to. Internal to the room.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/read_errors.h"
#include "record/record.h"

namespace tongbao::record {

struct HeaderSection {
  const Record* record = nullptr;
  std::size_t record_index = 0;
  const Section* section = nullptr;
  std::vector<const Section*> path;  // down to the section itself, outermost first
  std::size_t problem_place = 0;     // of its last numbered problem
  bool passed = false;               // lines of another section came after its own
};

// What a header must not have, beyond what the reader refuses: problems of its own, and several
// records without ids.
[[nodiscard]] Diagnostics check_stream_header(const Envelope& envelope);

class StreamHeader {
 public:
  // Requires that check_stream_header found nothing.
  explicit StreamHeader(Envelope envelope);
  StreamHeader(const StreamHeader&) = delete;
  StreamHeader& operator=(const StreamHeader&) = delete;

  [[nodiscard]] const Envelope& envelope() const { return envelope_; }
  [[nodiscard]] Envelope& envelope() { return envelope_; }
  // Where a line belongs, by its "record" and "section", "" where absent; null with an error.
  [[nodiscard]] HeaderSection* find(std::string_view record_id, std::string_view section_id,
                                    ReadErrors& errors);
  // Of the last numbered problem of a record, for continuous numbering.
  [[nodiscard]] std::size_t& problem_place(std::size_t record_index) {
    return problem_places_[record_index];
  }

 private:
  using Sections = std::map<std::string_view, HeaderSection>;

  void collect(std::size_t record_index, const std::vector<Section>& sections,
               std::vector<const Section*>& path);
  [[nodiscard]] Sections* find_record(std::string_view record_id, ReadErrors& errors);

  Envelope envelope_;
  std::vector<Sections> sections_;  // of each record
  std::map<std::string_view, std::size_t> record_indices_;
  std::vector<std::size_t> problem_places_;
};

}  // namespace tongbao::record

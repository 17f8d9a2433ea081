// What a worker needs to know of a document beside the bytes it is made from: the options of an
// Order, and how it is read from and written to the store.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "record/record.h"

namespace tongbao::jobs {

struct Task {
  bool stream = false;   // the input is NDJSON; else a record or an envelope
  bool excerpt = false;  // cut out of a larger body: its lines and columns are not the sender's
  std::optional<record::Edition> edition;
  bool attach_record = false;
  bool allow_personal_data = false;
};

[[nodiscard]] std::string to_json(const Task& task);
// Of what to_json() wrote, by this or an earlier version.
[[nodiscard]] Task parse_task(std::string_view json);

}  // namespace tongbao::jobs

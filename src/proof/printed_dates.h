// Dates as texts print them: 2025年4月1日, 4月1日, 2021年7月. Pure. Internal to the room.
#pragma once
#include <optional>
#include <vector>

#include "proof/characters_of_text.h"

namespace tongbao::proof {

struct PrintedDate {
  Span span;
  std::optional<int> year;   // as printed
  std::optional<int> taken;  // else that of the date before it in the same text
  int month = 0;
  int day = 0;  // 0: only the month
};

[[nodiscard]] std::vector<PrintedDate> printed_dates(Text text);

}  // namespace tongbao::proof

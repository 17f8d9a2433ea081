#include "proof/printed_dates.h"

#include <utility>

namespace tongbao::proof {

std::vector<PrintedDate> printed_dates(Text text) {
  std::vector<PrintedDate> dates;
  std::optional<int> year;        // named last
  std::optional<Number> year_at;  // 2025年, right before a month
  for (const Number& number : numbers_in(text)) {
    if (!number.arabic) continue;
    const char32_t next = at(text, number.span.end);
    if (next == U'年' && number.value >= 1000 && number.value <= 9999) {
      // 2022年的, 2022年度: of a thing, not of the dates that follow.
      const char32_t after = at(text, number.span.end + 1);
      if (after != U'的' && after != U'度') year = static_cast<int>(number.value);
      year_at = number;
    } else if (next == U'月' && number.value >= 1 && number.value <= 99) {
      const bool own = year_at && year_at->span.end + 1 == number.span.begin;
      const std::size_t begin = own ? year_at->span.begin : number.span.begin;
      dates.push_back({.span = {begin, number.span.end + 1},
                       .year = own ? year : std::nullopt,
                       .taken = year,
                       .month = static_cast<int>(number.value)});
    } else if ((next == U'日' || next == U'号') && number.value <= 99 && !dates.empty() &&
               dates.back().day == 0 && dates.back().span.end == number.span.begin) {
      dates.back().day = static_cast<int>(number.value);
      dates.back().span.end = number.span.end + 1;
    }
  }
  return dates;
}

}  // namespace tongbao::proof

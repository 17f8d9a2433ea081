// Dates in running text: 2024年9月14日至12月20日, 6月17日, 二〇二一年四月十三日.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "base/date.h"
#include "importer/characters.h"

namespace tongbao::importer {

// A date as it stands in a text. What it leaves out is 0.
struct DateMention {
  std::size_t begin = 0;
  std::size_t end = 0;
  int year = 0;
  int month = 0;
  int day = 0;
};

// Every date of `text`, in order: with a year, or with month and day; after 至 and the like also a
// month or a day alone.
[[nodiscard]] std::vector<DateMention> find_dates(Text text);

// True where `later` follows `earlier` as the end of a range (至, 到, —, -).
[[nodiscard]] bool is_range(Text text, const DateMention& earlier, const DateMention& later);

// A date that ends `text` (2021年4月13日, 二〇二一年四月十三日, 2021-04-13, 2021.4.13), full, or
// with year and month.
[[nodiscard]] std::optional<DateMention> date_at_end(Text text);

// The date, if it names a year and exists.
[[nodiscard]] std::optional<Date> to_date(const DateMention& mention);

}  // namespace tongbao::importer

// A calendar date as records write it: 2025-04-01, or 2021-07 where only the month is known.
// Years 1 to 9999, proleptic Gregorian. No clock anywhere.
#pragma once
#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace tongbao {

struct Date {
  int year = 0;
  int month = 0;  // 1 to 12
  int day = 0;    // 1 to 31; 0: only the month is known

  friend auto operator<=>(const Date&, const Date&) = default;

  // Reads exactly yyyy-mm-dd or yyyy-mm; nothing for any other text or a day that does not exist.
  [[nodiscard]] static std::optional<Date> parse(std::string_view text);

  [[nodiscard]] bool has_day() const { return day != 0; }
  // True where the month exists and, if given, the day exists in it.
  [[nodiscard]] bool exists() const;
  // The day itself; for a month its last day (a deadline "in July" ends with July).
  [[nodiscard]] std::chrono::sys_days last_day() const;

  [[nodiscard]] std::string iso() const;      // 2025-04-01, 2021-07
  [[nodiscard]] std::string chinese() const;  // 2025年4月1日, 2021年7月 (GB/T 9704 7.3.5.4)
};

}  // namespace tongbao

#include "base/date.h"

#include <fmt/format.h>

namespace tongbao {

namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
  const bool with_day = text.size() == 10;
  if (!with_day && text.size() != 7) return std::nullopt;
  if (text[4] != '-' || (with_day && text[7] != '-')) return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = with_day ? digits(text.substr(8, 2)) : std::optional(0);
  if (!year || !month || !day || (with_day && *day == 0)) return std::nullopt;
  const Date date{*year, *month, *day};
  if (!date.exists()) return std::nullopt;
  return date;
}

bool Date::exists() const {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 0) return false;
  if (day == 0) return true;
  return std::chrono::year_month_day(std::chrono::year(year),
                                     std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

std::chrono::sys_days Date::last_day() const {
  const std::chrono::year y(year);
  const std::chrono::month m(static_cast<unsigned>(month));
  if (day == 0) return std::chrono::sys_days(y / m / std::chrono::last);
  return std::chrono::sys_days(y / m / std::chrono::day(static_cast<unsigned>(day)));
}

std::string Date::iso() const {
  return day == 0 ? fmt::format("{:04}-{:02}", year, month)
                  : fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string Date::chinese() const {
  return day == 0 ? fmt::format("{}年{}月", year, month)
                  : fmt::format("{}年{}月{}日", year, month, day);
}

}  // namespace tongbao

#include "layout/cell_words.h"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

namespace tongbao::layout {

namespace {

// The digits of one code: yyyy, yy, mm, m, dd, d.
std::string date_part(const Date& date, char code, std::size_t length) {
  if (code == 'y') {
    const int year = length <= 2 ? date.year % 100 : date.year;
    return fmt::format("{:0{}}", year, length <= 2 ? 2 : 4);
  }
  return fmt::format("{:0{}}", code == 'm' ? date.month : date.day,
                     std::min<std::size_t>(length, 2));
}

std::string date_words(const Date& date, std::string_view format) {
  // A month without its day has none to show.
  if (!date.has_day() || format.find('y') == std::string_view::npos) return date.iso();
  std::string words;
  for (std::size_t i = 0; i < format.size();) {
    const char c = format[i];
    if (c == 'y' || c == 'm' || c == 'd') {
      const std::size_t end = std::min(format.find_first_not_of(c, i), format.size());
      words += date_part(date, c, end - i);
      i = end;
    } else {
      if (c != '"' && c != '\\') words += c;
      ++i;
    }
  }
  return words;
}

void group_thousands(std::string& digits) {
  const std::size_t first = digits.front() == '-' ? 1 : 0;
  std::size_t at = std::min(digits.find('.'), digits.size());
  while (at > first + 3) {
    at -= 3;
    digits.insert(at, ",");
  }
}

std::string number_words(double value, std::string_view format) {
  const bool known = !format.empty() && format.find_first_not_of("0#.,%") == std::string_view::npos;
  if (!known) return fmt::format("{}", value);
  const bool percent = format.back() == '%';
  const std::size_t point = format.find('.');
  const std::size_t decimals =
      point == std::string_view::npos ? 0 : format.size() - point - 1 - (percent ? 1 : 0);
  std::string words = fmt::format("{:.{}f}", percent ? value * 100 : value, decimals);
  if (format.find(',') != std::string_view::npos) group_thousands(words);
  if (percent) words += '%';
  return words;
}

}  // namespace

std::string cell_words(const content::CellValue& value, std::string_view format) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<double>(&value)) return number_words(*number, format);
  if (const auto* date = std::get_if<Date>(&value)) return date_words(*date, format);
  if (const auto* link = std::get_if<content::LinkedText>(&value)) return link->text;
  return {};
}

}  // namespace tongbao::layout

#include "importer/dates.h"

#include <array>

#include "base/chinese_numerals.h"
#include "base/utf8.h"

namespace tongbao::importer {

namespace {

constexpr Text range_marks = U"至到—–－-~～";

struct Number {
  int value = 0;
  std::size_t length = 0;  // 0: none
};

Number arabic_at(Text text, std::size_t i, std::size_t most) {
  Number number;
  while (i + number.length < text.size() && is_digit(text[i + number.length])) {
    if (number.length == most) return {};
    number.value = number.value * 10 + digit_value(text[i + number.length]);
    ++number.length;
  }
  return number;
}

Number chinese_at(Text text, std::size_t i) {
  constexpr Text digits = U"一二三四五六七八九十";
  std::size_t end = i;
  while (end < text.size() && end - i < 4 && digits.find(text[end]) != Text::npos) ++end;
  const auto value = parse_chinese_number(to_utf8(text.substr(i, end - i)));
  if (end == i || !value) return {};
  return {static_cast<int>(*value), end - i};
}

// 二〇二一: digit by digit, with the many zeros that people type.
Number chinese_year_at(Text text, std::size_t i) {
  constexpr Text digits = U"〇一二三四五六七八九";
  constexpr Text zeros = U"零○ＯO0◯";
  Number year;
  for (; year.length < 4 && i + year.length < text.size(); ++year.length) {
    const char32_t c = text[i + year.length];
    const std::size_t digit = zeros.find(c) != Text::npos ? 0 : digits.find(c);
    if (digit == Text::npos) return {};
    year.value = year.value * 10 + static_cast<int>(digit);
  }
  return year.length == 4 ? year : Number{};
}

char32_t at(Text text, std::size_t i) {
  return i < text.size() ? text[i] : U'\0';
}

Number small_at(Text text, std::size_t i) {
  const Number arabic = arabic_at(text, i, 2);
  return arabic.length > 0 ? arabic : chinese_at(text, i);
}

// Reads 年, 月, 日 parts from `i`; nothing where not even one part is there.
std::optional<DateMention> mention_at(Text text, std::size_t i) {
  DateMention mention{i, i, 0, 0, 0};
  const Number arabic = arabic_at(text, i, 4);
  const Number year = arabic.length == 4 ? arabic : chinese_year_at(text, i);
  if (year.length == 4 && at(text, i + 4) == U'年') {
    mention.year = year.value;
    mention.end = i + 5;
  }
  const Number month = small_at(text, mention.end);
  if (month.length > 0 && at(text, mention.end + month.length) == U'月') {
    mention.month = month.value;
    mention.end += month.length + 1;
  }
  const Number day = small_at(text, mention.end);
  const char32_t after_day = at(text, mention.end + day.length);
  if (day.length > 0 && (after_day == U'日' || after_day == U'号')) {
    mention.day = day.value;
    mention.end += day.length + 1;
  }
  if (mention.end == i) return std::nullopt;
  return mention;
}

bool is_range_mark(Text between) {
  return !between.empty() && between.size() <= 2 &&
         between.find_first_not_of(range_marks) == Text::npos;
}

bool stands_alone(const DateMention& mention) {
  if (mention.year > 0) return mention.month > 0;
  return mention.month > 0 && mention.day > 0;
}

// 2021-04-13, 2021.4.13, 2021/4/13 as the whole of `text`.
std::optional<DateMention> numeric_date(Text text) {
  const Number year = arabic_at(text, 0, 4);
  const char32_t mark = at(text, 4);
  if (year.length != 4 || (mark != U'-' && mark != U'.' && mark != U'/')) return std::nullopt;
  const Number month = arabic_at(text, 5, 2);
  const std::size_t second = 5 + month.length;
  if (month.length == 0 || at(text, second) != mark) return std::nullopt;
  const Number day = arabic_at(text, second + 1, 2);
  if (day.length == 0 || second + 1 + day.length != text.size()) return std::nullopt;
  return DateMention{0, text.size(), year.value, month.value, day.value};
}

}  // namespace

std::vector<DateMention> find_dates(Text text) {
  std::vector<DateMention> dates;
  for (std::size_t i = 0; i < text.size();) {
    const auto mention = mention_at(text, i);
    if (!mention) {
      // A number is passed over whole: its last digits are no month.
      ++i;
      while (i < text.size() && is_digit(text[i - 1]) && is_digit(text[i])) ++i;
      continue;
    }
    const bool ends_range = !dates.empty() && is_range(text, dates.back(), *mention);
    // 2020年 alone, before 至2021年3月, is no date; 3月至5月 is two of them.
    const bool opens_range = mention->month > 0 && mention->end < text.size() &&
                             range_marks.find(text[mention->end]) != Text::npos;
    if (stands_alone(*mention) || ends_range || opens_range) dates.push_back(*mention);
    i = mention->end;
  }
  return dates;
}

bool is_range(Text text, const DateMention& earlier, const DateMention& later) {
  return later.begin > earlier.end &&
         is_range_mark(text.substr(earlier.end, later.begin - earlier.end));
}

std::optional<DateMention> date_at_end(Text text) {
  constexpr std::size_t longest = 16;
  const std::size_t first = text.size() > longest ? text.size() - longest : 0;
  for (std::size_t i = first; i < text.size(); ++i) {
    if (i > 0 && is_digit(text[i - 1])) continue;
    auto mention = mention_at(text, i);
    if (!mention && is_digit(text[i])) {
      mention = numeric_date(text.substr(i));
      if (mention) mention->begin = i, mention->end = text.size();
    }
    if (mention && mention->end == text.size() && mention->year > 0 && mention->month > 0) {
      return mention;
    }
  }
  return std::nullopt;
}

std::optional<Date> to_date(const DateMention& mention) {
  const Date date{mention.year, mention.month, mention.day};
  return date.exists() ? std::optional(date) : std::nullopt;
}

}  // namespace tongbao::importer

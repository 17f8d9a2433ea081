#include "importer/markers.h"

#include <algorithm>

#include "base/chinese_numerals.h"
#include "base/utf8.h"

namespace tongbao::importer {

namespace {

constexpr Text chinese_digits = U"一二三四五六七八九十百零〇";
constexpr std::size_t longest_chinese_number = 5;  // 二百三十一
constexpr std::size_t longest_number = 5;

struct Number {
  std::uint32_t value = 0;
  std::size_t length = 0;  // 0: none
};

Number chinese_number_at(Text text, std::size_t i) {
  std::size_t end = i;
  while (end < text.size() && end - i < longest_chinese_number &&
         chinese_digits.find(text[end]) != Text::npos) {
    ++end;
  }
  if (end == i) return {};
  const auto value = parse_chinese_number(to_utf8(text.substr(i, end - i)));
  if (!value || *value == 0 || *value > 999) return {};
  return {static_cast<std::uint32_t>(*value), end - i};
}

Number number_at(Text text, std::size_t i) {
  Number number;
  while (i + number.length < text.size() && is_digit(text[i + number.length])) {
    if (number.length == longest_number) return {};
    number.value =
        number.value * 10 + static_cast<std::uint32_t>(digit_value(text[i + number.length]));
    ++number.length;
  }
  return number.value == 0 ? Number{} : number;
}

char32_t at(Text text, std::size_t i) {
  return i < text.size() ? text[i] : U'\0';
}

// 三、四季度, 一、二线: two numbers of a list, not a heading's.
bool is_list_of_numbers(Text text, std::size_t after, std::uint32_t value) {
  constexpr Text counted = U"季级类年届种个项批期轮层线月次";
  const Number next = chinese_number_at(text, after);
  return next.length > 0 && next.value == value + 1 &&
         counted.find(at(text, after + next.length)) != Text::npos;
}

std::optional<Marker> scan_part(Text text) {
  const Number number = chinese_number_at(text, 0);
  if (number.length == 0) return std::nullopt;
  const char32_t mark = at(text, number.length);
  if (mark != U'、' && mark != U'．' && mark != U'.') return std::nullopt;
  const std::size_t length = number.length + 1;
  if (is_list_of_numbers(text, length, number.value)) return std::nullopt;
  return Marker{Style::part, number.value, length};
}

std::optional<Marker> scan_bracketed(Text text) {
  const char32_t first = at(text, 0);
  if (first >= U'㈠' && first <= U'㈩') return Marker{Style::group, first - U'㈠' + 1, 1};
  if (first >= U'⑴' && first <= U'⒇') return Marker{Style::subitem, first - U'⑴' + 1, 1};
  if (first != U'（' && first != U'(') return std::nullopt;
  const Number chinese = chinese_number_at(text, 1);
  const Number number = chinese.length > 0 ? chinese : number_at(text, 1);
  const char32_t close = at(text, 1 + number.length);
  if (number.length == 0 || (close != U'）' && close != U')')) return std::nullopt;
  return Marker{chinese.length > 0 ? Style::group : Style::subitem, number.value,
                number.length + 2};
}

std::optional<Marker> scan_problem(Text text) {
  constexpr Text word = U"问题";
  if (!text.starts_with(word)) return std::nullopt;
  const Number chinese = chinese_number_at(text, word.size());
  const Number number = chinese.length > 0 ? chinese : number_at(text, word.size());
  const std::size_t length = word.size() + number.length + 1;
  const char32_t mark = at(text, length - 1);
  constexpr Text marks = U"：:、．.";
  if (number.length == 0 || marks.find(mark) == Text::npos || is_digit(at(text, length))) {
    return std::nullopt;
  }
  return Marker{Style::problem, number.value, length};
}

// Whether digits that follow a number's mark begin the text (2021年…) or go on with the number.
bool digits_begin_text(Text text, std::size_t after) {
  const Number year = number_at(text, after);
  return year.length == 4 && at(text, after + 4) == U'年';
}

std::optional<Marker> scan_item(Text text) {
  const char32_t first = at(text, 0);
  if (first >= U'⒈' && first <= U'⒛') return Marker{Style::item, first - U'⒈' + 1, 1};
  const Number number = number_at(text, 0);
  if (number.length == 0) return std::nullopt;
  const char32_t mark = at(text, number.length);
  const std::size_t length = number.length + 1;
  if (mark == U')' || mark == U'）') return Marker{Style::subitem, number.value, length};
  if (mark != U'.' && mark != U'．' && mark != U'、') return std::nullopt;
  if (mark != U'．' && is_digit(at(text, length)) && !digits_begin_text(text, length)) {
    return std::nullopt;
  }
  return Marker{Style::item, number.value, length};
}

std::uint32_t circled_value(char32_t c) {
  if (c >= 0x2460 && c <= 0x2473) return c - 0x2460 + 1;   // ① to ⑳
  if (c >= 0x3251 && c <= 0x325F) return c - 0x3251 + 21;  // ㉑ to ㉟
  if (c >= 0x32B1 && c <= 0x32BF) return c - 0x32B1 + 36;  // ㊱ to ㊿
  return 0;
}

// Where a measure may begin: at the start, or after a mark of punctuation.
bool is_boundary(Text text, std::size_t i) {
  return i == 0 || is_pause(text[i - 1]) || is_closing(text[i - 1]) || is_blank(text[i - 1]) ||
         circled_value(text[i - 1]) > 0;
}

bool has_second(Text text, std::size_t from) {
  constexpr std::size_t reach = 400;
  const Text rest = text.substr(from, reach);
  return contains(rest, U"二是") || contains(rest, U"二要");
}

}  // namespace

std::optional<Marker> scan_marker(Text text) {
  if (text.empty()) return std::nullopt;
  if (auto marker = scan_part(text)) return marker;
  if (auto marker = scan_bracketed(text)) return marker;
  if (auto marker = scan_problem(text)) return marker;
  return scan_item(text);
}

bool starts_with_measure(Text text) {
  if (text.empty()) return false;
  if (circled_value(text.front()) > 0) return true;
  const Number number = chinese_number_at(text, 0);
  const char32_t next = at(text, number.length);
  return number.length > 0 && (next == U'是' || next == U'要');
}

std::size_t count_possible_measures(Text text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ordinal = i > 0 && (text[i] == U'是' || text[i] == U'要' || text[i] == U'、') &&
                         chinese_digits.find(text[i - 1]) != Text::npos;
    if (ordinal || circled_value(text[i]) > 0) ++count;
  }
  return count;
}

std::optional<MeasureMark> MeasureScanner::ordinal_at(Text text, std::size_t i) const {
  const Number number = chinese_number_at(text, i);
  if (number.length == 0) return std::nullopt;
  const char32_t next = at(text, i + number.length);
  const bool expected = last_ordinal_ > 0 && number.value == last_ordinal_ + 1;
  const bool after_pause = is_boundary(text, i);
  const bool after_comma = !after_pause && is_separator(text[i - 1]);
  MeasureMark mark{i, i + number.length + 1, number.value, false, false};
  if (next == U'、') {
    const bool fits = after_pause && expected && !is_list_of_numbers(text, mark.end, mark.value);
    return fits ? std::optional(mark) : std::nullopt;
  }
  if (next != U'是' && next != U'要') return std::nullopt;
  if (after_comma) {
    const bool begins = number.value == 1 && has_second(text, mark.end);
    return expected || begins ? std::optional(mark) : std::nullopt;
  }
  if (!after_pause) return std::nullopt;
  mark.out_of_sequence = !expected && number.value != 1;
  return mark;
}

std::optional<MeasureMark> MeasureScanner::circled_at(Text text, std::size_t i) const {
  const std::uint32_t value = circled_value(text[i]);
  if (value == 0) return std::nullopt;
  if (!is_boundary(text, i) && !is_separator(text[i - 1])) return std::nullopt;
  if (value != 1 && value != last_circled_ + 1) return std::nullopt;
  return MeasureMark{i, i + 1, value, true, false};
}

std::vector<MeasureMark> MeasureScanner::scan(Text text) {
  std::vector<MeasureMark> marks;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const auto circled = circled_at(text, i)) {
      last_circled_ = circled->value;
      marks.push_back(*circled);
    } else if (const auto ordinal = ordinal_at(text, i)) {
      last_ordinal_ = ordinal->value;
      last_circled_ = 0;
      marks.push_back(*ordinal);
      i = ordinal->end - 1;
    }
  }
  return marks;
}

std::string automatic_number(std::size_t depth, std::size_t value) {
  switch (depth) {
    case 1:
      return chinese_number(value) + "、";
    case 2:
      return "（" + chinese_number(value) + "）";
    case 3:
      return std::to_string(value) + ".";
    case 4:
      return "（" + std::to_string(value) + "）";
    default:
      return {};
  }
}

}  // namespace tongbao::importer

// 日期: their order, and what a text leaves open (GB/T 15835; GB/T 9704 7.3.5.4).
#include <array>

#include "proof/families.h"
#include "proof/printed_dates.h"

namespace tongbao::proof {

namespace {

using std::chrono::sys_days;

sys_days first_day(const Date& date) {
  return date.has_day() ? date.last_day() : Date{date.year, date.month, 1}.last_day();
}

struct NamedDate {
  std::optional<Date> date;
  const char* pointer;
};

// Each against the one before it that is known.
void check_order(const record::Record& record, Findings& findings) {
  std::vector<NamedDate> dates;
  if (record.inspection) {
    const record::Inspection& inspection = *record.inspection;
    dates.push_back({inspection.start_date, "/inspection/startDate"});
    dates.push_back({inspection.end_date, "/inspection/endDate"});
    dates.push_back({inspection.feedback_date, "/inspection/feedbackDate"});
  }
  dates.push_back({record.date, "/date"});
  if (record.disclosure) {
    dates.push_back({record.disclosure->end_date, "/disclosure/endDate"});
  }
  const NamedDate* before = nullptr;
  for (const NamedDate& each : dates) {
    if (!each.date) continue;
    if (before != nullptr && each.date->last_day() < first_day(*before->date)) {
      findings.add_field("dates.order", each.pointer, each.date->iso(), std::nullopt,
                         each.date->iso(), before->date->iso());
    }
    before = &each;
  }
  if (!record.date) findings.add_field("dates.missing", "", "", std::nullopt);
}

// A date that the preamble should name.
void check_named(const Subject& subject, Findings& findings) {
  if (!subject.record.inspection || subject.record.preamble.empty()) return;
  std::vector<PrintedDate> printed;
  for (const Unit& unit : subject.units) {
    if (!unit.pieces.front().pointer.starts_with("/preamble/")) continue;
    for (const PrintedDate& date : printed_dates(unit.text)) printed.push_back(date);
  }
  if (printed.empty()) return;
  const record::Inspection& inspection = *subject.record.inspection;
  const auto named =
      std::to_array<NamedDate>({{inspection.start_date, "/inspection/startDate"},
                                {inspection.end_date, "/inspection/endDate"},
                                {inspection.feedback_date, "/inspection/feedbackDate"}});
  for (const NamedDate& each : named) {
    if (!each.date) continue;
    bool found = false;
    for (const PrintedDate& date : printed) {
      found = found || (date.taken == each.date->year && date.month == each.date->month &&
                        (date.day == each.date->day || !each.date->has_day()));
    }
    if (found) continue;
    findings.add_field("dates.mismatch", each.pointer, each.date->iso(), std::nullopt,
                       each.date->chinese());
  }
}

// The weekday that （星期三） after a date names, from Sunday: 0.
void check_weekday(const Unit& unit, const PrintedDate& date, Findings& findings) {
  constexpr Text days = U"日一二三四五六";
  const Text after = Text(unit.text).substr(date.span.end);
  Text rest = after;
  if (rest.starts_with(U"（") || rest.starts_with(U"(")) rest.remove_prefix(1);
  const std::size_t name = rest.starts_with(U"星期") ? 2 : rest.starts_with(U"周") ? 1 : 0;
  if (name == 0 || rest.size() == name) return;
  rest.remove_prefix(name);
  const std::size_t printed = rest.front() == U'天' ? 0 : days.find(rest.front());
  const Date day{*date.taken, date.month, date.day};
  if (printed == Text::npos || !day.exists()) return;
  const std::size_t right = std::chrono::weekday(day.last_day()).c_encoding();
  if (printed == right) return;
  const std::size_t begin = date.span.end + after.size() - rest.size();
  const std::u32string correct(1, days[right]);
  findings.add("dates.weekday", unit, {begin, begin + 1}, perhaps(correct),
               "星期" + to_utf8(correct));
}

bool is_inspection_date(const record::Record& record, const PrintedDate& date) {
  if (!record.inspection) return false;
  for (const auto& known : {record.inspection->start_date, record.inspection->end_date,
                            record.inspection->feedback_date}) {
    if (known && known->month == date.month && known->day == date.day) return true;
  }
  return false;
}

// The feedback lies in an earlier year than the signature, so that a bare month is of either.
bool has_year_changed(const record::Record& record) {
  return record.date && record.inspection && record.inspection->feedback_date &&
         record.inspection->feedback_date->year < record.date->year;
}

void check_printed(const Subject& subject, const Unit& unit, Findings& findings) {
  for (const PrintedDate& date : printed_dates(unit.text)) {
    const int year = date.taken.value_or(2000);  // a leap year
    if (date.month > 12 || (date.day > 0 && !Date{year, date.month, date.day}.exists())) {
      findings.add("dates.invalid", unit, date.span, std::nullopt);
      continue;
    }
    if (date.taken && date.day > 0) check_weekday(unit, date, findings);
    const Text before = Text(unit.text).substr(0, date.span.begin);
    const bool relative = before.ends_with(U"每年") || before.ends_with(U"当年") ||
                          before.ends_with(U"同年") || before.ends_with(U"次年") ||
                          before.ends_with(U"今年") || before.ends_with(U"去年");
    if (!date.taken && !relative && has_year_changed(subject.record) &&
        !is_inspection_date(subject.record, date)) {
      findings.add("dates.noYear", unit, date.span, std::nullopt);
    }
  }
}

// 每月15日、30日
void check_half_month(const Unit& unit, Findings& findings) {
  for (const Span& sentence : sentences(unit.text)) {
    const Text text = Text(unit.text).substr(0, sentence.end);
    const std::size_t month = text.find(U"每月", sentence.begin);
    if (month == Text::npos) continue;
    for (const Number& number : numbers_in(text, {month, sentence.end})) {
      const char32_t next = at(text, number.span.end);
      if (next != U'日' && next != U'号') continue;
      if (number.value < 29 || number.value > 31) continue;
      if (text[number.span.begin - 1] == U'月' && number.span.begin - 1 > month + 1) continue;
      findings.add("dates.halfMonth", unit, {number.span.begin, number.span.end + 1},
                   perhaps(U"月底"));
    }
  }
}

// 2016至2019年
void check_year_range(const Unit& unit, Findings& findings) {
  const Text text = unit.text;
  const auto is_year = [](const Number& n) {
    return n.arabic && n.value >= 1900 && n.value < 2100;
  };
  const std::vector<Number> numbers = numbers_in(text);
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    const Number& from = numbers[i - 1];
    const Number& to = numbers[i];
    if (!is_year(from) || !is_year(to) || at(text, to.span.end) != U'年') continue;
    if (text.substr(from.span.end, to.span.begin - from.span.end) != U"至") continue;
    findings.add("dates.yearRange", unit, {from.span.begin, to.span.end + 1},
                 perhaps(std::u32string(text.substr(from.span.begin, 4)) + U"年至" +
                         std::u32string(text.substr(to.span.begin, 5))));
  }
}

void check_this_year(const record::Record& record, const Unit& unit, Findings& findings) {
  constexpr Text words = U"今年以来";
  constexpr int last_early_month = 2;
  if (!record.date || record.date->month > last_early_month) return;
  const std::size_t found = unit.text.find(words);
  if (found == Text::npos) return;
  findings.add("dates.thisYear", unit, {found, found + words.size()}, std::nullopt);
}

// 3个月来, where the text looks back on the whole of the rectification.
void check_elapsed(const record::Record& record, const Unit& unit, Findings& findings) {
  if (!record.date || !record.inspection || !record.inspection->feedback_date) return;
  if (unit.problem != nullptr) return;
  const Date& from = *record.inspection->feedback_date;
  const int passed = (record.date->year - from.year) * 12 + record.date->month - from.month;
  const Text text = unit.text;
  for (const Number& number : numbers_in(text)) {
    const Text after = text.substr(number.span.end);
    if (!after.starts_with(U"个月来") && !after.starts_with(U"个多月来")) continue;
    if (number.span.begin > 1 &&
        text.substr(0, number.span.begin).find_last_of(U"近前") == number.span.begin - 1) {
      continue;
    }
    const int said = static_cast<int>(number.value);
    if (said >= passed - 1 && said <= passed + 1) continue;
    findings.add("dates.elapsed", unit, {number.span.begin, number.span.end + 2}, std::nullopt,
                 passed);
  }
}

}  // namespace

void check_dates(const Subject& subject, const WordLists& /*lists*/, Findings& findings) {
  check_order(subject.record, findings);
  check_named(subject, findings);
  for (const Unit& unit : subject.units) {
    check_printed(subject, unit, findings);
    check_half_month(unit, findings);
    check_year_range(unit, findings);
    check_this_year(subject.record, unit, findings);
    check_elapsed(subject.record, unit, findings);
  }
}

}  // namespace tongbao::proof

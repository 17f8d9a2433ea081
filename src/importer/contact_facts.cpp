#include "importer/contact_facts.h"

#include <algorithm>

#include "base/utf8.h"
#include "importer/dates.h"
#include "importer/vocabulary.h"

namespace tongbao::importer {

namespace {

struct Label {
  std::size_t begin = Text::npos;
  std::size_t end = Text::npos;
  [[nodiscard]] bool found() const { return begin != Text::npos; }
};

// The first of `labels` that occurs at or after `from`; at one place the longest.
Label find_label(Text text, Words labels, std::size_t from = 0) {
  Label first;
  for (const Text label : labels) {
    const std::size_t at = text.find(label, from);
    if (at == Text::npos || at > first.begin) continue;
    if (at == first.begin && at + label.size() <= first.end) continue;
    first = {at, at + label.size()};
  }
  return first;
}

bool is_label_mark(char32_t c) {
  return c == U'：' || c == U':' || c == U'为' || c == U'是' || is_blank(c);
}

std::size_t value_begin(Text text, const Label& label) {
  std::size_t i = label.end;
  while (i < text.size() && is_label_mark(text[i])) ++i;
  return i;
}

bool is_phone_character(char32_t c) {
  return is_digit(c) || Text(U"-－—–()（）、/转 +").find(c) != Text::npos;
}

std::size_t count_digits(Text text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

std::string find_phone(Text text) {
  constexpr std::size_t fewest_digits = 5;
  for (Label label = find_label(text, vocabulary::phone_labels); label.found();
       label = find_label(text, vocabulary::phone_labels, label.end)) {
    const std::size_t begin = value_begin(text, label);
    std::size_t end = begin;
    while (end < text.size() && is_phone_character(text[end])) ++end;
    while (end > begin && !is_digit(text[end - 1])) --end;
    if (count_digits(text.substr(begin, end - begin)) < fewest_digits) continue;
    return to_utf8(text.substr(begin, end - begin));
  }
  return {};
}

bool starts_any_label(Text text) {
  return starts_with_any(text, vocabulary::phone_labels) ||
         starts_with_any(text, vocabulary::address_labels) ||
         starts_with_any(text, vocabulary::postcode_labels) ||
         starts_with_any(text, vocabulary::email_labels) ||
         starts_with_any(text, vocabulary::other_labels);
}

// Where an address ends: at ；。, at a line's end, or before a further label.
std::size_t address_end(Text text, std::size_t begin) {
  constexpr std::size_t longest = 100;
  for (std::size_t i = begin; i < text.size() && i - begin < longest; ++i) {
    const char32_t c = text[i];
    if (c == U'；' || c == U';' || c == U'。' || c == U'\n') return i;
    const bool may_end = is_separator(c) || is_blank(c) || c == U'（' || c == U'(';
    if (may_end && starts_any_label(text.substr(i + 1))) return i;
    if (i > begin && starts_any_label(text.substr(i))) return i;
  }
  return std::min(text.size(), begin + longest);
}

std::string find_address(Text text) {
  for (Label label = find_label(text, vocabulary::address_labels); label.found();
       label = find_label(text, vocabulary::address_labels, label.end)) {
    const std::size_t begin = value_begin(text, label);
    // 地址不详: the bare word is a label only with its colon.
    const bool bare = text.substr(label.begin, label.end - label.begin) == U"地址";
    if (bare && begin == label.end) continue;
    const Text address = trim_marks(text.substr(begin, address_end(text, begin) - begin));
    if (!address.empty()) return to_utf8(address);
  }
  return {};
}

std::string find_postcode(Text text) {
  constexpr std::size_t digits = 6;
  const Label label = find_label(text, vocabulary::postcode_labels);
  if (!label.found()) return {};
  const std::size_t begin = value_begin(text, label);
  const Text code = text.substr(begin, digits);
  const bool longer = begin + digits < text.size() && is_digit(text[begin + digits]);
  const bool sound = count_digits(code) == digits && !longer;
  return sound ? to_utf8(code) : std::string();
}

bool is_email_character(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') ||
         c == U'.' || c == U'_' || c == U'-' || c == U'+' || c == U'%';
}

std::string find_email(Text text) {
  const std::size_t at = text.find(U'@');
  if (at == Text::npos) return {};
  std::size_t begin = at;
  while (begin > 0 && is_email_character(text[begin - 1])) --begin;
  std::size_t end = at + 1;
  while (end < text.size() && is_email_character(text[end])) ++end;
  while (end > at + 1 && text[end - 1] == U'.') --end;
  if (begin == at || end == at + 1) return {};
  return to_utf8(text.substr(begin, end - begin));
}

std::string find_scope(Text text) {
  const Label label = find_label(text, vocabulary::scope_labels);
  if (!label.found()) return {};
  const std::size_t begin = value_begin(text, label);
  const std::size_t end = text.find_first_of(U"；;。，\n", begin);
  return to_utf8(trim(text.substr(begin, end == Text::npos ? Text::npos : end - begin)));
}

}  // namespace

bool starts_contact_data(Text text) {
  constexpr std::size_t reach = 8;  // the longest label is shorter
  const Text start = text.substr(0, reach);
  if (!starts_any_label(start) && !starts_with_any(start, vocabulary::disclosure_labels) &&
      !starts_with_any(start, vocabulary::scope_labels)) {
    return false;
  }
  // 电话回访… is no contact data: a label is followed by its colon or its number.
  const std::size_t mark = start.find_first_of(U"：:为");
  return mark != Text::npos || std::any_of(start.begin(), start.end(), is_digit);
}

bool starts_closing(Text text) {
  const Text start = text.substr(0, 20);
  const std::size_t welcome = start.find(U"欢迎");
  const bool invitation = welcome != Text::npos && contains(text.substr(welcome, 60), U"监督");
  return invitation || starts_with_any(text, vocabulary::closing_starts);
}

std::optional<record::Contact> find_contact(Text text) {
  record::Contact contact{find_phone(text), find_address(text), find_postcode(text),
                          find_email(text)};
  const bool found = !contact.phone.empty() || !contact.address.empty() ||
                     !contact.postcode.empty() || !contact.email.empty();
  return found ? std::optional(std::move(contact)) : std::nullopt;
}

std::optional<record::Disclosure> find_disclosure(Text text) {
  record::Disclosure disclosure{find_scope(text), {}, {}};
  const Label label = find_label(text, vocabulary::disclosure_labels);
  if (label.found()) {
    const std::size_t stop = text.find_first_of(U"。\n", label.end);
    const Text value = text.substr(label.end, stop == Text::npos ? stop : stop - label.end);
    auto dates = find_dates(value);
    for (std::size_t i = 1; i < dates.size(); ++i) {
      if (dates[i].year == 0) dates[i].year = dates[i - 1].year;
      if (dates[i].month == 0) dates[i].month = dates[i - 1].month;
    }
    if (!dates.empty()) disclosure.start_date = to_date(dates[0]);
    if (dates.size() > 1) disclosure.end_date = to_date(dates[1]);
  }
  const bool found = !disclosure.scope.empty() || disclosure.start_date || disclosure.end_date;
  return found ? std::optional(std::move(disclosure)) : std::nullopt;
}

}  // namespace tongbao::importer

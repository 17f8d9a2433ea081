#include "proof/personal_data.h"

#include <array>
#include <optional>

#include "base/date.h"

namespace tongbao::proof {

namespace {

int value_of(char32_t digit) {
  return static_cast<int>(digit - U'0');
}

int number_of(Text digits) {
  int value = 0;
  for (const char32_t c : digits) value = value * 10 + value_of(c);
  return value;
}

bool is_identity(Text run) {
  constexpr std::array<int, 17> weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr Text checks = U"10X98765432";
  if (run.size() != 18) return false;
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!is_digit(run[i])) return false;
    sum += weights[i] * value_of(run[i]);
  }
  const Date birth{number_of(run.substr(6, 4)), number_of(run.substr(10, 2)),
                   number_of(run.substr(12, 2))};
  const char32_t last = run[17] == U'x' ? U'X' : run[17];
  return birth.exists() && birth.has_day() && checks[static_cast<std::size_t>(sum % 11)] == last;
}

bool is_mobile(Text run) {
  return run.size() == 11 && run[0] == U'1' && run[1] >= U'3';
}

bool has_luhn_check(Text run) {
  int sum = 0;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const int digit = value_of(run[run.size() - 1 - i]);
    const int doubled = i % 2 == 1 ? 2 * digit : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 == 0;
}

bool is_account(Text text, Span span) {
  const Text run = text.substr(span.begin, span.end - span.begin);
  if (run.size() < 16 || run.size() > 19) return false;
  const std::size_t start = span.begin > 8 ? span.begin - 8 : 0;
  const Text before = text.substr(start, span.begin - start);
  const bool named = contains(before, U"账号") || contains(before, U"帐号") ||
                     contains(before, U"卡号") || contains(before, U"账户");
  return named || (run.starts_with(U"62") && has_luhn_check(run));
}

std::optional<PersonalData> kind_of(Text text, Span span) {
  const Text run = text.substr(span.begin, span.end - span.begin);
  if (is_identity(run)) return PersonalData::identity;
  for (const char32_t c : run) {
    if (!is_digit(c)) return std::nullopt;
  }
  if (is_mobile(run)) return PersonalData::mobile;
  if (is_account(text, span)) return PersonalData::account;
  return std::nullopt;
}

}  // namespace

std::vector<FoundData> find_personal_data(Text text) {
  std::vector<FoundData> found;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && (is_digit(text[end]) || is_latin(text[end]))) ++end;
    const bool mail = at(text, end) == U'@';
    if (end > i && !mail) {
      if (const auto kind = kind_of(text, {i, end})) found.push_back({*kind, {i, end}});
    }
    i = std::max(end, i + 1);
  }
  return found;
}

}  // namespace tongbao::proof

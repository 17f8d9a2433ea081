// Percentages against their parts, and changes from A to B by C points.
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "proof/counts.h"

namespace tongbao::proof {

namespace {

struct Decimal {
  Span span;
  double value = 0;
  int decimals = 0;
};

// 69, 69.57; at most nine digits.
std::vector<Decimal> decimals_in(Text text, Span part) {
  std::vector<Decimal> found;
  for (std::size_t i = part.begin; i < part.end; ++i) {
    if (!is_digit(text[i])) continue;
    Decimal decimal{.span = {i, i}};
    bool point = false;
    double unit = 1;
    while (is_digit(at(text, i)) || (at(text, i) == U'.' && !point && is_digit(at(text, i + 1)))) {
      if (text[i] == U'.') {
        point = true;
      } else {
        decimal.value = decimal.value * 10 + static_cast<double>(text[i] - U'0');
        if (point) ++decimal.decimals;
        if (point) unit *= 10;
      }
      ++i;
    }
    decimal.value /= unit;
    decimal.span.end = i;
    if (i - decimal.span.begin <= 9) found.push_back(decimal);
  }
  return found;
}

bool is_percent(Text text, const Decimal& number) {
  const char32_t next = at(text, number.span.end);
  return next == U'%' || next == U'％';
}

// A counted thing: 23人, 76项.
bool is_count(Text text, const Decimal& number) {
  constexpr Text measures = U"人个项件次名条份家户处起宗";
  const char32_t next = at(text, number.span.end);
  return number.decimals == 0 && next != 0 && measures.find(next) != Text::npos;
}

double half_of_last_place(int decimals) {
  return 0.5 * std::pow(10.0, -decimals) + 1e-9;
}

// Whether the words around say that it is a share of what stands before, and no mark to be met.
bool is_share(Text text, const Decimal& percent) {
  const Text before = text.substr(0, percent.span.begin);
  const Text after = text.substr(percent.span.end + 1, 4);
  const std::size_t start = before.size() > 12 ? before.size() - 12 : 0;
  const Text near = before.substr(start);
  const bool said = contains(near, U"占") || contains(near, U"率");
  const bool required = contains(near, U"不低于") || contains(near, U"未达") ||
                        contains(near, U"达不到") || contains(near, U"以上") ||
                        after.starts_with(U"以上") || after.starts_with(U"的要求") ||
                        after.starts_with(U"要求") || after.starts_with(U"以下");
  return said && !required;
}

void check_share(const Unit& unit, Span sentence, Findings& findings) {
  const Text text = Text(unit.text).substr(0, sentence.end);
  std::vector<Decimal> counts;
  for (const Decimal& number : decimals_in(text, sentence)) {
    if (is_count(text, number)) counts.push_back(number);
    if (!is_percent(text, number)) continue;
    if (counts.size() != 2 ||
        !is_share(text.substr(sentence.begin),
                  {{number.span.begin - sentence.begin, number.span.end - sentence.begin}})) {
      continue;
    }
    const double whole = std::max(counts[0].value, counts[1].value);
    const double part = std::min(counts[0].value, counts[1].value);
    if (whole == 0 || at(text, counts[0].span.end) != at(text, counts[1].span.end)) continue;
    const double share = 100 * part / whole;
    const double off = std::abs(share - number.value);
    constexpr double too_far = 5;  // points: then it speaks of something else
    if (off <= half_of_last_place(number.decimals) || off > too_far) continue;
    const std::string right = fmt::format("{:.{}f}", share, number.decimals);
    findings.add("counts.percentage", unit, {number.span.begin, number.span.end + 1},
                 perhaps(to_utf32(right + "%")), part, whole, fmt::format("{:.2f}", share),
                 to_utf8(text.substr(number.span.begin, number.span.end - number.span.begin)));
  }
}

// 由90%下降到79%，下降11个百分点
void check_change(const Unit& unit, Span sentence, Findings& findings) {
  const Text text = Text(unit.text).substr(0, sentence.end);
  std::vector<Decimal> percents;
  for (const Decimal& number : decimals_in(text, sentence)) {
    if (is_percent(text, number)) {
      percents.push_back(number);
      continue;
    }
    const Text after = text.substr(number.span.end, 4);
    if (!after.starts_with(U"个百分点") && !after.starts_with(U"百分点")) continue;
    if (percents.size() < 2) continue;
    const Decimal& from = percents[percents.size() - 2];
    const Decimal& to = percents.back();
    const std::size_t start = from.span.begin > 0 ? from.span.begin - 1 : 0;
    if (text.substr(start, from.span.begin - start).find_first_of(U"从由自") == Text::npos)
      continue;
    const double difference = std::abs(from.value - to.value);
    const int decimals = std::max({from.decimals, to.decimals, number.decimals});
    if (std::abs(difference - number.value) <= half_of_last_place(decimals)) continue;
    findings.add("counts.change", unit, number.span,
                 perhaps(to_utf32(fmt::format("{:.{}f}", difference, decimals))), from.value,
                 to.value, fmt::format("{:.{}f}", difference, decimals), number.value);
  }
}

}  // namespace

void check_percentages(const Unit& unit, Findings& findings) {
  for (const Span& sentence : sentences(unit.text)) {
    const Text text = Text(unit.text).substr(sentence.begin, sentence.end - sentence.begin);
    if (text.find_first_of(U"%％") == Text::npos) continue;
    check_share(unit, sentence, findings);
    if (contains(text, U"百分点")) check_change(unit, sentence, findings);
  }
}

}  // namespace tongbao::proof

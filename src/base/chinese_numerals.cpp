#include "base/chinese_numerals.h"

#include <array>

namespace tongbao {

namespace {

constexpr std::array<std::string_view, 10> digit_names = {"零", "一", "二", "三", "四",
                                                          "五", "六", "七", "八", "九"};
constexpr std::array<std::string_view, 4> place_names = {"", "十", "百", "千"};
constexpr std::array<std::string_view, 10> upper_digits = {"零", "壹", "贰", "叁", "肆",
                                                           "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 4> upper_places = {"", "拾", "佰", "仟"};
constexpr std::array<std::string_view, 5> upper_groups = {"", "万", "亿", "万亿", "亿亿"};

// Four digits, with 零 for a gap inside; "" for 0.
std::string group_text(unsigned group, const std::array<std::string_view, 10>& digits,
                       const std::array<std::string_view, 4>& places) {
  std::string text;
  bool gap = false;
  for (unsigned place = 4; place-- > 0;) {
    unsigned divisor = 1;
    for (unsigned i = 0; i < place; ++i) divisor *= 10;
    const unsigned digit = group / divisor % 10;
    if (digit == 0) {
      gap = !text.empty();
      continue;
    }
    if (gap) text += digits[0];
    gap = false;
    text += digits[digit];
    text += places[place];
  }
  return text;
}

// Whole yuan; "" for 0. A group that does not fill its four places is led by 零.
std::string upper_case_integer(std::uint64_t value) {
  std::array<unsigned, 5> groups{};
  std::size_t count = 0;
  for (; value > 0; value /= 10'000) groups[count++] = static_cast<unsigned>(value % 10'000);
  std::string text;
  bool gap = false;
  for (std::size_t i = count; i-- > 0;) {
    if (groups[i] == 0) {
      gap = !text.empty();
      continue;
    }
    if (!text.empty() && (gap || groups[i] < 1'000)) text += upper_digits[0];
    gap = false;
    text += group_text(groups[i], upper_digits, upper_places);
    text += upper_groups[i];
  }
  return text;
}

}  // namespace

std::string chinese_number(std::uint64_t number) {
  if (number > 9'999) return std::to_string(number);
  if (number == 0) return std::string(digit_names[0]);
  std::string text = group_text(static_cast<unsigned>(number), digit_names, place_names);
  if (number >= 10 && number < 20) text.erase(0, digit_names[1].size());  // 十一, not 一十一
  return text;
}

std::optional<std::uint64_t> parse_chinese_number(std::string_view text) {
  constexpr std::size_t bytes_of_a_han = 3;
  if (text.empty() || text.size() % bytes_of_a_han != 0 || text.size() > 8 * bytes_of_a_han) {
    return std::nullopt;
  }
  std::uint64_t total = 0;
  std::uint64_t digit = 0;
  for (std::size_t i = 0; i < text.size(); i += bytes_of_a_han) {
    const std::string_view character = text.substr(i, bytes_of_a_han);
    bool known = false;
    for (std::size_t d = 0; d < digit_names.size(); ++d) {
      if (character == digit_names[d] || (d == 0 && character == "〇")) digit = d, known = true;
    }
    std::uint64_t weight = 1;
    for (std::size_t p = 1; p < place_names.size(); ++p) {
      weight *= 10;
      if (character != place_names[p]) continue;
      total += (digit == 0 ? 1 : digit) * weight;
      digit = 0;
      known = true;
    }
    if (!known) return std::nullopt;
  }
  total += digit;
  // Only the usual spelling counts: 二一 and 十百 are no numbers.
  const std::string usual = chinese_number(total);
  if (usual == text) return total;
  if (total >= 10 && total < 20 && text == std::string(digit_names[1]) + usual) return total;
  return std::nullopt;
}

std::optional<std::string> upper_case_amount(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view decimals =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  const bool sound = !whole.empty() && whole.size() <= 16 && decimals.size() <= 2 &&
                     (point == std::string_view::npos || !decimals.empty());
  if (!sound) return std::nullopt;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::uint64_t yuan = 0;
  for (const char c : whole) {
    if (!is_digit(c)) return std::nullopt;
    yuan = yuan * 10 + static_cast<std::uint64_t>(c - '0');
  }
  std::array<std::size_t, 2> cents{};
  for (std::size_t i = 0; i < decimals.size(); ++i) {
    if (!is_digit(decimals[i])) return std::nullopt;
    cents[i] = static_cast<std::size_t>(decimals[i] - '0');
  }
  const auto [jiao, fen] = cents;
  std::string amount = upper_case_integer(yuan);
  if (!amount.empty()) amount += "元";
  if (jiao > 0) amount.append(upper_digits[jiao]).append("角");
  if (fen > 0) {
    if (jiao == 0 && !amount.empty()) amount += upper_digits[0];
    amount.append(upper_digits[fen]).append("分");
  } else {
    amount += amount.empty() ? "零元整" : "整";
  }
  const bool is_zero = yuan == 0 && jiao == 0 && fen == 0;
  return negative && !is_zero ? "负" + amount : amount;
}

}  // namespace tongbao

#include "template/attributes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "template/vocabulary.h"

namespace tongbao::tmpl {

namespace {

using ChineseSize = std::pair<std::string_view, double>;
constexpr std::array chinese_sizes = {
    ChineseSize{"初号", 42},  ChineseSize{"小初", 36},   ChineseSize{"一号", 26},
    ChineseSize{"小一", 24},  ChineseSize{"二号", 22},   ChineseSize{"小二", 18},
    ChineseSize{"三号", 16},  ChineseSize{"小三", 15},   ChineseSize{"四号", 14},
    ChineseSize{"小四", 12},  ChineseSize{"五号", 10.5}, ChineseSize{"小五", 9},
    ChineseSize{"六号", 7.5}, ChineseSize{"小六", 6.5},  ChineseSize{"七号", 5.5},
    ChineseSize{"八号", 5},
};

constexpr double longest = 5670;  // 2 m in points

// A plain decimal number at the front of `text`, which moves past it.
std::optional<double> take_number(std::string_view& text) {
  double number = 0;
  const char* const begin = text.data();
  const auto read = std::from_chars(begin, begin + text.size(), number, std::chars_format::fixed);
  if (read.ec != std::errc{} || !std::isfinite(number)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - begin));
  return number;
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::optional<double> hex_component(std::string_view digits) {
  unsigned value = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value, 16);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return value / 255.0;
}

std::vector<std::string_view> words_of(const Element& element, std::string_view name) {
  for (const AttributeRule& rule : find_element_rule(element.name)->attributes) {
    if (rule.name == name) return split_words(rule.words);
  }
  return {};
}

}  // namespace

std::optional<Pt> parse_length(std::string_view text) {
  for (const auto& [name, size] : chinese_sizes) {
    if (text == name) return Pt{size};
  }
  const std::optional<double> number = take_number(text);
  if (!number || *number < 0) return std::nullopt;
  Pt length{*number};
  if (text == "mm") {
    length = Mm{*number};
  } else if (text != "pt") {
    return std::nullopt;
  }
  return length.value <= longest ? std::optional(length) : std::nullopt;
}

const std::string* AttributeReader::value(std::string_view name) const {
  const Attribute* attribute = element_.find(name);
  return attribute == nullptr ? nullptr : &attribute->value.value();
}

void AttributeReader::bad(std::string_view name, std::string_view code, Bilingual message,
                          Bilingual hint) {
  report_.error(code, element_.find(name)->value.offset_of(0), std::move(message), std::move(hint));
}

std::string AttributeReader::words(std::string_view name, std::string_view otherwise) {
  const std::string* text = value(name);
  return text == nullptr ? std::string(otherwise) : *text;
}

Pt AttributeReader::length(std::string_view name, Pt otherwise) {
  const std::string* text = value(name);
  if (text == nullptr) return otherwise;
  if (const auto length = parse_length(*text)) return *length;
  bad(name, "template.badLength", say("“{}”不是长度", "\"{}\" is no length", *text),
      say("写作 37mm、16pt 或 三号", "write 37mm, 16pt or 三号"));
  return otherwise;
}

double AttributeReader::number(std::string_view name, double least, double most, double otherwise) {
  const std::string* text = value(name);
  if (text == nullptr) return otherwise;
  std::string_view rest = *text;
  const std::optional<double> number = take_number(rest);
  if (number && rest.empty() && *number >= least && *number <= most) return *number;
  bad(name, "template.badNumber",
      say("“{}”不是 {} 到 {} 之间的数", "\"{}\" is no number from {} to {}", *text, least, most));
  return otherwise;
}

std::vector<double> AttributeReader::widths(std::string_view name) {
  const std::string* text = value(name);
  if (text == nullptr) return {1};
  constexpr std::size_t most = 50;
  constexpr double least_width = 0.01;
  constexpr double most_width = 1000;
  std::vector<double> widths;
  for (std::string_view word : split_words(*text)) {
    const std::optional<double> width = take_number(word);
    const bool good = width && word.empty() && *width >= least_width && *width <= most_width;
    widths.push_back(good ? *width : 0);
  }
  const bool all_good = std::find(widths.begin(), widths.end(), 0.0) == widths.end();
  if (all_good && !widths.empty() && widths.size() <= most) return widths;
  bad(name, "template.badNumber",
      say("“{}”应为 1 至 {} 个列宽", "\"{}\" should be the widths of 1 to {} columns", *text, most),
      say("各列宽度之比，例如 1 2 1", "one in relation to another: 1 2 1"));
  return {1};
}

int AttributeReader::count(std::string_view name, int least, int most, int otherwise) {
  const std::string* text = value(name);
  if (text == nullptr) return otherwise;
  int count = 0;
  const char* const end = text->data() + text->size();
  const auto read = std::from_chars(text->data(), end, count);
  const bool whole = read.ec == std::errc{} && read.ptr == end && !text->empty();
  if (whole && count >= least && count <= most) return count;
  bad(name, "template.badNumber",
      say("“{}”不是 {} 到 {} 之间的整数", "\"{}\" is no whole number from {} to {}", *text, least,
          most));
  return otherwise;
}

bool AttributeReader::yes_no(std::string_view name, bool otherwise) {
  const std::string* text = value(name);
  if (text == nullptr) return otherwise;
  if (*text == "yes" || *text == "no") return *text == "yes";
  bad(name, "template.badValue", say("“{}”应为 yes 或 no", "\"{}\" should be yes or no", *text));
  return otherwise;
}

content::Colour AttributeReader::colour(std::string_view name) {
  const std::string* text = value(name);
  if (text == nullptr) return {};
  const std::string_view digits = *text;
  if (digits.size() == 7 && digits[0] == '#') {
    const auto red = hex_component(digits.substr(1, 2));
    const auto green = hex_component(digits.substr(3, 2));
    const auto blue = hex_component(digits.substr(5, 2));
    if (red && green && blue) return {*red, *green, *blue};
  }
  bad(name, "template.badColour", say("“{}”不是颜色", "\"{}\" is no colour", *text),
      say("写作 #c00000", "write #c00000"));
  return {};
}

std::size_t AttributeReader::one_of(std::string_view name, std::size_t otherwise) {
  const std::string* text = value(name);
  if (text == nullptr) return otherwise;
  const auto words = words_of(element_, name);
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  bad(name, "template.badValue", say("{0} 的值不能是“{1}”", "{0} cannot be \"{1}\"", name, *text),
      hint_of_names(*text, words));
  return otherwise;
}

}  // namespace tongbao::tmpl

#include "template/filters.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/chinese_numerals.h"

namespace tongbao::tmpl {

using record::Kind;
using Arguments = std::vector<std::string>;

namespace {

std::optional<std::string> text_of(const Value& value, const record::Problem* problem,
                                   Bilingual& why) {
  std::string text;
  if (append_text(text, value, problem)) return text;
  why = say("值不是文字", "the value is no text");
  return std::nullopt;
}

std::optional<Value> with_date(const Value& value, std::string (Date::*print)() const,
                               Bilingual& why) {
  const std::optional<Date> date = date_of(value);
  if (date) return (*date.*print)();
  why = say("值不是日期", "the value is no date");
  return std::nullopt;
}

std::optional<Value> chinese_date(const Value& value, const Arguments& /*arguments*/,
                                  const record::Problem* /*problem*/, Bilingual& why) {
  return with_date(value, &Date::chinese, why);
}

std::optional<Value> iso_date(const Value& value, const Arguments& /*arguments*/,
                              const record::Problem* /*problem*/, Bilingual& why) {
  return with_date(value, &Date::iso, why);
}

std::optional<Value> chinese_numeral(const Value& value, const Arguments& /*arguments*/,
                                     const record::Problem* /*problem*/, Bilingual& why) {
  const std::optional<double> number = number_of(value);
  constexpr double largest = 9007199254740992.0;  // above it a double skips whole numbers
  if (number && *number >= 0 && *number <= largest && *number == std::floor(*number)) {
    return chinese_number(static_cast<std::uint64_t>(*number));
  }
  why = say("值不是非负整数", "the value is no whole number from 0 up");
  return std::nullopt;
}

std::optional<Value> percent(const Value& value, const Arguments& /*arguments*/,
                             const record::Problem* /*problem*/, Bilingual& why) {
  constexpr double largest = 1e12;
  const std::optional<double> number = number_of(value);
  if (!number || std::abs(*number) > largest) {
    why = say("值不是比率", "the value is no rate");
    return std::nullopt;
  }
  std::string digits = fmt::format("{:.2f}", *number * 100);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits + "%";
}

std::optional<Value> upper_amount(const Value& value, const Arguments& /*arguments*/,
                                  const record::Problem* problem, Bilingual& why) {
  std::string text;
  if (append_text(text, value, problem)) {
    if (auto amount = upper_case_amount(text)) return *std::move(amount);
  }
  why = say("值不是金额（至多 16 位数字、两位小数）",
            "the value is no amount (at most 16 digits, two of them decimals)");
  return std::nullopt;
}

std::optional<Value> join_with(const Value& value, std::string_view separator,
                               const record::Problem* problem, Bilingual& why) {
  const std::optional<Texts> texts = texts_of(value, problem);
  if (!texts) {
    why = say("列表中有不能打印的值", "the list holds a value that does not print");
    return std::nullopt;
  }
  std::string joined;
  for (const std::string& text : *texts) {
    if (!joined.empty()) joined += separator;
    joined += text;
  }
  return joined;
}

std::optional<Value> join(const Value& value, const Arguments& arguments,
                          const record::Problem* problem, Bilingual& why) {
  return join_with(value, arguments[0], problem, why);
}

std::optional<Value> lines(const Value& value, const Arguments& /*arguments*/,
                           const record::Problem* problem, Bilingual& why) {
  return join_with(value, "\n", problem, why);
}

// One alone needs no number.
std::optional<Value> numbered(const Value& value, const Arguments& /*arguments*/,
                              const record::Problem* problem, Bilingual& why) {
  std::optional<Texts> texts = texts_of(value, problem);
  if (texts && texts->size() > 1) {
    for (std::size_t i = 0; i < texts->size(); ++i) {
      (*texts)[i].insert(0, std::to_string(i + 1) + ". ");
    }
  }
  return join_with(texts ? Value(*std::move(texts)) : value, "\n", problem, why);
}

std::optional<Value> default_text(const Value& value, const Arguments& arguments,
                                  const record::Problem* problem, Bilingual& why) {
  std::optional<std::string> text = text_of(value, problem, why);
  if (text && text->empty()) text = arguments[0];
  return text;
}

std::optional<Value> required(const Value& value, const Arguments& /*arguments*/,
                              const record::Problem* problem, Bilingual& why) {
  return text_of(value, problem, why);
}

std::optional<Value> count(const Value& value, const Arguments& /*arguments*/,
                           const record::Problem* /*problem*/, Bilingual& /*why*/) {
  return static_cast<double>(count_of(value));
}

std::optional<Value> one_line(const Value& value, const Arguments& /*arguments*/,
                              const record::Problem* problem, Bilingual& why) {
  const std::optional<std::string> text = text_of(value, problem, why);
  return text ? std::optional<Value>(in_one_line(*text)) : std::nullopt;
}

std::optional<Value> without(const Value& value, const Arguments& arguments,
                             const record::Problem* problem, Bilingual& why) {
  std::optional<std::string> text = text_of(value, problem, why);
  if (text && text->ends_with(arguments[0])) text->resize(text->size() - arguments[0].size());
  return text;
}

// Brackets that the clerk typed are enough, in either width.
std::optional<Value> bracketed(const Value& value, const Arguments& /*arguments*/,
                               const record::Problem* problem, Bilingual& why) {
  std::optional<std::string> text = text_of(value, problem, why);
  if (!text || text->empty()) return text;
  const bool full_width = text->starts_with("（") && text->ends_with("）");
  const bool half_width = text->starts_with("(") && text->ends_with(")");
  return full_width || half_width ? *text : "（" + *text + "）";
}

std::optional<Value> label(const Value& value, const Arguments& /*arguments*/,
                           const record::Problem* /*problem*/, Bilingual& why) {
  if (const auto* flag = std::get_if<bool>(&value)) return std::string(*flag ? "是" : "否");
  const auto* view = std::get_if<record::View>(&value);
  if (view != nullptr && view->kind() == Kind::boolean) {
    return std::string(view->boolean() ? "是" : "否");
  }
  if (view != nullptr && view->kind() == Kind::choice) {
    return std::string(view->choice_meaning());
  }
  why = say("值不是选项", "the value is no choice");
  return std::nullopt;
}

constexpr unsigned any_text = input_text | input_number;

constexpr std::array table = {
    Filter{"chineseDate", input_date, Kind::text, 0, chinese_date, Absent::passes,
           "2025年4月1日, or 2025年4月 where only the month is known"},
    Filter{"isoDate", input_date, Kind::text, 0, iso_date, Absent::passes,
           "2025-04-01, or 2025-04"},
    Filter{"chineseNumber", input_number, Kind::text, 0, chinese_numeral, Absent::passes,
           "21 → 二十一"},
    Filter{"upperAmount", any_text, Kind::text, 0, upper_amount, Absent::passes,
           "an amount in yuan: 115700 → 壹拾壹万伍仟柒佰元整"},
    Filter{"percent", input_number, Kind::text, 0, percent, Absent::passes,
           "0.9871 → 98.71%; at most two digits after the point"},
    Filter{"join", input_texts, Kind::text, 1, join, Absent::passes,
           "the list's texts with the given text between them"},
    Filter{"lines", input_texts, Kind::text, 0, lines, Absent::passes,
           "the list's texts, a line each"},
    Filter{"numbered", input_texts, Kind::text, 0, numbered, Absent::passes,
           "a line each, with 1. 2. 3. before them; one alone has no number"},
    Filter{"count", input_list | input_texts, Kind::number, 0, count, Absent::taken,
           "how many the list holds; 0 where it is absent"},
    Filter{"default", any_text, Kind::text, 1, default_text, Absent::taken,
           "the given text where there is none"},
    Filter{"required", any_text, Kind::text, 0, required, Absent::refused,
           "the same text; binding fails where there is none"},
    Filter{"oneLine", input_text, Kind::text, 0, one_line, Absent::passes,
           "without line breaks (a title has wished ones)"},
    Filter{"without", input_text, Kind::text, 1, without, Absent::passes,
           "the text without the given ending, where it has that"},
    Filter{"bracketed", input_text, Kind::text, 0, bracketed, Absent::passes,
           "in （）, unless it is in brackets already"},
    Filter{"label", input_choice | input_boolean, Kind::text, 0, label, Absent::passes,
           "the Chinese word of a choice: completed → 已完成; 是 or 否"},
};

unsigned input_of(const ValueType& type) {
  switch (type.kind) {
    case Kind::text:
    case Kind::label:
    case Kind::paragraph:
      return input_text;
    case Kind::number:
      return input_number;
    case Kind::date:
      return input_date;
    case Kind::choice:
      return input_choice;
    case Kind::boolean:
      return input_boolean;
    case Kind::list:
      return is_printable(element_of(type)) ? input_list | input_texts : input_list;
    case Kind::object:
      return 0;
    case Kind::any:
      break;
  }
  return ~0U;
}

}  // namespace

std::span<const Filter> filters() {
  return table;
}

const Filter* find_filter(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const Filter& filter) { return filter.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::vector<std::string_view> filter_names() {
  std::vector<std::string_view> names;
  names.reserve(table.size());
  for (const Filter& filter : table) names.push_back(filter.name);
  return names;
}

std::string in_one_line(std::string_view text) {
  const auto is_word = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  std::string line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n') {
      line += text[i];
      continue;
    }
    const bool between_words =
        !line.empty() && is_word(line.back()) && i + 1 < text.size() && is_word(text[i + 1]);
    if (between_words) line += ' ';
  }
  return line;
}

bool takes(const Filter& filter, const ValueType& type) {
  return (filter.inputs & input_of(type)) != 0;
}

Bilingual describe_inputs(unsigned inputs) {
  struct Word {
    unsigned bit;
    std::string_view zh;
    std::string_view en;
  };
  static constexpr std::array words = {Word{input_text, "文字", "text"},
                                       Word{input_number, "数字", "number"},
                                       Word{input_date, "日期", "date"},
                                       Word{input_choice, "选项", "choice"},
                                       Word{input_boolean, "是否值", "yes-or-no"},
                                       Word{input_texts, "文字列表", "list of texts"},
                                       Word{input_list, "列表", "list"}};
  Bilingual described;
  for (const Word& word : words) {
    if ((inputs & word.bit) == 0) continue;
    described.zh += (described.zh.empty() ? "" : "、") + std::string(word.zh);
    described.en += (described.en.empty() ? "" : ", ") + std::string(word.en);
  }
  return described;
}

}  // namespace tongbao::tmpl

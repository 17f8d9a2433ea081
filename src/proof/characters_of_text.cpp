#include "proof/characters_of_text.h"

#include <algorithm>

#include "base/chinese_numerals.h"

namespace tongbao::proof {

namespace {

constexpr Text sentence_marks = U"。！？；;!?";
constexpr Text clause_marks = U"，：,:";
constexpr Text chinese_digits = U"零〇一二三四五六七八九十百千两";

std::vector<Span> split(Text text, bool at_clauses) {
  std::vector<Span> spans;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool ends = i == text.size() || contains(sentence_marks, text.substr(i, 1)) ||
                      (at_clauses && contains(clause_marks, text.substr(i, 1)));
    if (!ends) continue;
    if (i > begin) spans.push_back({begin, i});
    begin = i + 1;
  }
  return spans;
}

std::size_t run_of(Text text, std::size_t index, bool (*belongs)(char32_t)) {
  std::size_t end = index;
  while (end < text.size() && belongs(text[end])) ++end;
  return end;
}

bool is_chinese_digit(char32_t c) {
  return chinese_digits.find(c) != Text::npos;
}

}  // namespace

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

bool is_latin(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

bool is_wide_mark(char32_t c) {
  constexpr Text marks = U"，。、；：？！“”‘’（）《》〈〉〔〕【】「」『』—…·～";
  return marks.find(c) != Text::npos;
}

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\u00A0' || c == U'\u3000';
}

bool contains(Text text, Text word) {
  return text.find(word) != Text::npos;
}

char32_t at(Text text, std::size_t index) {
  return index < text.size() ? text[index] : U'\0';
}

std::vector<Span> sentences(Text text) {
  return split(text, false);
}

std::vector<Span> clauses(Text text) {
  return split(text, true);
}

std::size_t count_han(Text text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_han));
}

std::optional<Number> number_at(Text text, std::size_t index) {
  constexpr std::size_t most_digits = 9;
  if (const std::size_t end = run_of(text, index, is_digit); end > index) {
    if (end - index > most_digits) return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = index; i < end; ++i) value = value * 10 + (text[i] - U'0');
    return Number{{index, end}, value, true};
  }
  const std::size_t end = run_of(text, index, is_chinese_digit);
  if (end == index || end - index > most_digits) return std::nullopt;
  if (text.substr(index, end - index) == U"两") return Number{{index, end}, 2, false};
  const auto value = parse_chinese_number(to_utf8(text.substr(index, end - index)));
  if (!value) return std::nullopt;
  return Number{{index, end}, *value, false};
}

std::vector<Number> numbers_in(Text text) {
  std::vector<Number> numbers;
  for (std::size_t i = 0; i < text.size();) {
    const auto number = number_at(text, i);
    if (number) numbers.push_back(*number);
    if (number) {
      i = number->span.end;
    } else {
      i = std::max({i + 1, run_of(text, i, is_digit), run_of(text, i, is_chinese_digit)});
    }
  }
  return numbers;
}

std::vector<Number> numbers_in(Text text, Span part) {
  std::vector<Number> numbers = numbers_in(text.substr(part.begin, part.end - part.begin));
  for (Number& number : numbers) {
    number.span.begin += part.begin;
    number.span.end += part.begin;
  }
  return numbers;
}

}  // namespace tongbao::proof

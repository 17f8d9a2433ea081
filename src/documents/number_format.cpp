#include "documents/number_format.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/chinese_numerals.h"
#include "base/utf8.h"

namespace tongbao::documents {

namespace {

std::string full_width(unsigned number) {
  std::string text;
  for (const char digit : std::to_string(number)) {
    append_utf8(text, U'０' + static_cast<char32_t>(digit - '0'));
  }
  return text;
}

// One of a run of `count` characters that begins at `first`.
std::optional<std::string> one_of(char32_t first, unsigned count, unsigned number) {
  if (number < 1 || number > count) return std::nullopt;
  std::string text;
  append_utf8(text, first + number - 1);
  return text;
}

// After z comes aa, then bb.
std::optional<std::string> letters(char first, unsigned number) {
  constexpr unsigned most_repeats = 10;
  if (number < 1 || (number - 1) / 26 >= most_repeats) return std::nullopt;
  const char letter = static_cast<char>(first + static_cast<char>((number - 1) % 26));
  return std::string((number - 1) / 26 + 1, letter);
}

std::optional<std::string> roman(unsigned number, bool upper) {
  constexpr unsigned most = 3999;
  if (number < 1 || number > most) return std::nullopt;
  constexpr std::array<std::pair<unsigned, std::string_view>, 13> digits = {{{1000, "m"},
                                                                             {900, "cm"},
                                                                             {500, "d"},
                                                                             {400, "cd"},
                                                                             {100, "c"},
                                                                             {90, "xc"},
                                                                             {50, "l"},
                                                                             {40, "xl"},
                                                                             {10, "x"},
                                                                             {9, "ix"},
                                                                             {5, "v"},
                                                                             {4, "iv"},
                                                                             {1, "i"}}};
  std::string text;
  for (const auto& [value, letters] : digits) {
    for (; number >= value; number -= value) text += letters;
  }
  if (upper) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return static_cast<char>(c - 'a' + 'A'); });
  }
  return text;
}

std::optional<std::string> heavenly_stem(unsigned number) {
  constexpr std::u32string_view stems = U"甲乙丙丁戊己庚辛壬癸";
  if (number < 1 || number > stems.size()) return std::nullopt;
  return to_utf8(stems.substr(number - 1, 1));
}

bool counts_in_chinese(std::string_view format) {
  constexpr std::array<std::string_view, 5> names = {"chineseCounting", "chineseCountingThousand",
                                                     "japaneseCounting", "taiwaneseCounting",
                                                     "taiwaneseCountingThousand"};
  return std::find(names.begin(), names.end(), format) != names.end();
}

}  // namespace

std::optional<std::string> format_number(std::string_view format, unsigned number) {
  if (format == "decimal") return std::to_string(number);
  if (format == "decimalZero") return (number < 10 ? "0" : "") + std::to_string(number);
  if (counts_in_chinese(format)) return chinese_number(number);
  if (format == "decimalFullWidth" || format == "decimalFullWidth2") return full_width(number);
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese") {
    return one_of(U'①', 20, number);
  }
  if (format == "decimalEnclosedParen") return one_of(U'⑴', 20, number);
  if (format == "decimalEnclosedFullstop") return one_of(U'⒈', 20, number);
  if (format == "ideographTraditional") return heavenly_stem(number);
  if (format == "upperLetter") return letters('A', number);
  if (format == "lowerLetter") return letters('a', number);
  if (format == "upperRoman") return roman(number, true);
  if (format == "lowerRoman") return roman(number, false);
  return std::nullopt;
}

}  // namespace tongbao::documents

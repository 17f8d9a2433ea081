#include "importer/ledger_values.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "base/utf8.h"
#include "record/derive.h"
#include "record/fields.h"

namespace tongbao::importer {

namespace {

bool is_blank(char32_t c) {
  return c <= 0x20 || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string number_text(double number) {
  constexpr double exact = 9007199254740992.0;
  if (std::trunc(number) == number && std::abs(number) < exact) {
    return fmt::format("{}", static_cast<std::int64_t>(number));
  }
  return fmt::format("{}", number);
}

std::string text_of(const CellValue& value) {
  return value.number ? number_text(*value.number) : std::string(value.text);
}

// Splits at any of `marks`, parts trimmed, empty ones left out.
std::vector<std::string> split(std::string_view text, std::u32string_view marks) {
  std::vector<std::string> parts;
  std::string part;
  const auto end_part = [&] {
    if (std::string whole = trimmed(part); !whole.empty()) parts.push_back(std::move(whole));
    part.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (marks.find(c) == std::u32string_view::npos) {
      append_utf8(part, c);
    } else {
      end_part();
    }
  }
  end_part();
  return parts;
}

// The length of "12. ", "12．" or "12、" at the beginning of a line; 0: none.
std::size_t number_length(std::string_view line) {
  constexpr std::size_t most_digits = 4;
  std::size_t digits = 0;
  while (digits < line.size() && is_digit(line[digits])) ++digits;
  if (digits == 0 || digits > most_digits) return 0;
  const std::string_view rest = line.substr(digits);
  for (const std::string_view mark : {". ", "．", "、"}) {
    if (rest.substr(0, mark.size()) == mark) return digits + mark.size();
  }
  const bool bare_point = rest.size() > 1 && rest[0] == '.' && !is_digit(rest[1]);
  return bare_point ? digits + 1 : 0;
}

// A line that goes on; a space parts Latin words. `part` is not empty.
void append_part(std::string& line, std::string_view part) {
  const bool latin = !line.empty() && static_cast<unsigned char>(line.back()) < 0x80 &&
                     static_cast<unsigned char>(part.front()) < 0x80;
  if (latin) line += ' ';
  line += part;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string numbered(std::vector<std::string> texts) {
  for (std::size_t i = 0; texts.size() > 1 && i < texts.size(); ++i) {
    texts[i].insert(0, fmt::format("{}. ", i + 1));
  }
  return joined(texts, "\n");
}

std::string iso(const std::optional<Date>& date) {
  return date ? date->iso() : std::string();
}

const record::Choice& choice_field(Meaning meaning) {
  const std::string_view name = meaning == Meaning::status ? "status" : "term";
  return *record::problem_type().find(name)->type.choice;
}

template <class Enum>
std::string word_of(Meaning meaning, const std::optional<Enum>& value) {
  if (!value) return {};
  return std::string(choice_field(meaning).meanings[static_cast<std::size_t>(*value)]);
}

std::vector<std::string> printed_deadline(const record::Problem& problem) {
  if (problem.deadline) return {problem.deadline->iso()};
  if (!problem.deadline_note.empty()) return {one_line(problem.deadline_note)};
  return {"", word_of(Meaning::term, problem.term)};
}

std::string evidence_names(const record::Problem& problem) {
  std::vector<std::string> names;
  for (const record::Evidence& evidence : problem.evidence) names.push_back(evidence.name);
  return joined(names, "\n");
}

std::optional<std::string> read_date(const CellValue& value, bool counts_from_1904) {
  const auto date = value.number ? date_of_serial(*value.number, counts_from_1904) : std::nullopt;
  if (date) return date->iso();
  const std::string text = without_blanks(text_of(value));
  if (text.empty()) return "";
  const auto written = parse_written_date(text);
  return written ? std::optional(written->iso()) : std::nullopt;
}

// Words are taken as they stand, but what was meant as a date must be one.
std::optional<std::string> read_deadline(const CellValue& value, bool counts_from_1904) {
  auto date = read_date(value, counts_from_1904);
  if (date || value.number) return date;
  const bool only_a_date = std::all_of(value.text.begin(), value.text.end(), [](char c) {
    return is_digit(c) || c == '-' || c == '/' || c == '.' || c == ' ';
  });
  return only_a_date ? std::nullopt : std::optional(one_line(value.text));
}

std::optional<std::string> read_choice(Meaning meaning, const CellValue& value) {
  std::string word = without_blanks(text_of(value));
  const auto words = words_of(meaning);
  const bool known = word.empty() || std::find(words.begin(), words.end(), word) != words.end();
  return known ? std::optional(std::move(word)) : std::nullopt;
}

}  // namespace

std::string without_blanks(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_blank(c)) append_utf8(kept, c);
  }
  return kept;
}

std::string trimmed(std::string_view text) {
  std::size_t first = std::string_view::npos;
  std::size_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (is_blank(next_code_point(text, at))) continue;
    if (first == std::string_view::npos) first = begin;
    last = at;
  }
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, last - first));
}

std::string shortened(const std::string& text) {
  constexpr std::size_t longest = 60;
  const std::u32string characters = to_utf32(text);
  return characters.size() <= longest ? text : to_utf8(characters.substr(0, longest)) + "…";
}

std::vector<std::string> lines_of(std::string_view text) {
  return split(text, U"\n");
}

std::vector<std::string> names_of(std::string_view text) {
  return split(text, U"、，,；;\n");
}

std::vector<std::string> numbered_texts(std::string_view text) {
  std::vector<std::string> texts;
  for (const std::string& line : lines_of(text)) {
    const std::size_t number = number_length(line);
    if (number > 0 || texts.empty()) {
      texts.push_back(trimmed(std::string_view(line).substr(number)));
    } else {
      append_part(texts.back(), line);
    }
  }
  std::erase_if(texts, [](const std::string& each) { return each.empty(); });
  return texts;
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const std::string& part : lines_of(text)) append_part(line, part);
  return line;
}

std::optional<Date> parse_written_date(std::string_view text) {
  if (const std::size_t time = text.find('T'); time != std::string_view::npos) {
    text = text.substr(0, time);
  }
  std::vector<std::string> numbers(1);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x80 && is_digit(static_cast<char>(c))) {
      numbers.back().push_back(static_cast<char>(c));
    } else if (std::u32string_view(U"-/.年月日号").find(c) == std::u32string_view::npos) {
      return std::nullopt;
    } else if (at < text.size()) {
      numbers.emplace_back();
    }
  }
  constexpr std::size_t compact = 8;
  if (numbers.size() == 1 && numbers[0].size() == compact) {
    numbers = {numbers[0].substr(0, 4), numbers[0].substr(4, 2), numbers[0].substr(6)};
  }
  if (numbers.size() < 2 || numbers.size() > 3 || numbers[0].size() != 4) return std::nullopt;
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    if (numbers[i].empty() || numbers[i].size() > 2) return std::nullopt;
  }
  const Date date{std::stoi(numbers[0]), std::stoi(numbers[1]),
                  numbers.size() > 2 ? std::stoi(numbers[2]) : 0};
  const bool day_zero = numbers.size() > 2 && date.day == 0;
  return date.exists() && !day_zero ? std::optional(date) : std::nullopt;
}

std::optional<Date> date_of_serial(double serial, bool counts_from_1904) {
  constexpr double days_to_1904 = 1462;
  constexpr double first = 61;        // 1900-03-01: Excel's calendar is wrong before
  constexpr double last = 2'958'465;  // 9999-12-31
  const double day = std::floor(serial) + (counts_from_1904 ? days_to_1904 : 0);
  if (!(day >= first && day <= last)) return std::nullopt;
  using std::chrono::days;
  const std::chrono::sys_days zero =
      std::chrono::year{1899} / std::chrono::December / std::chrono::day{30};
  const std::chrono::year_month_day date{zero + days{static_cast<int>(day)}};
  return Date{static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
              static_cast<int>(static_cast<unsigned>(date.day()))};
}

std::optional<std::string> read_value(const LedgerColumn& column, const CellValue& value,
                                      bool counts_from_1904) {
  switch (column.meaning) {
    case Meaning::date:
      return read_date(value, counts_from_1904);
    case Meaning::deadline:
      return read_deadline(value, counts_from_1904);
    case Meaning::status:
    case Meaning::term:
      return read_choice(column.meaning, value);
    case Meaning::departments:
      return joined(names_of(text_of(value)), "、");
    case Meaning::measures:
    case Meaning::paragraphs:
    case Meaning::evidence:
      return joined(lines_of(text_of(value)), "\n");
    default:
      return one_line(text_of(value));
  }
}

std::vector<std::string> printed_values(const LedgerColumn& column, const record::Problem& problem,
                                        const std::string& group) {
  switch (column.meaning) {
    case Meaning::group:
      return {group};
    case Meaning::finding: {
      const std::string& stated = record::stated_problem(problem);
      if (!stated.empty()) return {stated};
      return {"", problem.title, record::opening(problem)};
    }
    case Meaning::detail:
      return {record::problem_detail(problem)};
    case Meaning::measures:
      return {numbered(record::measure_texts(problem))};
    case Meaning::text:
      return {problem.*column.text};
    case Meaning::departments:
      return {joined(problem.co_departments, "、")};
    case Meaning::paragraphs:
      return {joined(problem.outcome, "\n")};
    case Meaning::evidence:
      return {record::evidence_text(problem.evidence), record::evidence_text(problem.evidence, 0),
              evidence_names(problem)};
    case Meaning::date:
      return {iso(problem.*column.date)};
    case Meaning::deadline:
      return printed_deadline(problem);
    case Meaning::status:
      return {word_of(Meaning::status, problem.status)};
    case Meaning::term:
      return {word_of(Meaning::term, problem.term)};
    case Meaning::id:
      return {problem.id};
    case Meaning::ordinal:
    case Meaning::derived:
      break;
  }
  return {""};
}

std::vector<std::string_view> words_of(Meaning meaning) {
  const auto words = choice_field(meaning).meanings;
  return {words.begin(), words.end()};
}

int choice_of(Meaning meaning, std::string_view word) {
  const auto words = words_of(meaning);
  return static_cast<int>(std::find(words.begin(), words.end(), word) - words.begin());
}

}  // namespace tongbao::importer

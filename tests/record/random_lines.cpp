#include "record/random_lines.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <nlohmann/json.hpp>

#include "record/random_record.h"
#include "record/writer.h"

namespace tongbao::record {
namespace {

using namespace std::string_view_literals;

constexpr auto oddities = std::to_array<std::string_view>({
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\0"sv,
    "\x7F",
    "\x1F",
    "\t",
    " \r ",
    "\x0C",
    // controls, noncharacters, and bytes that are no UTF-8
    "\xC2\x85",
    "\xC2\xB7",
    "\xE2\x80\xA8",
    "\xE2\x80\x9C",
    "\xEF\xBF\xBE",
    "\xEF\xBF\xBD",
    "\xEF\xBB\xBF",
    "\xFF",
    "\xC0\xAF",
    "\xED\xA0\x80",
    "\xF4\x90\x80\x80",
    "\xE4\xB8",
    "\x80",
    // escapes
    "\\u0000",
    "\\u0007",
    "\\u007f",
    "\\u2028",
    "\\ufffe",
    "\\uD800",
    "\\ude00",
    "\\ud83d\\ude00",
    "\\uD83D\\u0041",
    "\\uDe00\\uD83d",
    "\\u4e0",
    "\\u4E00",
    "\\n",
    "\\/",
    "\\x",
    "\\\"",
    "\\\\",
    // values
    "null",
    "true",
    "false",
    "tru",
    "NaN",
    "nul",
    "1",
    "-0",
    "-0.0",
    "0.1",
    "-",
    "01",
    "1.",
    ".5",
    "1E+2",
    "1e400",
    "1e-400",
    "4.9e-324",
    "2.2250738585072011e-308",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "0.30000000000000004",
    "123456789012345678901234567890e-10",
    "{}",
    "[]",
    "[{}]",
    R"({"a":1,"a":2})",
    R"({"b":{"c":[1,{"d":null}]}})",
    "//",
    "/**/",
    // members
    R"(,"id":"x")",
    R"("id":"x",)",
    R"(,"finding":"")",
    R"("\u0069d":"y",)",
    "\"section\":1,",
    R"(,"outcomes":[{"value":-0.0},{"value":1e3},{"value":18446744073709551615}])",
    R"(,"deadline":"2025-02-30")",
    R"(,"status":"Closed")",
    ",\"runIn\":0",
    ",\"\":1",
});

void collect(const nlohmann::json& sections, std::vector<std::string>& lines,
             std::mt19937_64& random) {
  for (const auto& section : sections) {
    if (section.contains("sections")) collect(section["sections"], lines, random);
    if (!section.contains("problems")) continue;
    for (nlohmann::json problem : section["problems"]) {
      problem["section"] = "s";
      if (random() % 3 == 0) problem["outcomes"] = {{{"kind", "清退"}, {"value", 0.1}}};
      lines.push_back(problem.dump(-1, ' ', random() % 4 == 0));
    }
  }
}

void damage(std::string& line, std::mt19937_64& random) {
  std::size_t at = random() % (line.size() + 1);
  // Mostly between characters: what is not UTF-8 is refused before anything else is seen.
  while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U) ++at;
  const std::size_t length = std::min<std::size_t>(random() % 12, line.size() - at);
  switch (random() % 6) {
    case 0:
      line.erase(at, length);
      return;
    case 1:
      line.insert(at, std::string(line, at, length));
      return;
    case 2:
      if (random() % 4 == 0) line.resize(at);
      return;
    case 3:
      line.insert(at, std::string(60 + random() % 10, '['));
      return;
    default:
      line.insert(at, oddities[random() % oddities.size()]);
  }
}

}  // namespace

std::vector<std::string> random_lines(std::uint64_t seed) {
  std::vector<std::string> lines;
  std::mt19937_64 random(seed);
  collect(nlohmann::json::parse(write_record(random_record(seed)))["sections"], lines, random);
  return lines;
}

std::string damaged(std::string line, std::mt19937_64& random) {
  for (std::size_t i = 1 + random() % 3; i > 0; --i) damage(line, random);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

}  // namespace tongbao::record

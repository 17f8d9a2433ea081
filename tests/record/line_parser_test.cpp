// The quick way to read a line and the thorough one agree: in what they take, in what they make of
// it, and in what a stream says is wrong.
#include "record/line_parser.h"

#include <bit>
#include <sstream>

#include <gmock/gmock.h>

#include "record/examples.h"
#include "record/line_reader.h"
#include "record/problem_source.h"
#include "record/random_lines.h"
#include "record/writer.h"

namespace tongbao::record {
namespace {

using testing::HasSubstr;

// All that a document says, one value a line; numbers to the last bit.
void describe(JsonCursor json, std::string& text) {
  switch (json.type()) {
    case JsonType::null:
      text += "null\n";
      return;
    case JsonType::boolean:
      text += json.boolean() ? "true\n" : "false\n";
      return;
    case JsonType::number:
      text += fmt::format("{:016x} {}\n", std::bit_cast<std::uint64_t>(json.number()),
                          json.is_whole_number());
      return;
    case JsonType::array:
    case JsonType::object:
      text += fmt::format("{} of {}\n", json.type() == JsonType::array ? "array" : "object",
                          json.count());
      for (auto child = json.first(); !child.is_end_of(json); child = child.next()) {
        describe(child, text);
      }
      return;
    case JsonType::text:
      text += fmt::format("text {} {}\n", json.text().size(), json.text());
      return;
    case JsonType::name:
      text += fmt::format("name {} {}\n", json.name().size(), json.name());
      describe(json.value(), text);
  }
}
std::string described(const JsonDocument& document) {
  std::string text;
  describe(document.root(), text);
  return text;
}

// What each way makes of a line; "" where it does not take it.
std::string quickly(const std::string& line, LineParser& parser) {
  const std::string padded = line + std::string(LineReader::padding, '\0');
  const JsonDocument* document = parser.parse(std::string_view(padded).substr(0, line.size()));
  return document == nullptr ? "" : described(*document);
}
std::string thoroughly(const std::string& line, const ReadLimits& limits = {}) {
  const auto document = JsonDocument::parse(line, limits);
  return document ? described(*document) : "";
}

std::string quickly(const std::string& line, const ReadLimits& limits = {}) {
  LineParser parser(limits);
  return quickly(line, parser);
}

TEST(LineParser, TakesOrdinaryLines) {
  const std::string line = R"({"id":"p1","a":[1,-2,0.5,true,null,"文\n本",{}],"标":""})";
  EXPECT_EQ(quickly(line), thoroughly(line));
  EXPECT_THAT(quickly(line), HasSubstr("text 7 文\n本\n"));
  EXPECT_NE(quickly(R"({"text": "\u4e00\u00b7"})"), "");
}

TEST(LineParser, LeavesToTheOtherWayWhatIsHardToJudge) {
  std::string members = "\"m\":0";
  for (int i = 0; i < 64; ++i) members += fmt::format(",\"{}\":0", i);
  for (const std::string& line :
       {std::string(R"({"a": "\ud83d\ude00"})"), std::string(LineParser::longest_line + 1, ' '),
        "{" + members + "}", std::string(R"({"a": 18446744073709551616})")}) {
    EXPECT_EQ(quickly(line), "") << line.substr(0, 80);
  }
}

TEST(LineParser, KeepsTheLimits) {
  ReadLimits limits;
  limits.depth = 3;
  EXPECT_NE(quickly("[[[]]]", limits), "");
  EXPECT_EQ(quickly("[[[[]]]]", limits), "");
  limits = {};
  limits.values = 4;
  EXPECT_NE(quickly("[1,2,3]", limits), "");
  EXPECT_EQ(quickly("[1,2,3,4]", limits), "");
  limits = {};
  limits.objects = 2;
  EXPECT_NE(quickly("[{},{}]", limits), "");
  EXPECT_EQ(quickly("[{},{},{}]", limits), "");
  limits = {};
  limits.bytes = 7;
  EXPECT_NE(quickly("[1,2,3]", limits), "");
  EXPECT_EQ(quickly("[1,2,3] ", limits), "");
}

TEST(LineParser, ReadsTheSameAsTheOtherWay) {
  LineParser parser({});
  std::size_t lines = 0;
  std::size_t taken = 0;
  std::size_t good = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    for (const std::string& line : random_lines(seed)) {
      ASSERT_EQ(quickly(line, parser), thoroughly(line)) << line;
      for (int i = 0; i < 10; ++i) {
        const std::string odd = damaged(line, random);
        const std::string quick = quickly(odd, parser);
        const std::string thorough = thoroughly(odd);
        ++lines;
        if (!thorough.empty()) ++good;
        if (quick.empty()) continue;
        ++taken;
        ASSERT_EQ(quick, thorough) << odd;
      }
    }
  }
  EXPECT_GT(lines, 5'000u);
  EXPECT_GT(taken, lines / 10);
  EXPECT_LT(good - taken, good / 4) << "what is good is mostly taken";
}

TEST(LineParser, KnowsWhereNoControlCanBe) {
  const auto is_free = [](const std::string& line) {
    LineParser parser({});
    const std::string padded = line + std::string(LineReader::padding, '\0');
    return parser.parse(std::string_view(padded).substr(0, line.size()))->is_free_of_controls();
  };
  for (std::size_t before = 0; before < 40; ++before) {
    const std::string blank(before, ' ');
    for (const char* control :
         {"\x7F", "\u0080", "\u009F", "\u2028", "\u2029", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\\n"}) {
      EXPECT_FALSE(is_free("[\"" + blank + control + "\"]")) << before << " " << control;
    }
    EXPECT_TRUE(is_free("[\"" + blank + "\u00A0·“”…，！\u2030\u3028\"]")) << before;
  }
}

constexpr std::string_view header =
    R"({"schemaVersion": "1", "organization": {"name": "局"}, "title": "通报", "sections": [)"
    R"({"id": "s", "heading": "一"}, {"id": "t", "heading": "二"}]})";

// Every problem as it is written, then every error.
std::string all_of(const std::vector<std::string>& lines, bool thoroughly) {
  std::string text(header);
  for (const std::string& line : lines) {
    text += '\n' + line;
    if (thoroughly) text += std::string(LineParser::longest_line, ' ');
  }
  std::istringstream input(text);
  const auto stream = ProblemStream::open(input);
  std::string all;
  for (;;) {
    const auto next = (*stream)->next();
    if (!next) {
      for (const Diagnostic& error : next.error()) {
        // The end of a line that breaks off lies elsewhere where blanks follow.
        const bool is_syntax = error.code == "json.syntax";
        const Place& where = error.where;
        all += fmt::format("{} {} {}:{} {} {}\n", error.code, where.pointer.value_or("-"),
                           where.line, is_syntax ? 0 : where.column,
                           is_syntax ? "" : error.message.en, is_syntax ? "" : error.hint.en);
      }
      return all;
    }
    if (*next == nullptr) return all;
    Record record;
    record.sections.resize(1);
    record.sections[0].problems = {*(*next)->problem};
    all += fmt::format("{} {} {}\n", (*next)->ordinal, (*next)->number, write_record(record));
  }
}

TEST(LineParser, StreamsSayTheSameOfGoodAndOfDamagedLines) {
  std::size_t errors = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<std::string> lines = random_lines(seed);
    ASSERT_EQ(all_of(lines, false), all_of(lines, true)) << seed;
    for (std::string& line : lines) {
      if (random() % 4 == 0) line = damaged(line, random);
    }
    const std::string quick = all_of(lines, false);
    ASSERT_EQ(quick, all_of(lines, true)) << seed;
    if (quick.find("record.") != std::string::npos) ++errors;
  }
  EXPECT_GT(errors, 20u);
}

TEST(LineParser, NothingOfOneLineStaysInTheNext) {
  const std::string full =
      R"({"section":"s","id":"a","title":"t","finding":"f","measures":[{"text":"m","id":"m"}],)"
      R"("body":["b"],"outcome":["o"],"leader":"l","coDepartments":["c"],"term":"fixed",)"
      R"("deadline":"2025-06-30","status":"closed","runIn":true,"label":"x","titleKind":"task",)"
      R"("events":[{"note":"n"}],"evidence":[{"name":"e"}],"outcomes":[{"value":1}],)"
      R"("publication":{"show":false}})";
  std::istringstream input(std::string(header) + "\n" + full + "\n" +
                           R"({"section":"s","id":"b","title":"t"})");
  const auto stream = ProblemStream::open(input);
  ASSERT_TRUE((*stream)->next());
  const auto second = (*stream)->next();
  ASSERT_TRUE(second);
  Record record;
  record.sections.resize(1);
  record.sections[0].problems = {*(**second).problem};
  EXPECT_THAT(write_record(record), HasSubstr("\"problems\": [\n    {\n     \"id\": \"b\",\n"
                                              "     \"title\": \"t\"\n    }\n   ]"));
}

}  // namespace
}  // namespace tongbao::record

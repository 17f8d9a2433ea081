#include "record/problem_source.h"

#include <sstream>

#include <gmock/gmock.h>

#include "record/examples.h"

namespace tongbao::record {
namespace {

using testing::ElementsAre;

// "ordinal number id section/section pointer-or-line" of each problem, then what went wrong.
std::vector<std::string> all_of(ProblemSource& source) {
  std::vector<std::string> all;
  for (;;) {
    const auto next = source.next();
    if (!next) {
      for (const std::string& each : complaints(next.error())) all.push_back(each);
      return all;
    }
    if (*next == nullptr) return all;
    const ListedProblem& listed = **next;
    std::string path;
    for (const Section* section : listed.sections) path += "/" + section->heading;
    all.push_back(
        fmt::format("{} {} {} {} {}", listed.ordinal, listed.number, listed.problem->id, path,
                    listed.line > 0 ? fmt::format("line {}", listed.line) : listed.pointer));
  }
}

TEST(ProblemsInMemory, ComeInPrintedOrder) {
  const Record record = good_record(record_with(R"(
      {"heading": "一", "sections": [{"heading": "甲", "problems": [{"id": "a", "title": "t"}]},
        {"heading": "乙", "problems": [{"id": "b", "title": "t"}, {"id": "c", "title": "t"}]}]},
      {"heading": "二", "problems": [{"id": "d", "title": "t"}]})"));
  const Numbering numbering(record);
  const auto source = problems_of(record, numbering);
  EXPECT_THAT(all_of(*source), ElementsAre("1 1. a /一/甲 /sections/0/sections/0/problems/0",
                                           "2 1. b /一/乙 /sections/0/sections/1/problems/0",
                                           "3 2. c /一/乙 /sections/0/sections/1/problems/1",
                                           "4 1. d /二 /sections/1/problems/0"));
}

std::string header(std::string_view more = "") {
  return R"({"schemaVersion": "1", "organization": {"name": "局"}, "title": "通报", "sections": [)"
         R"({"id": "s1", "heading": "一", "sections": [{"id": "s1a", "heading": "甲"}]},)"
         R"({"id": "s2", "heading": "二"}])" +
         std::string(more) + "}";
}

// What comes of a stream of these lines.
std::vector<std::string> read(const std::vector<std::string>& lines,
                              const ReadLimits& limits = {}) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  std::istringstream input(text);
  const auto stream = ProblemStream::open(input, limits);
  return stream ? all_of(**stream) : complaints(stream.error());
}

TEST(ProblemStream, GivesOneProblemALine) {
  EXPECT_THAT(read({header(), R"({"section": "s1a", "id": "a", "title": "t"})", "",
                    R"({"id": "b", "title": "t", "label": "", "section": "s1a"})",
                    R"({"section": "s1a", "id": "c", "title": "t"})"
                    "\r",
                    R"({"section": "s2", "id": "d", "title": "t"})"}),
              ElementsAre("1 1. a /一/甲 line 2", "2  b /一/甲 line 4", "3 2. c /一/甲 line 5",
                          "4 1. d /二 line 6"));
}

TEST(ProblemStream, NumbersThroughTheRecordIfContinuous) {
  EXPECT_THAT(read({header(R"(, "numbering": "continuous")"),
                    R"({"section": "s1a", "id": "a", "title": "t"})",
                    R"({"section": "s2", "id": "b", "title": "t"})"}),
              ElementsAre("1 1. a /一/甲 line 2", "2 2. b /二 line 3"));
}

TEST(ProblemStream, TakesAnEnvelopeOfSeveralRecords) {
  const std::string several = R"({"asOf": "2025-06-15", "records": [)" +
                              header(R"(, "recordId": "r1")") + "," +
                              header(R"(, "recordId": "r2")") + "]}";
  EXPECT_THAT(read({several, R"({"record": "r1", "section": "s2", "id": "a", "title": "t"})",
                    R"({"record": "r2", "section": "s2", "id": "a", "title": "t"})"}),
              ElementsAre("1 1. a /二 line 2", "2 1. a /二 line 3"));
  EXPECT_THAT(read({several, R"({"section": "s2", "id": "a", "title": "t"})",
                    R"({"record": "r3", "section": "s2", "id": "b", "title": "t"})"}),
              ElementsAre("record.missingField ", "record.unknownRecord /record"));
  EXPECT_THAT(read({R"({"records": [)" + header() + "," + header() + "]}"}),
              ElementsAre("record.missingField -", "record.missingField -"));
}

TEST(ProblemStream, ChecksEachProblemAsTheReaderDoes) {
  EXPECT_THAT(read({header(), R"({"section": "s2", "id": "a", "title": "t"})",
                    R"({"section": "s2", "id": "b", "leeder": "林某", "status": 1})",
                    R"({"section": "s2", "id": "c", "body": [{"runs": [{"measure": "m"}]}]})",
                    R"({"section": "s2", "id": "d", "title": "t"})", "[]", "{"}),
              ElementsAre("1 1. a /二 line 2", "json.syntax -", "record.unknownField /leeder",
                          "record.unknownMeasure /body/0/runs/0/measure", "record.wrongType ",
                          "record.wrongType /status"));
}

TEST(ProblemStream, ErrorsNameTheLine) {
  std::istringstream input(
      header() + "\n\n{\"section\": \"s2\", \"id\": \"a\",\t\"date\": 1, \"title\": \"t\"}");
  auto stream = ProblemStream::open(input);
  ASSERT_TRUE(stream);
  const auto next = (*stream)->next();
  ASSERT_FALSE(next);
  EXPECT_EQ(next.error().at(0).where,
            (Place{.pointer = "/date", .file = {}, .line = 3, .column = 30}));
  EXPECT_EQ((*stream)->next().value(), nullptr);
}

TEST(ProblemStream, LinesBelongToSectionsOfTheFirst) {
  EXPECT_THAT(read({header(), R"({"section": "s3", "id": "a", "title": "t"})",
                    R"({"section": "s1", "id": "b", "title": "t"})",
                    R"({"section": 2, "id": "c", "title": "t"})", R"({"id": "d", "title": "t"})"}),
              ElementsAre("record.missingField ", "record.sectionsAndProblems /section",
                          "record.unknownSection /section", "record.wrongType /section"));
  EXPECT_THAT(
      read({header(), R"({"section": "s1a", "id": "a", "title": "t"})",
            R"({"section": "s2", "id": "b", "title": "t"})",
            R"({"section": "s1a", "id": "c", "title": "t"})"}),
      ElementsAre("1 1. a /一/甲 line 2", "2 1. b /二 line 3", "record.scatteredSection /section"));
}

TEST(ProblemStream, IdsAreUniqueOverTheStream) {
  EXPECT_THAT(read({header(), R"({"section": "s1a", "id": "a", "title": "t"})",
                    R"({"section": "s2", "id": "a", "title": "t"})"}),
              ElementsAre("1 1. a /一/甲 line 2", "record.duplicateId /id"));
}

TEST(ProblemStream, MergingIsCheckedAtTheEnd) {
  const std::string merged =
      R"({"section": "s2", "id": "a", "title": "t", "publication": {"mergedInto": "b"}})";
  EXPECT_THAT(read({header(), merged, R"({"section": "s2", "id": "b", "title": "t"})"}),
              ElementsAre("1 1. a /二 line 2", "2 2. b /二 line 3"));
  EXPECT_THAT(read({header(), merged}),
              ElementsAre("1 1. a /二 line 2", "record.unknownProblem /publication/mergedInto"));
}

TEST(ProblemStream, TheFirstLineHoldsNoProblems) {
  EXPECT_THAT(read({record_with_problems(R"({"id": "a", "title": "t"})")}),
              ElementsAre("record.problemsInHeader -"));
  EXPECT_THAT(read({}), ElementsAre("json.empty -"));
  EXPECT_THAT(read({"", "{}"}).size(), 4u);
}

TEST(ProblemStream, IsBounded) {
  ReadLimits limits;
  limits.rows = 2;
  const auto row = [](int i) {
    return fmt::format(R"({{"section": "s2", "id": "{}", "title": "t"}})", i);
  };
  EXPECT_THAT(read({header(), row(1), row(2)}, limits).size(), 2u);
  EXPECT_THAT(read({header(), row(1), row(2), row(3), row(4)}, limits),
              ElementsAre("1 1. 1 /二 line 2", "2 2. 2 /二 line 3", "record.tooManyRows "));
  limits = {};
  limits.bytes = 1000;
  EXPECT_THAT(read({header(), row(1), std::string(2000, ' ') + row(2), row(3)}, limits),
              ElementsAre("1 1. 1 /二 line 2", "json.tooLarge -"));
  limits = {};
  limits.errors = 3;
  const auto cut = read({header(), "{}", "{}", "{}", "{}"}, limits);
  EXPECT_EQ(cut.size(), 4u);
  EXPECT_THAT(cut, testing::Contains("record.tooManyErrors -"));
}

TEST(ProblemStream, LongLinesAreReadWhole) {
  const std::string text(200'000, 'x');
  EXPECT_THAT(
      read({header(), R"({"section": "s2", "id": "a", "title": "t", "outcome": [")" +
                          text.substr(0, 90'000) + "\", \"" + text.substr(0, 90'000) + "\"]}"}),
      ElementsAre("1 1. a /二 line 2"));
  // A line that ends exactly where one piece of reading does.
  std::string exact = R"({"section": "s2", "id": "a", "title": "t"})";
  exact += std::string(65'535 - exact.size(), ' ');
  EXPECT_THAT(read({header(), exact, R"({"section": "s2", "id": "b", "title": "t"})"}),
              ElementsAre("1 1. a /二 line 2", "2 2. b /二 line 3"));
}

TEST(ProblemStream, AStreamThatBreaksOffIsAnError) {
  std::istringstream input(header() + "\n");
  auto stream = ProblemStream::open(input);
  ASSERT_TRUE(stream);
  input.setstate(std::ios::badbit);
  const auto next = (*stream)->next();
  ASSERT_FALSE(next);
  EXPECT_EQ(next.error().at(0).code, "json.unreadable");
}

TEST(ProblemStream, TwentyThousandIdsAreKeptApart) {
  std::string text = header() + "\n";
  for (int i = 0; i < 20'000; ++i) {
    text += fmt::format(R"({{"section": "s2", "id": "p{}", "title": "t"}})", i) + "\n";
  }
  std::istringstream input(text + R"({"section": "s2", "id": "p12345", "title": "t"})");
  auto stream = ProblemStream::open(input);
  ASSERT_TRUE(stream);
  for (int i = 0; i < 20'000; ++i) ASSERT_NE((*stream)->next().value_or(nullptr), nullptr);
  const auto last = (*stream)->next();
  ASSERT_FALSE(last);
  EXPECT_EQ(last.error().at(0).code, "record.duplicateId");
  EXPECT_EQ(last.error().at(0).where.line, 20'002);
}

}  // namespace
}  // namespace tongbao::record

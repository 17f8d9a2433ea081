#include "record/reader.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "record/examples.h"

namespace tongbao::record {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Reader, ReadsEveryField) {
  const Record record = good_record(full_record());
  EXPECT_EQ(record.title, "清河县民政局关于\n巡察整改进展情况的通报");
  EXPECT_EQ(record.inspection->start_date, (Date{2024, 9, 0}));
  EXPECT_EQ(record.inspection->inspected->name, "清河县民政局党组");
  EXPECT_EQ(record.numbering, NumberingScope::continuous);
  EXPECT_EQ(record.document->form, DocumentForm::formal);
  EXPECT_EQ(record.outcomes[0].value, 3.0);
  EXPECT_EQ((*record.extra)["free"].size(), 7u);
  const Section& section = record.sections[0].sections[0];
  EXPECT_TRUE(section.run_in);
  EXPECT_EQ(record.sections[0].role, SectionRole::rectification);
  const Problem& problem = section.problems[0];
  EXPECT_EQ(problem.label, "");
  EXPECT_EQ(problem.title_kind, TitleKind::problem);
  EXPECT_EQ(problem.measures[0].measures[0].text, "先行试用。");
  EXPECT_FALSE(problem.measures[0].measures[0].label.has_value());
  EXPECT_TRUE(problem.body[0].plain);
  EXPECT_FALSE(problem.body[1].plain);
  EXPECT_EQ(std::get<MeasureReference>(problem.body[1].runs[1]).measure, "m1");
  EXPECT_EQ(problem.term, Term::fixed);
  EXPECT_EQ(problem.events[0].kind, EventKind::applied);
  EXPECT_FALSE(section.problems[1].publication->show);
}

TEST(Reader, SaysEveryErrorAtOnceWithItsPlace) {
  const std::string json = R"({
  "schemaVersion": "2",
  "organisation": {"name": "清河县民政局"},
  "title": 7,
  "sections": [
    {"problems": [{"id": "p1", "finding": "有", "deadline": "2025-02-30", "status": "done"}]},
    {"heading": "二", "problems": [{"id": "p1", "body": [null]}, {"title": "无标识"}]}
  ]
})";
  EXPECT_THAT(
      complaints(json),
      ElementsAre("record.badChoice /sections/0/problems/0/status",
                  "record.badDate /sections/0/problems/0/deadline",
                  "record.duplicateId /sections/1/problems/0/id", "record.missingField ",
                  "record.missingField /sections/0", "record.missingField /sections/1/problems/1",
                  "record.unknownField /organisation", "record.unsupportedVersion /schemaVersion",
                  "record.wrongType /sections/1/problems/0/body/0", "record.wrongType /title"));
}

TEST(Reader, PointsAtLineAndColumn) {
  const Diagnostic error = only_error(
      "{\"schemaVersion\": \"1\", \"organization\": {\"name\": \"局\"},\n"
      " \"title\": \"通报\", \"sections\": [],\n"
      " \"date\": \"2025-13-01\"}");
  EXPECT_EQ(error.code, "record.badDate");
  EXPECT_EQ(error.where, (Place{.pointer = "/date", .file = {}, .line = 3, .column = 2}));
}

TEST(Reader, AnEmptyRecordLacksWhatIsRequired) {
  EXPECT_THAT(complaints("{}"), ElementsAre("record.missingField ", "record.missingField ",
                                            "record.missingField ", "record.missingField "));
  EXPECT_THAT(complaints("[]"), ElementsAre("record.wrongType "));
  EXPECT_THAT(complaints("null"), ElementsAre("record.wrongType "));
}

TEST(Reader, HintsAtTheNearestName) {
  EXPECT_THAT(only_error(record_with("", R"(, "contcat": {})")).hint.en, HasSubstr("\"contact\""));
  EXPECT_THAT(only_error(record_with_problems(R"({"id": "1", "title": "t", "status": "complete"})"))
                  .hint.en,
              HasSubstr("\"completed\""));
  EXPECT_THAT(only_error(record_with("", R"(, "date": "2025-04-01T00:00:00Z")")).hint.en,
              HasSubstr("2025-04-01"));
  EXPECT_THAT(
      only_error(record_with_problems(R"({"id": "1", "title": "t", "outcome": "好"})")).hint.en,
      HasSubstr("[\"…\"]"));
  EXPECT_THAT(only_error(record_with("", R"(, "date": null)")).hint.en, HasSubstr("leave out"));
}

// Each text in place of a problem's leader, with the code of its only error.
TEST(Reader, ChecksTexts) {
  const std::pair<std::string, std::string> cases[] = {
      {"林某", "none"},
      {"𠮷㛃𬭎", "none"},
      {"a\\tb", "record.badValue"},
      {"a\\nb", "record.badValue"},
      {"a\\u0000b", "record.badValue"},
      {"a\x7F", "record.badValue"},
      {"a\\u0085", "record.badValue"},
      {"\\u2028", "record.badValue"},
      {"\\uFFFE", "record.badValue"},
      {std::string(99'999, 'x') + "字", "none"},
      {std::string(100'000, 'x') + "字", "record.tooLong"},
  };
  for (const auto& [text, code] : cases) {
    SCOPED_TRACE(text.substr(0, 20));
    EXPECT_EQ(
        only_error(record_with_problems(R"({"id": "1", "title": "t", "leader": ")" + text + "\"}"))
            .code,
        code);
  }
}

TEST(Reader, ALineBreakStandsInTheTitleOnly) {
  const auto with_title = [](std::string_view title) {
    return R"({"schemaVersion": "1", "organization": {"name": "局"}, "sections": [], "title": ")" +
           std::string(title) + "\"}";
  };
  EXPECT_THAT(complaints(with_title("关于\\n通报")), IsEmpty());
  EXPECT_THAT(complaints(with_title("关于\\t通报")), ElementsAre("record.badValue /title"));
  EXPECT_THAT(complaints(with_title("")), ElementsAre("record.badValue /title"));
  EXPECT_THAT(complaints(record_with(R"({"heading": "甲\n乙"})")),
              ElementsAre("record.badValue /sections/0/heading"));
  EXPECT_THAT(complaints(record_with("", R"(, "preamble": ["甲\n乙", {"runs": ["丙\n"]}])")),
              ElementsAre("record.badValue /preamble/0", "record.badValue /preamble/1/runs/0"));
}

TEST(Reader, ChecksNumbers) {
  const auto with_value = [](std::string_view value) {
    return record_with("", R"(, "outcomes": [{"value": )" + std::string(value) + "}]");
  };
  EXPECT_THAT(complaints(with_value("-0.25")), IsEmpty());
  EXPECT_THAT(complaints(with_value("9007199254740992")), IsEmpty());
  EXPECT_THAT(complaints(with_value("18446744073709551615")),
              ElementsAre("record.badValue /outcomes/0/value"));
  EXPECT_THAT(complaints(with_value(std::string(300, '9'))),
              ElementsAre("record.badValue /outcomes/0/value"));
  EXPECT_THAT(complaints(with_value(std::string(400, '9'))), ElementsAre("json.badNumber -"));
  EXPECT_THAT(complaints(with_value("\"3\"")), ElementsAre("record.wrongType /outcomes/0/value"));
}

TEST(Reader, ASealIsAnImage) {
  const auto with_seal = [](std::string_view seal) {
    return record_with("", R"(, "signatures": [{"seal": ")" + std::string(seal) + "\"}]");
  };
  EXPECT_THAT(complaints(with_seal("iVBORw0KGgoAAAANSUhEUg==")), IsEmpty());
  for (const char* bad : {"AAAA", "iVBORw0KGgo", "iVBORw0KGgoAAAANSUhEUg=", "iVBORw0KGg=!"}) {
    EXPECT_THAT(complaints(with_seal(bad)), ElementsAre("record.badValue /signatures/0/seal"))
        << bad;
  }
}

TEST(Reader, ASignatureHasASealOrAStamp) {
  const std::string png = "\"iVBORw0KGgoAAAANSUhEUg==\"";
  EXPECT_THAT(complaints(record_with(
                  "", R"(, "signatures": [{"seal": )" + png + R"(}, {"stamp": )" + png + "}]")),
              IsEmpty());
  EXPECT_THAT(complaints(record_with(
                  "", R"(, "signatures": [{}, {"seal": )" + png + R"(, "stamp": )" + png + "}]")),
              ElementsAre("record.sealAndStamp /signatures/1"));
}

TEST(Reader, AProblemSaysSomething) {
  EXPECT_THAT(complaints(record_with_problems(R"({"id": "1", "title": "", "body": []})")),
              ElementsAre("record.missingField /sections/0/problems/0"));
  EXPECT_THAT(complaints(record_with_problems(R"({"id": "1", "title": 5})")),
              ElementsAre("record.wrongType /sections/0/problems/0/title"))
      << "what follows from an error is not an error of its own";
}

TEST(Reader, ASectionHoldsSectionsOrProblems) {
  EXPECT_THAT(complaints(record_with(R"({"heading": "一", "sections": [{"heading": "二"}],
                                         "problems": [{"id": "1", "title": "t"}]})")),
              ElementsAre("record.sectionsAndProblems /sections/0"));
}

TEST(Reader, IdsAreUnique) {
  EXPECT_THAT(
      complaints(record_with(R"({"id": "s", "heading": "一"}, {"id": "s", "heading": "二"})")),
      ElementsAre("record.duplicateId /sections/1/id"));
  EXPECT_THAT(
      complaints(record_with_problems(
          R"({"id": "1", "title": "t", "measures": [{"id": "m", "measures": [{"id": "m"}]}]},
                     {"id": "2", "title": "t", "measures": [{"id": "m"}]})")),
      ElementsAre("record.duplicateId /sections/0/problems/0/measures/0/measures/0/id"));
}

TEST(Reader, ReferencesLeadToMeasuresOfTheSameProblem) {
  EXPECT_THAT(complaints(record_with_problems(
                  R"({"id": "1", "measures": [{"id": "m1", "measures": [{"id": "m1a"}]}],
                      "body": [{"runs": [{"measure": "m1a"}, {"measure": "m2"}]}]})")),
              ElementsAre("record.unknownMeasure /sections/0/problems/0/body/0/runs/1/measure"));
  EXPECT_THAT(complaints(record_with("", R"(, "closing": [{"runs": [{"measure": "m1"}]}])")),
              ElementsAre("record.unknownMeasure /closing/0/runs/0/measure"));
  EXPECT_THAT(
      complaints(record_with("", R"(, "closing": [{"run": []}, {"runs": [{}, 3]}])")),
      ElementsAre("record.missingField /closing/0", "record.missingField /closing/1/runs/0",
                  "record.unknownField /closing/0/run", "record.wrongType /closing/1/runs/1"));
}

TEST(Reader, AMergedProblemNamesOneThatIsShown) {
  const auto merged = [](std::string_view first, std::string_view second) {
    return record_with_problems(
        R"({"id": "1", "title": "t", "publication": {"mergedInto": ")" + std::string(first) +
        R"("}}, {"id": "2", "title": "t", "publication": {"mergedInto": ")" + std::string(second) +
        R"("}})");
  };
  EXPECT_THAT(complaints(merged("2", "")), IsEmpty());
  EXPECT_THAT(complaints(merged("1", "")),
              ElementsAre("record.unknownProblem /sections/0/problems/0/publication/mergedInto"));
  EXPECT_THAT(complaints(merged("9", "")),
              ElementsAre("record.unknownProblem /sections/0/problems/0/publication/mergedInto"));
  EXPECT_THAT(complaints(merged("2", "1")),
              ElementsAre("record.unknownProblem /sections/0/problems/0/publication/mergedInto",
                          "record.unknownProblem /sections/0/problems/1/publication/mergedInto"));
}

TEST(Reader, AnythingStandsUnderExtra) {
  EXPECT_THAT(complaints(record_with("", R"(, "extra": {"a": null, "b": {"c": [1, "\n"]}})")),
              IsEmpty());
}

TEST(Reader, AListOfErrorsEnds) {
  std::string problems = "{}";
  for (int i = 0; i < 1000; ++i) problems += ", {}";
  ReadLimits limits;
  limits.errors = 5;
  const auto record = read_record(record_with_problems(problems), limits);
  ASSERT_FALSE(record);
  ASSERT_EQ(record.error().size(), 6u);
  EXPECT_EQ(record.error().back().code, "record.tooManyErrors");
}

TEST(Envelope, HoldsOneRecordOrSeveral) {
  const std::string record = record_with("");
  const auto single = read_envelope(R"({"record": )" + record + R"(, "previous": )" + record +
                                    R"(, "asOf": "2025-06-15", "edition": "internal",
                                        "options": {"x": 1}})");
  ASSERT_TRUE(single);
  EXPECT_EQ(single->records.size(), 1u);
  EXPECT_EQ(single->previous.size(), 1u);
  EXPECT_EQ(single->as_of, (Date{2025, 6, 15}));
  EXPECT_EQ(single->edition, Edition::internal);
  EXPECT_EQ((*single->options)["x"], 1);

  const auto several = read_envelope(R"({"records": [)" + record + "," + record + R"(],
                                        "previous": [)" +
                                     record + "]}");
  ASSERT_TRUE(several);
  EXPECT_EQ(several->records.size(), 2u);
  EXPECT_EQ(several->previous.size(), 1u);
  EXPECT_EQ(several->edition, Edition::public_);

  EXPECT_EQ(read_envelope(record)->records.size(), 1u);
}

TEST(Envelope, PointsIntoWhatWasSent) {
  EXPECT_THAT(complaints(R"({"record": {"schemaVersion": "1", "organization": {"name": "局"},
                             "title": "t", "sections": 3}, "edition": "secret", "asof": "2025-01",
                             "options": []})"),
              ElementsAre("record.badChoice /edition", "record.unknownField /asof",
                          "record.wrongType /options", "record.wrongType /record/sections"));
  EXPECT_THAT(complaints(R"({"records": []})"), ElementsAre("record.badValue /records"));
  EXPECT_THAT(complaints(R"({"records": {}, "previous": 1})"),
              ElementsAre("record.wrongType /previous", "record.wrongType /records"));
  const std::string named = record_with("", R"(, "recordId": "r")");
  EXPECT_THAT(complaints(R"({"record": )" + named + R"(, "records": [)" + named + "]}"),
              testing::Contains("record.badValue "));
  EXPECT_THAT(complaints(R"({"records": [)" + named + "," + named + "]}"),
              ElementsAre("record.duplicateId /records/1/recordId"));
}

}  // namespace
}  // namespace tongbao::record

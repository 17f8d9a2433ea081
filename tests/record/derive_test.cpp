#include "record/derive.h"

#include <gmock/gmock.h>

#include "record/examples.h"

namespace tongbao::record {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The numbers of sections and problems in printed order, "-" for none.
std::vector<std::string> numbers_in(const std::vector<Section>& sections,
                                    const Numbering& numbering) {
  std::vector<std::string> all;
  const auto add = [&all](const std::string& number) {
    all.push_back(number.empty() ? "-" : number);
  };
  for (const Section& section : sections) {
    add(numbering.of(section));
    for (const std::string& inner : numbers_in(section.sections, numbering)) all.push_back(inner);
    for (const Problem& problem : section.problems) add(numbering.of(problem));
  }
  return all;
}
std::vector<std::string> numbers_of(const Record& record, Edition edition = Edition::internal) {
  return numbers_in(record.sections, Numbering(record, edition));
}

constexpr std::string_view two_groups = R"(
  {"heading": "一", "sections": [
    {"heading": "甲", "problems": [{"id": "1", "title": "t"}, {"id": "2", "title": "t"}]},
    {"heading": "乙", "problems": [{"id": "3", "title": "t"}]}]},
  {"heading": "二", "problems": [{"id": "4", "title": "t"}]})";

TEST(Numbering, CountsProblemsInEachSection) {
  EXPECT_THAT(numbers_of(good_record(record_with(two_groups))),
              ElementsAre("一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "1."));
}

TEST(Numbering, CountsProblemsThroughTheRecordIfContinuous) {
  EXPECT_THAT(numbers_of(good_record(record_with(two_groups, R"(, "numbering": "continuous")"))),
              ElementsAre("一、", "（一）", "1.", "2.", "（二）", "3.", "二、", "4."));
}

TEST(Numbering, ALabelStandsForItselfAndTakesAPlaceUnlessEmpty) {
  EXPECT_THAT(numbers_of(good_record(record_with(R"(
      {"heading": "a"}, {"heading": "b", "label": ""}, {"heading": "c", "label": "3、"},
      {"heading": "d", "problems": [{"id": "1", "title": "t", "label": ""}, {"id": "2", "title": "t"},
        {"id": "3", "title": "t", "label": "（2）"}, {"id": "4", "title": "t"}]})"))),
              ElementsAre("一、", "-", "3、", "三、", "-", "1.", "（2）", "3."));
}

TEST(Numbering, FollowsTheFourLevelsOfTheStandard) {
  EXPECT_THAT(numbers_of(good_record(record_with(R"({"heading": "1", "sections": [{"heading": "2",
      "sections": [{"heading": "3", "sections": [{"heading": "4", "sections": [
      {"heading": "5"}]}]}]}]})"))),
              ElementsAre("一、", "（一）", "1.", "（1）", "-"));
}

TEST(Numbering, ThePublicEditionCountsWhatItShows) {
  const Record record = good_record(record_with_problems(R"(
      {"id": "1", "title": "t", "publication": {"show": false}},
      {"id": "2", "title": "t"},
      {"id": "3", "title": "t", "publication": {"mergedInto": "2"}},
      {"id": "4", "title": "t", "publication": {"title": "u"}})"));
  EXPECT_THAT(numbers_of(record), ElementsAre("一、", "1.", "2.", "3.", "4."));
  EXPECT_THAT(numbers_of(record, Edition::public_), ElementsAre("一、", "-", "1.", "-", "2."));
  EXPECT_EQ(Numbering(record, Edition::public_).ordinal(record.sections[0].problems[3]), 4u);
}

TEST(Numbering, KnowsPlaceAndPathOfEachProblem) {
  const Record record = good_record(record_with(two_groups));
  const Numbering numbering(record);
  const Problem& third = record.sections[0].sections[1].problems[0];
  EXPECT_EQ(numbering.ordinal(third), 3u);
  EXPECT_THAT(numbering.path(third),
              ElementsAre(&record.sections[0], &record.sections[0].sections[1]));
  EXPECT_EQ(numbering.ordinal(record.sections[1].problems[0]), 4u);
  EXPECT_EQ(count_problems(record), 4u);
}

std::string without_white_space(std::string text) {
  for (const std::string_view space : {" ", "\n", "\r", "\t", "\u3000", "\u00A0", "\f"}) {
    for (std::size_t at = 0; (at = text.find(space, at)) != std::string::npos;) {
      text.erase(at, space.size());
    }
  }
  return text;
}

// Looks for each number with its heading in the source of a notice, in order.
void expect_numbers(const std::vector<Section>& sections, const Numbering& numbering,
                    const std::string& source, std::size_t& from) {
  const auto expect = [&](const std::string& number, const std::string& heading) {
    const std::string printed = without_white_space(number + heading);
    const std::size_t found = source.find(printed, from);
    ASSERT_NE(found, std::string::npos) << printed;
    from = found + printed.size();
  };
  for (const Section& section : sections) {
    expect(numbering.of(section), section.heading);
    expect_numbers(section.sections, numbering, source, from);
    for (const Problem& problem : section.problems) expect(numbering.of(problem), problem.title);
  }
}

TEST(Numbering, IsThatOfRealNotices) {
  const auto records = real_records();
  if (records.empty()) GTEST_SKIP() << "the real notices are not on this machine";
  for (const auto& path : records) {
    SCOPED_TRACE(path.filename().string());
    const Record record = good_record(file_text(path));
    std::string name = path.string();
    name.replace(name.find(".record.json"), std::string::npos, ".txt");
    std::size_t from = 0;
    expect_numbers(record.sections, Numbering(record), without_white_space(file_text(name)), from);
  }
}

TEST(MeasureLabel, CountsInChineseAndWithinAMeasureInCircles) {
  EXPECT_EQ(measure_label(0), "一是");
  EXPECT_EQ(measure_label(10), "十一是");
  EXPECT_EQ(measure_label(0, true), "①");
  EXPECT_EQ(measure_label(19, true), "⑳");
  EXPECT_EQ(measure_label(20, true), "（21）");
}

Problem only_problem(std::string_view members) {
  const std::string text = record_with_problems(R"({"id": "p", )" + std::string(members) + "}");
  return good_record(text).sections.at(0).problems.at(0);
}

constexpr std::string_view measures = R"("measures": [
    {"id": "a", "text": "订制度。"},
    {"id": "b", "label": "", "text": "无号。"},
    {"id": "c", "text": "抓落实：", "measures": [{"id": "c1", "text": "先试；"},
                                                 {"id": "c2", "label": "（2）", "text": "后推。"}]}])";

TEST(PrintedText, PrintsMeasuresWhereTheyAreReferredTo) {
  const Problem problem =
      only_problem(std::string(measures) +
                   R"(, "body": ["直接。", {"runs": ["此后，", {"measure": "a"}, {"measure": "c"}]},
                    {"runs": [{"measure": "b"}, {"measure": "c2"}, {"measure": "c1"}]}])");
  EXPECT_EQ(printed_text(problem.body[0], &problem), "直接。");
  EXPECT_EQ(printed_text(problem.body[1], &problem),
            "此后，一是订制度。二是抓落实：①先试；（2）后推。");
  EXPECT_EQ(printed_text(problem.body[2], &problem), "无号。（2）后推。①先试；");
  EXPECT_EQ(printed_text(problem.body[1], nullptr), "此后，");
}

TEST(PrintedRuns, SayWhereEachTextComesFrom) {
  const Problem problem = only_problem(
      std::string(measures) + R"(, "body": ["直接。", {"runs": ["甲", {"measure": "c"}]}])");
  const auto places = [&](std::size_t i) {
    std::vector<std::string> all;
    for (const PrintedRun& run :
         printed_runs(problem.body[i], "/p/body/" + std::to_string(i), &problem, "/p")) {
      all.push_back(run.text + " " + run.pointer);
    }
    return all;
  };
  EXPECT_THAT(places(0), ElementsAre("直接。 /p/body/0"));
  EXPECT_THAT(
      places(1),
      ElementsAre("甲 /p/body/1/runs/0", "二是 /p/measures/2", "抓落实： /p/measures/2/text",
                  "① /p/measures/2/measures/0", "先试； /p/measures/2/measures/0/text",
                  "（2） /p/measures/2/measures/1/label", "后推。 /p/measures/2/measures/1/text"));
}

TEST(Ledger, StatedProblemIsTheFindingOrATitleThatStatesIt) {
  EXPECT_EQ(stated_problem(only_problem(R"("title": "学习不够", "titleKind": "problem")")),
            "学习不够");
  EXPECT_EQ(stated_problem(only_problem(R"("title": "加强学习", "titleKind": "task")")), "");
  EXPECT_EQ(stated_problem(only_problem(R"("title": "某事")")), "");
  EXPECT_EQ(stated_problem(only_problem(R"("title": "学习不够", "titleKind": "problem",
                                           "finding": "只学两次")")),
            "只学两次");
}

TEST(Ledger, DetailIsWhatTheTitleRunsInto) {
  const std::string title = R"("title": "学习不够。", "titleKind": "problem", "runIn": true)";
  const std::string with_measure = R"(, "measures": [{"id": "a", "text": "学。"}])";
  const auto detail = [](const std::string& members) {
    return problem_detail(only_problem(members));
  };
  EXPECT_EQ(
      detail(title + with_measure + R"(, "body": ["只学两次。", {"runs": [{"measure": "a"}]}])"),
      "只学两次。");
  EXPECT_EQ(
      detail(title + with_measure + R"(, "body": [{"runs": ["只学两次。", {"measure": "a"}]}])"),
      "只学两次。");
  EXPECT_EQ(detail(title + with_measure + R"(, "body": [{"runs": [{"measure": "a"}]}])"), "");
  EXPECT_EQ(detail(title + R"(, "body": ["只学两次。", "已补学。"])"), "只学两次。");
  EXPECT_EQ(detail(title + R"(, "body": ["已补学。"])"), "")
      << "nothing follows: it is the measure";
  EXPECT_EQ(detail(R"("title": "学习不够。", "titleKind": "problem", "body": ["甲", "乙"])"), "");
  EXPECT_EQ(detail(title + R"(, "finding": "有", "body": ["甲", "乙"])"), "");
}

TEST(Ledger, MeasuresStandWithoutLabels) {
  EXPECT_THAT(measure_texts(only_problem(R"("title": "t", )" + std::string(measures))),
              ElementsAre("订制度。", "无号。", "抓落实：", "先试；", "后推。"));
}

TEST(Ledger, WithoutMeasuresWhatIsPrintedStandsThere) {
  const auto texts = [](const std::string& members) {
    return measure_texts(only_problem(members));
  };
  EXPECT_THAT(texts(R"("title": "加强学习。", "titleKind": "task", "body": ["甲", "乙"])"),
              ElementsAre("加强学习。", "甲", "乙"));
  EXPECT_THAT(texts(R"("title": "加强学习。", "body": ["甲"])"), ElementsAre("加强学习。", "甲"));
  EXPECT_THAT(texts(R"("title": "加强学习。", "task": "每月一次", "body": ["甲"])"),
              ElementsAre("每月一次", "甲"));
  EXPECT_THAT(texts(R"("title": "学习不够。", "titleKind": "problem", "runIn": true,
                       "body": ["只学两次。", "已补学。"])"),
              ElementsAre("已补学。"));
  EXPECT_THAT(texts(R"("title": "学习不够。", "titleKind": "problem", "runIn": true,
                       "body": ["已补学。"])"),
              ElementsAre("已补学。"));
  EXPECT_THAT(texts(R"("title": "学习不够。", "titleKind": "problem")"), IsEmpty());
}

TEST(Deadline, IsJudgedAtTheRecordsOwnDate) {
  Record record;
  EXPECT_FALSE(judging_date(record, std::nullopt));
  record.date = Date{2025, 6, 16};
  EXPECT_EQ(judging_date(record, std::nullopt), (Date{2025, 6, 16}));
  record.as_of = Date{2025, 6, 15};
  EXPECT_EQ(judging_date(record, std::nullopt), (Date{2025, 6, 15}));
  EXPECT_EQ(judging_date(record, Date{2025, 7, 1}), (Date{2025, 7, 1}));
}

TEST(Deadline, IsOverdueFromTheDayAfter) {
  Problem problem;
  EXPECT_FALSE(days_left(problem, {2025, 6, 30}));
  EXPECT_FALSE(is_overdue(problem, {2025, 6, 30}));
  problem.deadline = Date{2025, 6, 0};  // June: until its last day
  EXPECT_EQ(days_left(problem, {2025, 6, 15}), 15);
  EXPECT_EQ(days_left(problem, {2025, 6, 30}), 0);
  EXPECT_FALSE(is_overdue(problem, {2025, 6, 30}));
  EXPECT_EQ(days_left(problem, {2025, 7, 1}), -1);
  EXPECT_TRUE(is_overdue(problem, {2025, 7, 1}));
  problem.status = Status::interim;
  EXPECT_TRUE(is_overdue(problem, {2025, 7, 1}));
  for (const Status status : {Status::completed, Status::closed}) {
    problem.status = status;
    EXPECT_TRUE(is_completed(problem));
    EXPECT_FALSE(is_overdue(problem, {2025, 7, 1}));
  }
}

}  // namespace
}  // namespace tongbao::record

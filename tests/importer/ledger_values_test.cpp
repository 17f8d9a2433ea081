#include "importer/ledger_values.h"

#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "importer/ledger_columns.h"
#include "importer/ledger_measures.h"

namespace tongbao::importer {
namespace {

using testing::ElementsAre;

std::string header_text(std::string_view name) {
  std::ifstream file(std::string(TONGBAO_SOURCE "/templates/") + std::string(name) + ".xml");
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(LedgerColumns, KnowEveryColumnOfTheLedgersThatComeBack) {
  for (const std::string_view name : {"ledger", "blank", "problems", "responsibilities"}) {
    const std::string text = header_text(name);
    const std::regex column(R"re(<column header="([^"]+)"([^>]*?)(?:/>|>([^]*?)</column>))re");
    std::set<std::string> headers;
    for (std::sregex_iterator each(text.begin(), text.end(), column), end; each != end; ++each) {
      const std::string header = (*each)[1];
      if (header == "汇总归类") continue;  // of the instructions
      headers.insert(header);
      const LedgerColumn* const known = find_column(header);
      ASSERT_NE(known, nullptr) << name << ": " << header;
      const std::string shows = (*each)[2].str() + (*each)[3].str();
      if (shows.find("problem.") == std::string::npos) continue;
      static const std::map<std::string_view, std::string_view> derived{
          {"finding", "statedProblem"},
          {"measures", "measureTexts"},
          {"evidence", "evidenceTexts"},
          {"events", "eventTexts"}};
      const auto other = derived.find(known->field);
      const std::string field(other == derived.end() ? known->field : other->second);
      const bool shown = shows.find("problem." + field) != std::string::npos ||
                         shows.find("problem." + std::string(known->field)) != std::string::npos;
      EXPECT_TRUE(shown) << name << ": " << header;
    }
    EXPECT_GE(headers.size(), 6U) << name;
  }
}

TEST(LedgerValues, DatesAsPeopleWriteThem) {
  const Date day{2025, 6, 30};
  for (const std::string_view text : {"2025-06-30", "2025/6/30", "2025.6.30", "2025年6月30日",
                                      "20250630", "2025-06-30T00:00:00"}) {
    EXPECT_EQ(parse_written_date(text), day) << text;
  }
  for (const std::string_view text : {"2025-06", "2025年6月", "2025.6"}) {
    EXPECT_EQ(parse_written_date(text), (Date{2025, 6, 0})) << text;
  }
  for (const std::string_view text :
       {"", "2025", "6月30日", "2025-02-30", "2025-06-00", "25-6-30", "2025-6-30-1", "年底"}) {
    EXPECT_FALSE(parse_written_date(text)) << text;
  }
}

// 45658 is 2025-01-01; 60 is the day that 1900 did not have. In the system of 1904 day 0 is
// 1904-01-01, so that 2025-01-01 is 45658 - 1462.
TEST(LedgerValues, DatesAsExcelCountsThem) {
  EXPECT_EQ(date_of_serial(45658, false), (Date{2025, 1, 1}));
  EXPECT_EQ(date_of_serial(45658.75, false), (Date{2025, 1, 1}));
  EXPECT_EQ(date_of_serial(44196, true), (Date{2025, 1, 1}));
  EXPECT_EQ(date_of_serial(61, false), (Date{1900, 3, 1}));
  EXPECT_FALSE(date_of_serial(60, false));
  EXPECT_FALSE(date_of_serial(1e300, false));
}

TEST(LedgerValues, NumberedLines) {
  EXPECT_THAT(numbered_texts("1. 甲。\n2. 乙，\n续乙。\n10、丙"),
              ElementsAre("甲。", "乙，续乙。", "丙"));
  EXPECT_THAT(numbered_texts("只有一条"), ElementsAre("只有一条"));
  EXPECT_THAT(numbered_texts("1.甲\n\n2．乙"), ElementsAre("甲", "乙"));
  EXPECT_THAT(numbered_texts("2025年完成"), ElementsAre("2025年完成"));
  EXPECT_THAT(numbered_texts("1.5万元已清退"), ElementsAre("1.5万元已清退"));
}

TEST(LedgerValues, WordsAndNames) {
  EXPECT_THAT(names_of("办公室、财务科，人事科\n"), ElementsAre("办公室", "财务科", "人事科"));
  EXPECT_EQ(trimmed("　 甲 乙　\n"), "甲 乙");
  EXPECT_EQ(one_line("甲\n乙 Word\nText"), "甲乙 Word Text");
  const LedgerColumn* const status = find_column("完成 状态");
  ASSERT_NE(status, nullptr);
  EXPECT_EQ(read_value(*status, {"整改中 ", {}}, false), "整改中");
  EXPECT_FALSE(read_value(*status, {"快好了", {}}, false));
}

record::Problem problem_with(const std::vector<std::string>& texts) {
  record::Problem problem;
  record::Paragraph paragraph;
  paragraph.plain = false;
  for (const std::string& text : texts) {
    record::Measure measure;
    measure.id = "m" + std::to_string(problem.measures.size() + 1);
    measure.text = text;
    measure.department = text + "科";
    paragraph.runs.emplace_back(record::MeasureReference{measure.id});
    problem.measures.push_back(std::move(measure));
  }
  problem.body.push_back(std::move(paragraph));
  return problem;
}

std::string described(const record::Problem& problem) {
  std::string text;
  for (const auto& measure : problem.measures) {
    text += measure.id + '=' + measure.text + '/' + measure.department + ' ';
  }
  text += '|';
  for (const auto& paragraph : problem.body) {
    for (const auto& run : paragraph.runs) {
      text += ' ' + std::get<record::MeasureReference>(run).measure;
    }
  }
  return text;
}

std::string changed(std::vector<std::string> to) {
  record::Problem problem = problem_with({"甲", "乙", "丙"});
  set_measures(problem, to);
  return described(problem);
}

TEST(LedgerMeasures, KeepWhatIsTheSame) {
  EXPECT_EQ(changed({"甲", "乙", "丙"}), "m1=甲/甲科 m2=乙/乙科 m3=丙/丙科 | m1 m2 m3");
  EXPECT_EQ(changed({"甲", "新", "丙"}), "m1=甲/甲科 m2=新/乙科 m3=丙/丙科 | m1 m2 m3");
  EXPECT_EQ(changed({"甲", "丙"}), "m1=甲/甲科 m3=丙/丙科 | m1 m3");
  EXPECT_EQ(changed({"甲", "新", "乙", "丙"}),
            "m1=甲/甲科 m4=新/ m2=乙/乙科 m3=丙/丙科 | m1 m4 m2 m3");
  EXPECT_EQ(changed({"头", "甲", "乙", "丙", "尾"}),
            "m4=头/ m1=甲/甲科 m2=乙/乙科 m3=丙/丙科 m5=尾/ | m4 m1 m2 m3 m5");
  EXPECT_EQ(changed({"丙", "甲", "乙"}), "m3=丙/丙科 m1=甲/甲科 m2=乙/乙科 | m1 m2 m3");
  EXPECT_EQ(changed({}), "|");
}

}  // namespace
}  // namespace tongbao::importer

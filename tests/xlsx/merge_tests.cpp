// Cells merged downwards: one value for the rows that belong together, all of it visible.
#include <gmock/gmock.h>

#include "xlsx/ledger_maker.h"

namespace tongbao::test {
namespace {

using content::CellValue;
using content::Column;
using content::Row;
using nlohmann::json;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

using Merge = LedgerTest;

// 方面 by group, 问题 by problem, 措施.
SheetWithRows grouped(std::vector<Row> rows) {
  std::vector<Column> columns{text_column("方面", 12), text_column("问题", 12),
                              text_column("措施", 12)};
  columns[0].merge = content::Merge::group;
  columns[1].merge = content::Merge::problem;
  return plain_sheet(std::move(columns), std::move(rows));
}

Row row_of(std::uint64_t group, std::uint64_t problem, std::string measure) {
  return {.cells = {"方面" + std::to_string(group), "问题" + std::to_string(problem),
                    std::move(measure)},
          .pointer = "/p",
          .group = group,
          .problem = problem};
}

TEST_F(Merge, JoinsRowsOfAGroupAndOfAProblem) {
  auto made = grouped({row_of(1, 1, "甲"), row_of(1, 1, "乙"), row_of(1, 2, "丙"),
                       row_of(2, 3, "丁"), row_of(3, 4, "戊"), row_of(3, 4, "己")});
  const json sheet = read(write(ledger_of(std::move(made))))["sheets"][0];
  EXPECT_THAT(sheet["merged"], ElementsAre("A2:A4", "A6:A7", "B2:B3", "B6:B7"));
  EXPECT_EQ(sheet["rows"][1][0]["value"], "方面1");
  EXPECT_EQ(sheet["rows"][5][1]["value"], "问题4");
  EXPECT_EQ(sheet["rows"][4][1]["value"], "问题3");
  EXPECT_TRUE(sheet["rows"][2][0]["value"].is_null());
  EXPECT_EQ(sheet["rows"][2][0]["border"], "thin");
}

TEST_F(Merge, EndsAtASubtotal) {
  std::vector<Row> rows{row_of(1, 1, "甲"), row_of(1, 1, "乙"), row_of(1, 1, "小计"),
                        row_of(1, 1, "丙"), row_of(1, 1, "丁")};
  rows[2].kind = content::RowKind::subtotal;
  const json sheet = read(write(ledger_of(grouped(std::move(rows)))))["sheets"][0];
  EXPECT_THAT(sheet["merged"], ElementsAre("A2:A3", "A5:A6", "B2:B3", "B5:B6"));
  EXPECT_EQ(sheet["rows"][4][0]["value"], "方面1");
}

TEST_F(Merge, BeginsAgainOnAFurtherSheet) {
  std::vector<Row> rows(5, row_of(1, 1, "甲"));
  const json book = read(write(ledger_of(grouped(std::move(rows))), {.rows = 4}));
  ASSERT_EQ(book["sheets"].size(), 2U);
  EXPECT_THAT(book["sheets"][0]["merged"], ElementsAre("A2:A4", "B2:B4"));
  EXPECT_THAT(book["sheets"][1]["merged"], ElementsAre("A2:A3", "B2:B3"));
  EXPECT_EQ(book["sheets"][1]["rows"][1][0]["value"], "方面1");
}

double height_of(const json& sheet, std::size_t first, std::size_t last) {
  double height = 0;
  for (std::size_t i = first; i <= last; ++i) height += sheet["heights"][i].get<double>();
  return height;
}

TEST_F(Merge, MakesTheLastRowHighEnoughForTheMergedText) {
  // 12 characters: 84 pixels inside, 61 pt, 5 of 10.5 pt; 40 characters make 8 lines of 15.225.
  std::vector<Row> rows{row_of(1, 1, "甲"), row_of(1, 1, "乙"), row_of(1, 2, "丙"),
                        row_of(2, 3, "丁")};
  rows[0].cells[1] = han(40);
  const json sheet = read(write(ledger_of(grouped(std::move(rows)))))["sheets"][0];
  const double one = sheet["heights"][4].get<double>();
  EXPECT_EQ(sheet["heights"][1], one);  // the first row stays as it was
  EXPECT_GE(height_of(sheet, 1, 2), 8 * 15.225);
  EXPECT_LE(height_of(sheet, 1, 2), 8 * 15.225 + 4);
  EXPECT_EQ(sheet["heights"][3], one);
}

TEST_F(Merge, LeavesRowsThatAreHighEnough) {
  std::vector<Row> rows{row_of(1, 1, han(60)), row_of(1, 1, "乙")};
  rows[0].cells[1] = han(40);
  const json sheet = read(write(ledger_of(grouped(std::move(rows)))))["sheets"][0];
  EXPECT_EQ(sheet["heights"][2], 18.75);  // one line: 15.225 and 3, to the pixel
}

TEST_F(Merge, AddsRowsWhereTheyCannotBeHigher) {
  std::vector<Row> rows{row_of(1, 1, "甲"), row_of(1, 1, "乙"), row_of(2, 2, "丙")};
  rows[0].cells[0] = han(500);  // 100 lines: 1,522.5 pt, four rows of 409.5
  const json sheet = read(write(ledger_of(grouped(std::move(rows)))))["sheets"][0];
  EXPECT_THAT(sheet["merged"], ElementsAre("A2:A5", "B2:B3"));
  EXPECT_GE(height_of(sheet, 1, 4), 100 * 15.225);
  for (const json& height : sheet["heights"]) EXPECT_LE(height.get<double>(), 409.5);
  EXPECT_EQ(sheet["rows"][5][2]["value"], "丙");
  EXPECT_EQ(sheet["rows"][3][2]["border"], "thin");
  EXPECT_EQ(sheet["filter"], "A1:C6");
}

TEST_F(Merge, HoldsNoMoreRowsThanMemoryBears) {
  // 16,000 lines of 15.225 are 243,600 pt: 13,000 rows of 18.75, but 2,000 are held at most.
  std::vector<Row> rows(2'500, row_of(1, 1, "甲"));
  rows[0].cells[0] = std::string(16'000, '\n') + "乙";
  const json sheet = read(write(ledger_of(grouped(std::move(rows)))))["sheets"][0];
  EXPECT_THAT(sheet["merged"], Contains("A2:A2001"));
  EXPECT_GE(height_of(sheet, 1, 2'500), 243'600);
  EXPECT_EQ(sheet["heights"][2'500], 18.75);
}

TEST_F(Merge, OfARowThatGoesOnBeneath) {
  std::vector<Row> rows{row_of(1, 1, han(200)), row_of(1, 2, "乙")};  // 40 lines, 26 a row
  const json sheet = read(write(ledger_of(grouped(std::move(rows)))))["sheets"][0];
  // 609 pt are more than half a page: the second problem shows the group again.
  EXPECT_THAT(sheet["merged"], ElementsAre("A2:A3", "B2:B3"));
  EXPECT_EQ(sheet["rows"][3][0]["value"], sheet["rows"][1][0]["value"]);
}

// 297 mm less margins of 18 mm are 739.8 pt; half of 95 % are 351.4, which 19 rows of 18.75 exceed.
TEST_F(Merge, ShowsAGroupOnEveryPage) {
  const json sheet =
      read(write(ledger_of(grouped(std::vector<Row>(50, row_of(1, 1, "甲"))))))["sheets"][0];
  EXPECT_THAT(sheet["merged"],
              UnorderedElementsAre("A2:A20", "A21:A39", "A40:A51", "B2:B20", "B21:B39", "B40:B51"));
  EXPECT_EQ(sheet["rows"][20][0]["value"], sheet["rows"][1][0]["value"]);
}

TEST_F(Merge, KeepsManyGroupsApart) {
  std::vector<Row> rows;
  for (std::uint64_t i = 0; i < 30'000; ++i) rows.push_back(row_of(i / 3, i / 2, "措施"));
  const auto path = write(ledger_of(grouped(std::move(rows))));
  const std::string xml = part(path, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(xml, ::testing::HasSubstr("<mergeCells count=\"25000\"><mergeCell ref=\"A2:A4\"/>"));
  EXPECT_THAT(xml, ::testing::HasSubstr("<mergeCell ref=\"B30000:B30001\"/></mergeCells>"));
}

}  // namespace
}  // namespace tongbao::test

// Forms: a sheet of paper a row.
#include <gmock/gmock.h>

#include "xlsx/ledger_maker.h"

namespace tongbao::test {
namespace {

using content::CellStyle;
using content::CellValue;
using content::FormField;
using content::Row;
using nlohmann::json;
using ::testing::ElementsAre;

using Form = LedgerTest;

CellStyle style() {
  CellStyle made = text_column("", 1).style;
  return made;
}

// 销号表: a title over four columns; two labels with their values; a label with a wide value.
SheetWithRows closing_form(std::vector<Row> rows) {
  SheetWithRows made = plain_sheet({}, std::move(rows));
  content::Form form;
  form.widths = {12, 20, 12, 20};
  form.rows = {{Pt{40}, {{4, style()}}},
               {Pt{}, {{1, style()}, {1, style()}, {1, style()}, {1, style()}}},
               {Pt{100}, {{1, style()}, {3, style()}}}};
  made.sheet.content = std::move(form);
  made.sheet.name = "销号表";
  made.sheet.print.paper = content::PrintSetup::Paper::a4;
  made.sheet.print.landscape = false;
  return made;
}

Row row_of(std::string title, std::string text = "制度不健全") {
  return {.cells = {"问题整改销号申请表", "问题编号", title, "责任科室", "水利科", "反馈问题",
                    std::move(text)},
          .pointer = "/p",
          .title = std::move(title)};
}

TEST_F(Form, MakesASheetOfEveryRow) {
  const json book = read(write(ledger_of(closing_form({row_of("p1"), row_of("p2")}))));
  EXPECT_EQ(rows_, 2U);
  ASSERT_EQ(book["sheets"].size(), 2U);
  const json& sheet = book["sheets"][1];
  EXPECT_EQ(sheet["name"], "p2");
  EXPECT_THAT(sheet["merged"], ElementsAre("A1:D1", "B3:D3"));
  EXPECT_EQ(sheet["rows"][0][0]["value"], "问题整改销号申请表");
  EXPECT_EQ(sheet["rows"][1][1]["value"], "p2");
  EXPECT_EQ(sheet["rows"][1][3]["value"], "水利科");
  EXPECT_EQ(sheet["rows"][2][1]["value"], "制度不健全");
  EXPECT_EQ(sheet["rows"][2][1]["border"], "thin");
  EXPECT_EQ(sheet["heights"][0], 40);
  EXPECT_EQ(sheet["heights"][2], 100);
  EXPECT_EQ(sheet["paper"], 9);
  EXPECT_EQ(sheet["orientation"], "portrait");
  EXPECT_EQ(sheet["fit"], json::array({true, 1, 0}));
  EXPECT_TRUE(sheet["filter"].is_null());
}

TEST_F(Form, NamesSheetsByWhatIsLeftOfTheirTitles) {
  auto ledger = closing_form({row_of("一/二[三]:*?\\"), row_of("一二三"), row_of(""), row_of("''"),
                              row_of("ABC"), row_of("abc"), row_of(han(40)), row_of(han(35))});
  const json book = read(write(ledger_of(std::move(ledger))));
  std::vector<std::string> names;
  for (const json& sheet : book["sheets"]) names.push_back(sheet["name"]);
  EXPECT_THAT(names, ElementsAre("一二三", "一二三(2)", "销号表", "销号表(2)", "ABC", "abc(2)",
                                 han(31), han(28) + "(2)"));
}

TEST_F(Form, ShowsAllOfALongText) {
  const json sheet = read(write(ledger_of(closing_form({row_of("p1", han(1000))}))))["sheets"][0];
  // 52 characters: 379 pixels less 5, 272 pt, 25 of 10.5 pt; 40 lines of 15.225, 26 in a row.
  ASSERT_EQ(sheet["rows"].size(), 4U);
  EXPECT_EQ(sheet["rows"][2][1]["value"].get<std::string>() +
                sheet["rows"][3][1]["value"].get<std::string>(),
            han(1000));
  EXPECT_THAT(sheet["merged"], ElementsAre("A1:D1", "B3:D3", "B4:D4"));
}

TEST_F(Form, WithoutRowsLeavesAnEmptySheet) {
  const json book = read(write(ledger_of(closing_form({}))));
  ASSERT_EQ(book["sheets"].size(), 1U);
  EXPECT_EQ(book["sheets"][0]["name"], "销号表");
}

TEST_F(Form, StopsAtTooManySheets) {
  std::vector<Row> rows;
  for (int i = 0; i < 501; ++i) rows.push_back(row_of("p" + std::to_string(i)));
  rows[500].pointer = "/problems/500";
  const auto written =
      xlsx::write_xlsx(ledger_of(closing_form(std::move(rows))), faces(), folder() / "a.xlsx");
  ASSERT_FALSE(written);
  ASSERT_EQ(written.error().size(), 1U);
  EXPECT_EQ(written.error()[0].code, "ledger.tooManySheets");
  EXPECT_EQ(written.error()[0].where.pointer, "/problems/500");
  EXPECT_FALSE(written.error()[0].hint.empty());
  EXPECT_EQ(files_in_folder(), 0U);
}

}  // namespace
}  // namespace tongbao::test

// What a ledger's sheet holds, as openpyxl reads it.
#include <gmock/gmock.h>

#include "xlsx/ledger_maker.h"

namespace tongbao::test {
namespace {

using content::CellValue;
using content::Row;
using nlohmann::json;
using ::testing::ElementsAre;

using Sheet = LedgerTest;

Row row_of(std::vector<CellValue> cells, std::string pointer = "/sections/0/problems/0") {
  return {.cells = std::move(cells), .pointer = std::move(pointer)};
}

TEST_F(Sheet, HoldsValuesAsTheirTypes) {
  const json sheet = read(write(ledger_of(full_sheet(
      {row_of({1.0, "台账更新不及时", "建立周报制度", Date{2025, 3, 31}, "已完成"}),
       row_of({2.0, std::monostate(), "修订两项制度", Date{2021, 7, 0}})}))))["sheets"][0];
  EXPECT_EQ(rows_, 2U);
  EXPECT_EQ(sheet["name"], "整改台账");
  ASSERT_EQ(sheet["rows"].size(), 6U);  // title, reporting, header, two problems, foot
  EXPECT_EQ(sheet["rows"][0][0]["value"], "云溪市水务局巡察整改台账");
  EXPECT_EQ(sheet["rows"][2][1]["value"], "反馈问题");
  const json& first = sheet["rows"][3];
  EXPECT_EQ(first[0]["value"], 1);
  EXPECT_EQ(first[0]["type"], "n");
  EXPECT_EQ(first[1]["value"], "台账更新不及时");
  EXPECT_EQ(first[3]["value"]["date"], "2025-03-31");
  EXPECT_EQ(first[3]["numberFormat"], "yyyy\"年\"m\"月\"d\"日\"");
  const json& second = sheet["rows"][4];
  EXPECT_TRUE(second[1]["value"].is_null());
  EXPECT_EQ(second[3]["value"], "2021年7月");  // a month is text
  EXPECT_TRUE(second[4]["value"].is_null());   // missing cells are empty, with their borders
  EXPECT_EQ(second[4]["border"], "thin");
  EXPECT_EQ(sheet["rows"][5][0]["value"], "主要负责人：　审核人：　填报人：　联系电话：");
}

TEST_F(Sheet, LooksAsItsStylesSay) {
  const json sheet = read(write(ledger_of(full_sheet({row_of({1.0, "甲", "乙"})}))))["sheets"][0];
  const json& title = sheet["rows"][0][0];
  EXPECT_EQ(title["face"], "方正小标宋简体");
  EXPECT_EQ(title["size"], 20);
  EXPECT_EQ(title["horizontal"], "center");
  const json& header = sheet["rows"][2][0];
  EXPECT_EQ(header["face"], "黑体");
  EXPECT_EQ(header["horizontal"], "center");
  EXPECT_EQ(header["vertical"], "center");
  EXPECT_TRUE(header["wrap"]);
  EXPECT_EQ(header["border"], "thin");
  const json& cell = sheet["rows"][3][1];
  EXPECT_EQ(cell["face"], "仿宋");
  EXPECT_EQ(cell["size"], 10.5);
  EXPECT_EQ(cell["vertical"], "top");
  EXPECT_TRUE(cell["wrap"]);
}

TEST_F(Sheet, MergesTheBandsOverAllColumns) {
  const json sheet = read(write(ledger_of(full_sheet({row_of({1.0})}))))["sheets"][0];
  // 5 columns of 6, 24, 48, 15, 12: unit and date are about as long, and have most room for the
  // tighter one where the left part ends with the second or the third.
  EXPECT_THAT(sheet["merged"], ElementsAre("A1:E1", "A2:B2", "A5:E5", "C2:E2"));
  EXPECT_EQ(sheet["rows"][1][0]["horizontal"], "left");
  EXPECT_EQ(sheet["rows"][1][2]["horizontal"], "right");
  EXPECT_EQ(sheet["rows"][1][2]["value"], "填报时间：2025年6月15日");
}

TEST_F(Sheet, OfOneColumnMergesNothing) {
  auto sheet = plain_sheet({text_column("问题", 30)}, {row_of({"甲"})});
  sheet.head = {{.left = "左", .right = "右", .style = {}}};
  const json read_back = read(write(ledger_of(std::move(sheet))))["sheets"][0];
  EXPECT_TRUE(read_back["merged"].empty());
  EXPECT_EQ(read_back["rows"][0][0]["value"], "左\n右");
}

TEST_F(Sheet, IsSetUpForScreenAndPrint) {
  const json sheet =
      read(write(ledger_of(full_sheet({row_of({1.0}), row_of({2.0})}))))["sheets"][0];
  EXPECT_EQ(sheet["frozen"], "A4");
  EXPECT_EQ(sheet["filter"], "A3:E5");
  EXPECT_EQ(sheet["lists"]["E4:E5"], json::array({"list", "\"未启动,整改中,已完成\"", true}));
  EXPECT_EQ(sheet["repeated"], "$3:$3");
  EXPECT_EQ(sheet["paper"], 8);  // A3
  EXPECT_EQ(sheet["orientation"], "landscape");
  EXPECT_EQ(sheet["fit"], json::array({true, 1, 0}));
  for (const json& margin : sheet["margins"]) EXPECT_NEAR(margin.get<double>(), 18 / 25.4, 1e-4);
  EXPECT_EQ(sheet["footer"], "第 &P 页 共 &N 页");
  EXPECT_TRUE(sheet["centred"]);
  // 24 characters: 24 · 7 + 5 = 173 pixels, of 7 a character.
  EXPECT_NEAR(sheet["widths"]["B"].get<double>(), 173.0 / 7, 1.0 / 256);
}

TEST_F(Sheet, WithoutRowsStillHasItsFrame) {
  auto portrait = full_sheet({});
  portrait.sheet.print.paper = content::PrintSetup::Paper::a4;
  portrait.sheet.print.landscape = false;
  portrait.table().filter = false;
  portrait.table().freeze_header = false;
  const json sheet = read(write(ledger_of(std::move(portrait))))["sheets"][0];
  EXPECT_EQ(rows_, 0U);
  EXPECT_EQ(sheet["rows"].size(), 4U);
  EXPECT_EQ(sheet["paper"], 9);
  EXPECT_EQ(sheet["orientation"], "portrait");
  EXPECT_TRUE(sheet["filter"].is_null());
  EXPECT_TRUE(sheet["frozen"].is_null());
  EXPECT_TRUE(sheet["lists"].empty());
}

TEST_F(Sheet, KeepsTextThatLooksLikeSomethingElse) {
  const std::vector<std::string> texts{
      "=cmd|' /C calc'!A0",   "+1",         "-1",    "@SUM(1)", "00123",
      "https://example.com/", "2025-01-01", "TRUE",  "1e5",     " 前后空格 ",
      "<b>&amp;</b>",         "一\n二",     "\t制表"};
  std::vector<Row> rows;
  for (const std::string& text : texts) rows.push_back(row_of({text}));
  const auto path = write(ledger_of(plain_sheet({text_column("文字", 30)}, std::move(rows))));
  const json sheet = read(path)["sheets"][0];
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(sheet["rows"][i + 1][0]["value"], texts[i]);
    EXPECT_EQ(sheet["rows"][i + 1][0]["type"], "s") << texts[i];
  }
  const std::string xml = part(path, "xl/worksheets/sheet1.xml");
  EXPECT_EQ(xml.find("<f>"), std::string::npos);
  EXPECT_EQ(xml.find("<hyperlink"), std::string::npos);
}

TEST_F(Sheet, SurvivesControlsAndEscapesInLibreOffice) {
  const auto path = write(ledger_of(
      plain_sheet({text_column("文字", 40)},
                  {row_of({std::string("甲_x0041_乙")}), row_of({std::string("丙\x01丁")}),
                   row_of({std::string("戊\r\n己\r庚")}), row_of({std::string("辛\0壬", 7)})})));
  const std::string csv =
      run("cat " + quote(convert(path, "csv:Text - txt - csv (StarCalc):44,34,76").string()));
  EXPECT_THAT(csv, ::testing::HasSubstr("甲_x0041_乙\n"));
  EXPECT_THAT(csv, ::testing::HasSubstr("丙\x01丁\n"));
  EXPECT_THAT(csv, ::testing::HasSubstr("戊\n己\n庚"));
  EXPECT_THAT(part(path, "xl/worksheets/sheet1.xml"), ::testing::HasSubstr("辛_x0000_壬"));
}

TEST_F(Sheet, SaysInItsPropertiesWhatItIs) {
  const json book = read(write(ledger_of(full_sheet({}))));
  EXPECT_EQ(book["title"], "巡察整改台账 <2025> & 附表");
  EXPECT_EQ(book["author"], "云溪市水务局");
  EXPECT_EQ(book["language"], "zh-CN");
  EXPECT_EQ(book["created"], "2025-06-15T00:00:00");
  EXPECT_EQ(book["modified"], "2025-06-15T00:00:00");
}

TEST_F(Sheet, GoesOnInAFurtherSheetWhereExcelEnds) {
  std::vector<Row> rows;
  for (int i = 1; i <= 12; ++i) rows.push_back(row_of({static_cast<double>(i), "问题"}));
  // Head 2, header 1: seven problems fill a sheet of ten rows.
  const json book = read(write(ledger_of(full_sheet(std::move(rows))), {.rows = 10}));
  EXPECT_EQ(rows_, 12U);
  ASSERT_EQ(book["sheets"].size(), 2U);
  const json& first = book["sheets"][0];
  const json& second = book["sheets"][1];
  EXPECT_EQ(second["name"], "整改台账(2)");
  EXPECT_EQ(first["rows"].size(), 10U);
  EXPECT_EQ(second["rows"].size(), 9U);  // with the foot, which stands on the last sheet only
  EXPECT_EQ(first["rows"][9][0]["value"], 7);
  EXPECT_EQ(second["rows"][2][1]["value"], "反馈问题");
  EXPECT_EQ(second["rows"][3][0]["value"], 8);
  EXPECT_EQ(second["rows"][7][0]["value"], 12);
  EXPECT_EQ(first["filter"], "A3:E10");
  EXPECT_EQ(second["filter"], "A3:E8");
  EXPECT_EQ(second["frozen"], "A4");
  EXPECT_EQ(second["repeated"], "$3:$3");
  EXPECT_EQ(second["lists"].count("E4:E8"), 1U);
}

TEST_F(Sheet, NamesFurtherSheetsApart) {
  std::vector<Row> rows(3, row_of({"甲"}));
  std::vector<SheetWithRows> sheets;
  sheets.push_back(plain_sheet({text_column("问题", 10)}, std::move(rows)));
  sheets[0].sheet.name = "台账名称正好三十一个字符的工作表用来看看后面怎么接着写下去了吗";
  ASSERT_EQ(sheets[0].sheet.name.size(), 31U * 3);
  sheets.push_back(plain_sheet({text_column("问题", 10)}, {}));
  sheets[1].sheet.name = "台账名称正好三十一个字符的工作表用来看看后面怎么接着写下(2)";
  const json book = read(write(ledger_of(std::move(sheets)), {.rows = 2}));
  ASSERT_EQ(book["sheets"].size(), 4U);
  EXPECT_EQ(book["sheets"][1]["name"],
            "台账名称正好三十一个字符的工作表用来看看后面怎么接着写下(3)");
  EXPECT_EQ(book["sheets"][2]["name"],
            "台账名称正好三十一个字符的工作表用来看看后面怎么接着写下(4)");
}

TEST_F(Sheet, GoesOnInAFurtherSheetBeforeThePartGrowsTooLarge) {
  std::vector<Row> rows(400, row_of({han(100)}));
  const json book = read(write(ledger_of(plain_sheet({text_column("问题", 60)}, std::move(rows))),
                               {.bytes = 100'000}));
  ASSERT_EQ(book["sheets"].size(), 2U);
  EXPECT_EQ(book["sheets"][0]["rows"].size() + book["sheets"][1]["rows"].size(), 402U);
}

}  // namespace
}  // namespace tongbao::test

// What a table has beside its rows: heads in two levels, lists, colours, names, links, charts,
// protection.
#include <gmock/gmock.h>

#include "xlsx/ledger_maker.h"

namespace tongbao::test {
namespace {

using content::CellValue;
using content::Column;
using content::Highlight;
using content::LinkedText;
using content::Row;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Table = LedgerTest;

constexpr content::Colour kRed{1, 0, 0};
constexpr content::Colour kYellow{1, 1, 0};

Row row_of(std::vector<CellValue> cells) {
  return {.cells = std::move(cells), .pointer = "/p"};
}

std::vector<Column> columns_named(const std::vector<std::string>& names) {
  std::vector<Column> columns;
  for (const std::string& name : names) columns.push_back(text_column(name, 12));
  return columns;
}

// Sixty bars in that width are nobody's to read: said, and not drawn.
TEST_F(Table, ChartOfTooManyCategoriesIsSaidAndNotDrawn) {
  for (const auto& [rows, drawn] : {std::pair(24, true), std::pair(25, false)}) {
    std::vector<Row> all;
    for (int i = 0; i < rows; ++i) all.push_back({.cells = {"单位", 1.0}, .pointer = "/p"});
    auto made = plain_sheet({text_column("单位", 20), text_column("应整改", 10)}, std::move(all));
    content::Chart chart;  // 480 pt wide
    chart.title = "整改进度";
    chart.series = {{"应整改", 1, {}}};
    made.table().charts.push_back(chart);
    const auto path = folder() / "chart.xlsx";
    const auto written = xlsx::write_xlsx(ledger_of(std::move(made)), faces(), path);
    ASSERT_TRUE(written);
    EXPECT_EQ(written->warnings.size(), drawn ? 0U : 1U) << rows;
    if (!drawn) {
      EXPECT_EQ(written->warnings.at(0).code, "ledger.noChart");
    }
  }
}

TEST_F(Table, HeadsColumnsInTwoLevels) {
  auto made = plain_sheet(columns_named({"序号", "应整改", "已完成", "完成率", "责任领导", "备注"}),
                          {row_of({1.0})});
  for (const std::size_t i : {1U, 2U, 3U}) made.column(i).over = "整改进度";
  made.column(4).over = "责任";
  made.table().header_height = Pt{60};
  const json sheet = read(write(ledger_of(std::move(made))))["sheets"][0];
  EXPECT_THAT(sheet["merged"], ElementsAre("A1:A2", "B1:D1", "F1:F2"));
  EXPECT_EQ(sheet["rows"][0][0]["value"], "序号");
  EXPECT_EQ(sheet["rows"][0][1]["value"], "整改进度");
  EXPECT_EQ(sheet["rows"][0][4]["value"], "责任");  // alone: nothing to merge
  EXPECT_EQ(sheet["rows"][1][3]["value"], "完成率");
  EXPECT_EQ(sheet["rows"][1][4]["value"], "责任领导");
  EXPECT_TRUE(sheet["rows"][1][0]["value"].is_null());
  EXPECT_EQ(sheet["rows"][1][0]["border"], "thin");
  EXPECT_EQ(sheet["repeated"], "$1:$2");
  EXPECT_EQ(sheet["frozen"], "A3");
  EXPECT_EQ(sheet["filter"], "A2:F3");
  EXPECT_GE(sheet["heights"][0].get<double>() + sheet["heights"][1].get<double>(), 60);
}

TEST_F(Table, ShowsLongHeadsOfBothLevelsWhole) {
  auto made = plain_sheet(columns_named({"短", "短"}), {});
  made.column(0).header = han(60);  // 12 characters: 62 pt, 5 of 11 pt a line: 12 lines of 15.95
  made.column(1).over = "责任";
  const json sheet = read(write(ledger_of(std::move(made))))["sheets"][0];
  EXPECT_GE(sheet["heights"][0].get<double>() + sheet["heights"][1].get<double>(), 12 * 15.95);
}

TEST_F(Table, PutsLongListsOnAHiddenSheet) {
  auto made = plain_sheet(columns_named({"状态", "科室", "其他"}), {row_of({"甲"})});
  made.column(0).choices = {han(127), han(127)};  // with the comma: 255
  made.column(1).choices = {han(128), han(127)};
  made.column(2).choices = {"甲,乙", "“丙”\"丁\""};
  made.sheet.name = "选项";
  const json book = read(write(ledger_of(std::move(made))));
  ASSERT_EQ(book["sheets"].size(), 2U);
  const json& lists = book["sheets"][0]["lists"];
  EXPECT_EQ(lists["A2"][1], "\"" + han(127) + "," + han(127) + "\"");
  EXPECT_EQ(lists["B2"][1], "'选项(2)'!$A$1:$A$2");
  EXPECT_EQ(lists["C2"][1], "'选项(2)'!$B$1:$B$2");
  const json& hidden = book["sheets"][1];
  EXPECT_EQ(hidden["name"], "选项(2)");
  EXPECT_EQ(hidden["state"], "hidden");
  EXPECT_EQ(hidden["rows"][0][0]["value"], han(128));
  EXPECT_EQ(hidden["rows"][1][1]["value"], "“丙”\"丁\"");
}

TEST_F(Table, LeavesEmptyRowsToFill) {
  auto made = full_sheet({});
  made.table().empty_rows = 3;
  const json sheet = read(write(ledger_of(std::move(made))))["sheets"][0];
  ASSERT_EQ(sheet["rows"].size(), 7U);  // two bands, head, three rows, foot
  for (const std::size_t row : {3U, 4U, 5U}) {
    for (const json& cell : sheet["rows"][row]) {
      EXPECT_TRUE(cell["value"].is_null());
      EXPECT_EQ(cell["border"], "thin");
    }
  }
  EXPECT_EQ(sheet["lists"].count("E4:E6"), 1U);
  EXPECT_EQ(sheet["filter"], "A3:E6");
}

TEST_F(Table, ColoursCellsByTheirText) {
  auto made = plain_sheet(columns_named({"状态"}), {row_of({"逾期"}), row_of({"已完成"})});
  Highlight overdue;
  overdue.equals = "逾期\"";
  overdue.fill = kRed;
  made.table().highlights.push_back(overdue);
  const json sheet = read(write(ledger_of(std::move(made))))["sheets"][0];
  ASSERT_EQ(sheet["highlights"].size(), 1U);
  const json& highlight = sheet["highlights"][0];
  EXPECT_EQ(highlight["cells"], "A2:A3");
  EXPECT_EQ(highlight["formula"], "AND(A2=\"逾期\"\"\")");
  EXPECT_EQ(highlight["fill"], "FFFF0000");
  EXPECT_EQ(highlight["stops"], true);
}

TEST_F(Table, ColoursNumbersButNotSums) {
  auto made =
      plain_sheet(columns_named({"逾期天数"}), {row_of({12.0}), row_of({1.0}), row_of({3.0})});
  made.rows[1].kind = content::RowKind::subtotal;
  for (const auto& [from, below] : {std::pair{10.0, 100.0}, std::pair{0.5, 10.0}}) {
    Highlight highlight;
    highlight.from = from;
    highlight.below = below;
    highlight.colour = kYellow;
    made.table().highlights.push_back(highlight);
  }
  const json sheet = read(write(ledger_of(std::move(made))))["sheets"][0];
  ASSERT_EQ(sheet["highlights"].size(), 2U);
  EXPECT_EQ(sheet["highlights"][0]["cells"], "A2 A4");
  EXPECT_EQ(sheet["highlights"][0]["formula"], "AND(ISNUMBER(A2),A2>=10,A2<100)");
  EXPECT_EQ(sheet["highlights"][1]["formula"], "AND(ISNUMBER(A2),A2>=0.5,A2<10)");
  EXPECT_EQ(sheet["highlights"][0]["colour"], "FFFFFF00");
  EXPECT_LT(sheet["highlights"][0]["priority"], sheet["highlights"][1]["priority"]);
}

TEST_F(Table, HasColoursOfItsOwn) {
  auto made = plain_sheet(columns_named({"甲"}), {row_of({"乙"})});
  made.column(0).style.colour = content::Colour{};
  made.column(0).style.fill = kYellow;
  const json cell = read(write(ledger_of(std::move(made))))["sheets"][0]["rows"][1][0];
  EXPECT_EQ(cell["colour"], "FF000000");
  EXPECT_EQ(cell["fill"], "FFFFFF00");
}

TEST_F(Table, ProtectsAllButOpenCells) {
  auto made = plain_sheet(columns_named({"序号", "进展"}), {row_of({1.0, "整改中"})});
  made.sheet.is_protected = true;
  made.column(1).style.open = true;
  const json sheet = read(write(ledger_of(std::move(made))))["sheets"][0];
  EXPECT_TRUE(sheet["protected"]);
  EXPECT_THAT(sheet["allowed"], ElementsAre("formatColumns", "formatRows", "sort", "autoFilter"));
  EXPECT_TRUE(sheet["rows"][1][0]["locked"]);
  EXPECT_FALSE(sheet["rows"][1][1]["locked"]);
}

TEST_F(Table, NamesTheCellsOfAColumn) {
  auto made =
      plain_sheet(columns_named({"甲", "乙"}), {row_of({1.0}), row_of({2.0}), row_of({3.0})});
  made.column(1).range_name = "完成状态";
  auto again = made;
  auto clashing = made;
  const json whole = read(write(ledger_of(std::move(made))));
  EXPECT_EQ(whole["names"]["完成状态"], "'整改台账'!$B$2:$B$4");
  const json parted = read(write(ledger_of(std::move(again)), {.rows = 3}));
  EXPECT_EQ(parted["names"]["完成状态"], "'整改台账'!$B$2:$B$3");
  EXPECT_EQ(parted["names"]["完成状态_2"], "'整改台账(2)'!$B$2:$B$2");
  clashing.column(0).range_name = "完成状态_2";
  const json taken = read(write(ledger_of(std::move(clashing)), {.rows = 3}));
  EXPECT_EQ(taken["names"]["完成状态_2"], "'整改台账'!$A$2:$A$3");
}

TEST_F(Table, LinksToTheNetworkOnly) {
  auto made =
      plain_sheet(columns_named({"佐证材料"}),
                  {row_of({LinkedText{"会议纪要", "https://yunxi.example.cn/a b?x=1&y=<2>#3"}}),
                   row_of({LinkedText{"脚本", "javascript:alert(1)"}}),
                   row_of({LinkedText{"", "http://a.cn/"}}),
                   row_of({LinkedText{"长", "https://a.cn/" + std::string(3000, 'a')}}),
                   row_of({LinkedText{"内", "https://a.cn/internal:Sheet1!A1"}}),
                   row_of({LinkedText{"无", ""}})});
  made.column(0).width = 250;
  const auto path = write(ledger_of(std::move(made)));
  const json rows = read(path)["sheets"][0]["rows"];
  EXPECT_EQ(rows[1][0]["value"], "会议纪要");
  EXPECT_EQ(rows[1][0]["link"], "https://yunxi.example.cn/a%20b?x=1&y=%3c2%3e");
  EXPECT_EQ(rows[1][0]["underline"], "single");
  EXPECT_EQ(rows[2][0]["value"], "脚本（javascript:alert(1)）");
  EXPECT_TRUE(rows[2][0]["link"].is_null());
  EXPECT_EQ(rows[3][0]["value"], "http://a.cn/");
  EXPECT_EQ(rows[3][0]["link"], "http://a.cn/");
  EXPECT_TRUE(rows[4][0]["link"].is_null());
  EXPECT_TRUE(rows[5][0]["link"].is_null());
  EXPECT_EQ(rows[6][0]["value"], "无");
  EXPECT_THAT(part(path, "xl/worksheets/sheet1.xml"), HasSubstr("location=\"3\""));
  EXPECT_THAT(part(path, "xl/worksheets/_rels/sheet1.xml.rels"),
              HasSubstr("TargetMode=\"External\""));
}

TEST_F(Table, LinksNoMoreThanMemoryHolds) {
  std::vector<Row> rows(20'003, row_of({LinkedText{"材料", "https://yunxi.example.cn/1"}}));
  const auto path = write(ledger_of(plain_sheet(columns_named({"佐证"}), std::move(rows))));
  const std::string xml = part(path, "xl/worksheets/sheet1.xml");
  std::size_t links = 0;
  for (auto at = xml.find("<hyperlink "); at != std::string::npos;
       at = xml.find("<hyperlink ", at + 1)) {
    ++links;
  }
  EXPECT_EQ(links, 20'000U);
  EXPECT_THAT(xml, HasSubstr("材料（https://yunxi.example.cn/1）"));
}

TEST_F(Table, DrawsChartsFromItsRows) {
  auto made = plain_sheet(columns_named({"方面", "应整改", "已完成"}),
                          {row_of({"党的建设", 10.0, 7.0}), row_of({"财经纪律", 5.0, 5.0}),
                           row_of({"合计", 15.0, 12.0})});
  made.rows[2].kind = content::RowKind::total;
  content::Chart chart;
  chart.title = "整改进度";
  chart.series = {{"应整改", 1, kRed}, {"已完成", 2, {}}};
  for (const auto kind :
       {content::Chart::Kind::column, content::Chart::Kind::pie, content::Chart::Kind::line,
        content::Chart::Kind::bar, content::Chart::Kind::stacked_column}) {
    chart.kind = kind;
    made.table().charts.push_back(chart);
  }
  auto again = made;
  const auto path = write(ledger_of(std::move(made)));
  const std::string xml = part(path, "xl/charts/chart1.xml");
  EXPECT_THAT(xml, HasSubstr("<c:barDir val=\"col\"/>"));
  EXPECT_THAT(xml, HasSubstr("整改进度"));
  EXPECT_THAT(xml, HasSubstr("<c:f>'整改台账'!$B$2:$B$3</c:f>"));  // not the total
  EXPECT_THAT(xml, HasSubstr("<c:v>党的建设</c:v>"));              // what it shows, for any reader
  EXPECT_THAT(xml, HasSubstr("<c:v>7</c:v>"));
  EXPECT_THAT(xml, HasSubstr("<a:srgbClr val=\"FF0000\"/>"));
  EXPECT_THAT(part(path, "xl/charts/chart2.xml"), HasSubstr("<c:pieChart>"));
  EXPECT_THAT(part(path, "xl/charts/chart3.xml"), HasSubstr("<c:lineChart>"));
  EXPECT_THAT(part(path, "xl/charts/chart4.xml"), HasSubstr("<c:barDir val=\"bar\"/>"));
  EXPECT_THAT(part(path, "xl/charts/chart5.xml"), HasSubstr("<c:grouping val=\"stacked\"/>"));
  // Below all rows: head, three rows, an empty one.
  EXPECT_THAT(part(path, "xl/drawings/drawing1.xml"), HasSubstr("<xdr:row>5</xdr:row>"));
  const auto parted = write(ledger_of(std::move(again)), {.rows = 3});
  EXPECT_THAT(run("python3 -m zipfile -l " + quote(parted.string())),
              ::testing::Not(HasSubstr("chart")));
}

TEST_F(Table, BreaksNoChartOverPages) {
  // A4 landscape: 95 % of 210 mm less 36 are 468 pt. The head (19.5) and 18 rows of 18.75 leave
  // 111; an empty row and the first chart with its five take 90, so the second needs a new page,
  // on which the third stands, too.
  std::vector<Row> rows(18, row_of({"方面", 1.0}));
  auto made = plain_sheet(columns_named({"方面", "应整改"}), std::move(rows));
  made.sheet.print.paper = content::PrintSetup::Paper::a4;
  content::Chart chart;
  chart.series = {{"应整改", 1, {}}};
  chart.height = Pt{60};
  made.table().charts = {chart, chart, chart};
  const auto path = write(ledger_of(std::move(made)));
  // Rows: 19 written, an empty one, five of the first chart.
  EXPECT_THAT(part(path, "xl/worksheets/sheet1.xml"),
              HasSubstr("<rowBreaks count=\"1\" manualBreakCount=\"1\"><brk id=\"24\""));
  EXPECT_THAT(part(path, "xl/drawings/drawing1.xml"), HasSubstr("<xdr:row>25</xdr:row>"));
  const std::string info = run("pdfinfo " + quote(convert(path, "pdf").string()));
  EXPECT_THAT(info, ::testing::ContainsRegex("Pages: +2\n"));
}

TEST_F(Table, WritesRowsOfSeveralSheetsInTurn) {
  std::vector<SheetWithRows> sheets;
  for (const char* const name : {"甲表", "乙表"}) {
    std::vector<Row> rows;
    for (int i = 1; i <= 5; ++i) rows.push_back(row_of({1.0 * i, name}));
    sheets.push_back(plain_sheet(columns_named({"序号", "表"}), std::move(rows)));
    sheets.back().sheet.name = name;
  }
  const json book = read(write(ledger_of(std::move(sheets)), {.rows = 4}));
  std::vector<std::string> names;
  for (const json& sheet : book["sheets"]) names.push_back(sheet["name"]);
  EXPECT_THAT(names, ElementsAre("甲表", "甲表(2)", "乙表", "乙表(2)"));
  EXPECT_EQ(book["sheets"][1]["rows"][1][0]["value"], 4);
  EXPECT_EQ(book["sheets"][3]["rows"][2][1]["value"], "乙表");
}

TEST_F(Table, TellsItsSizeTruly) {
  const auto path = write(ledger_of(full_sheet({row_of({1.0}), row_of({2.0})})));
  EXPECT_THAT(part(path, "xl/worksheets/sheet1.xml"), HasSubstr("<dimension ref=\"A1:E6\"/>"));
  const std::string read_only =
      run("/usr/bin/python3 -c \"import sys, openpyxl; "
          "book = openpyxl.load_workbook(sys.argv[1], read_only=True); "
          "print(len(list(book.worksheets[0].rows)))\" " +
          quote(path.string()));
  EXPECT_EQ(read_only, "6\n");
}

}  // namespace
}  // namespace tongbao::test

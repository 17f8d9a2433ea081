// Every wrapped text shows whole, whoever shows it; what is too high for a row goes on beneath.
#include <algorithm>

#include <gmock/gmock.h>

#include "base/utf8.h"
#include "xlsx/ledger_maker.h"

namespace tongbao::test {
namespace {

using content::CellValue;
using content::Row;
using nlohmann::json;
using ::testing::HasSubstr;

using Height = LedgerTest;

Row row_of(std::vector<CellValue> cells) {
  return {.cells = std::move(cells), .pointer = "/p"};
}

// All but the page breaks: pdftotext has its own mind about spaces beside Han.
std::string without_spaces(std::string text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\n'; };
  text.erase(std::remove_if(text.begin(), text.end(), is_space), text.end());
  return text;
}

std::vector<Row> rows_of_many_kinds() {
  std::vector<Row> rows;
  const std::string mixed =
      "2025年4月，召开专题会议3次，出台《云溪市水务局工程项目管理办法（试行）》等制度；追缴资金115."
      "7万元，"
      "“回头看”发现的问题已全部销号。E-mail: shuiwuju@yunxi.example.cn, tel. 0668-1234567 "
      "(8:30-17:30). ";
  const std::string listed =
      "一是完善制度；\n二是加强培训，全年不少于4次；\n三是严肃问责。\n\n四是举一反三。";
  std::string latin;
  for (int i = 0; i < 30; ++i) latin += "supervision and rectification of water works ";
  double number = 0;
  for (const std::size_t length : {1U, 11U, 12U, 13U, 23U, 24U, 25U, 100U, 333U, 600U}) {
    rows.push_back(row_of({++number, han(length), han(2 * length), Date{2025, 3, 31}, "整改中"}));
  }
  rows.push_back(row_of({++number, mixed, mixed + mixed, Date{2025, 3, 31}, "已完成"}));
  rows.push_back(row_of({++number, listed, listed + listed + listed, Date{2025, 7, 0}, "未启动"}));
  rows.push_back(row_of({++number, latin, std::string(200, 'W'), {}, "整改中"}));
  rows.push_back(row_of({++number, "（）。，、；：？！", std::string(400, '.'), {}, ""}));
  return rows;
}

// LibreOffice sets heights itself only where it opens its own format without any.
void drop_row_heights(const std::filesystem::path& document) {
  std::string text = read_file(document, 1 << 26).value();
  const std::string attribute = "style:row-height=\"";
  for (auto at = text.find(attribute); at != std::string::npos; at = text.find(attribute)) {
    text.erase(at, text.find('"', at + attribute.size()) + 1 - at);
  }
  EXPECT_TRUE(write_file(document, text));
}

class HeightWithFace : public LedgerTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(HeightWithFace, IsNoLessThanWhatLibreOfficeNeeds) {
  const auto path = write(ledger_of(full_sheet(rows_of_many_kinds())));
  const auto bare = folder() / "bare.xlsx";
  // HanaMin's digits are half an em: 7.3 pixels, as near as faces here come to Calibri's 7.
  run("/usr/bin/python3 " TONGBAO_SOURCE "/tests/xlsx/without_heights.py " + quote(path.string()) +
      " " + quote(bare.string()) + " HanaMinA " + quote(GetParam()));
  const auto own_format = convert(bare, "fods");
  drop_row_heights(own_format);
  const json ours = read(path)["sheets"][0];
  const json theirs = read(convert(own_format, "xlsx"))["sheets"][0];
  ASSERT_EQ(ours["rows"].size(), theirs["rows"].size());
  double highest = 0;
  for (std::size_t i = 2; i + 1 < ours["heights"].size(); ++i) {  // bands are merged: not grown
    const double height = ours["heights"][i].get<double>();
    const double needed = theirs["heights"][i].get<double>();
    highest = std::max(highest, needed);
    EXPECT_GE(height, needed) << "row " << i + 1;
    EXPECT_LE(height, 409.5);
  }
  EXPECT_GT(highest, 250);  // it did set them
}

INSTANTIATE_TEST_SUITE_P(Faces, HeightWithFace, ::testing::Values("Noto Sans CJK SC", "HanaMinA"),
                         [](const auto& face) {
                           std::string name = face.param;
                           name.erase(std::remove(name.begin(), name.end(), ' '), name.end());
                           return name;
                         });

TEST_F(Height, ShowsEveryCharacterInThePdf) {
  const std::string text = han(2000);  // no two the same
  const auto path = write(ledger_of(full_sheet({row_of({1.0, text, "甲"}), row_of({2.0, "乙"})})));
  const auto pdf = convert(path, "pdf");
  const std::u32string shown = to_utf32(run("pdftotext " + quote(pdf.string()) + " -"));
  std::size_t missing = 0;
  for (const char32_t c : to_utf32(text)) missing += shown.find(c) == std::u32string::npos;
  EXPECT_EQ(missing, 0U);
}

TEST_F(Height, RepeatsTheHeaderOnEveryPage) {
  std::vector<Row> rows(12, row_of({1.0, han(200)}));
  const auto pdf = convert(write(ledger_of(full_sheet(std::move(rows)))), "pdf");
  const std::string text = without_spaces(run("pdftotext " + quote(pdf.string()) + " -"));
  int pages = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\f', begin), text.size());
    ++pages;
    EXPECT_NE(text.substr(begin, end - begin).find("反馈问题"), std::string::npos) << pages;
    begin = end + 1;
  }
  EXPECT_GE(pages, 3);
  EXPECT_NE(text.find("第2页共" + std::to_string(pages) + "页"), std::string::npos);
}

TEST_F(Height, OfTextTooHighForARowGoesOnBeneath) {
  const std::string long_text = "一是" + han(600) + "\n二是" + han(400);
  const std::string other = han(1500);
  const json sheet = read(write(ledger_of(full_sheet(
      {row_of({1.0, long_text, other, {}, "整改中"}), row_of({2.0, "下一个问题"})}))))["sheets"][0];
  EXPECT_EQ(rows_, 2U);  // problems, not rows of the sheet
  std::string second;
  std::string third;
  std::size_t row = 3;
  for (; row < sheet["rows"].size() && sheet["rows"][row][0]["value"] != 2; ++row) {
    const json& cells = sheet["rows"][row];
    const bool first = row == 3;
    EXPECT_EQ(cells[0]["value"].is_null(), !first);
    EXPECT_EQ(cells[4]["value"].is_null(), !first);
    EXPECT_EQ(cells[0]["border"], "thin");
    EXPECT_LE(sheet["heights"][row].get<double>(), 409.5);
    if (cells[1]["value"].is_string()) second += cells[1]["value"].get<std::string>();
    if (cells[2]["value"].is_string()) third += cells[2]["value"].get<std::string>();
  }
  // 1,005 characters, 11 a line, 26 lines a row (409.5 - 3 by 15.225): 55 + 37 lines in 4 rows.
  EXPECT_EQ(row, 3U + 4);
  EXPECT_EQ(sheet["rows"][row][1]["value"], "下一个问题");
  const auto unbroken = [](std::string text) {
    text.erase(std::remove(text.begin(), text.end(), '\n'), text.end());
    return text;
  };
  EXPECT_EQ(unbroken(second), unbroken(long_text));
  EXPECT_EQ(third, other);
  EXPECT_EQ(sheet["filter"], "A3:E8");  // all rows of the data
}

// One row to filter and to bring back: the cell holds all that the row cannot show.
TEST_F(Height, OfARowThatMustStayOneIsCapped) {
  auto made = full_sheet({row_of({1.0, han(1500), han(3000)}), row_of({2.0, "下一个问题"})});
  made.table().further_rows = false;
  made.column(2).merge = content::Merge::problem;
  const json sheet = read(write(ledger_of(std::move(made))))["sheets"][0];
  EXPECT_EQ(sheet["rows"][3][1]["value"], han(1500));
  EXPECT_EQ(sheet["rows"][3][2]["value"], han(3000));
  EXPECT_LE(sheet["heights"][3].get<double>(), 409.5);
  EXPECT_GT(sheet["heights"][3].get<double>(), 390);
  EXPECT_EQ(sheet["rows"][4][1]["value"], "下一个问题");
}

TEST_F(Height, OfBandsIsSetToo) {
  auto content = full_sheet({row_of({1.0})});
  content.head[0].left = han(60);  // 20 pt: wider than the table
  content.head[1].height = Pt{30};
  const json sheet = read(write(ledger_of(std::move(content))))["sheets"][0];
  // 105 characters · 7 pixels + 4 · 5 = 755 pixels: 549 pt, 27 of 20 pt; 3 lines of 29 pt and 3.
  EXPECT_EQ(sheet["heights"][0], 90);
  EXPECT_EQ(sheet["heights"][1], 30);
  // One line of 11 pt in the header: 15.95 and 3, rounded up to the pixel.
  EXPECT_EQ(sheet["heights"][2], 19.5);
}

TEST_F(Height, IsNeverLeftToTheReader) {
  // 8 pt: 11.6 and 3 make 15, Excel's own default.
  auto sheet = plain_sheet({text_column("问题", 20)}, {row_of({"甲"})});
  sheet.column(0).style.size = Pt{8};
  const auto path = write(ledger_of(std::move(sheet)));
  EXPECT_THAT(part(path, "xl/worksheets/sheet1.xml"),
              HasSubstr("<row r=\"2\" ht=\"15\" customHeight=\"1\">"));
}

}  // namespace
}  // namespace tongbao::test

// What becomes of text and days on their way into a cell.
#include <gmock/gmock.h>

#include "xlsx/cell_text.h"
#include "xlsx/ledger_maker.h"
#include "xlsx/text_lines.h"

namespace tongbao::xlsx {
namespace {

using test::faces;

std::string escaped(std::string_view text) {
  std::string xml;
  append_cell_text(xml, text);
  return xml;
}

TEST(AppendCellText, LeavesOrdinaryTextAlone) {
  for (const char* text :
       {"", "问题", "一\n二\t三", "a_b_x_", "_x004_", "_x00g1_", "_X0041_", "_"}) {
    EXPECT_EQ(escaped(text), text);
  }
}

TEST(AppendCellText, WritesControlsAsTheirCode) {
  EXPECT_EQ(escaped("a\x01z"), "a_x0001_z");
  EXPECT_EQ(escaped("\x1F"), "_x001F_");
  EXPECT_EQ(escaped(std::string_view("a\0b", 3)), "a_x0000_b");
  EXPECT_EQ(escaped("\uFFFE\uFFFF\uFFFD"), "_xFFFE__xFFFF_\uFFFD");
}

TEST(AppendCellText, ProtectsWhatLooksLikeAnEscape) {
  EXPECT_EQ(escaped("_x0041_"), "_x005F_x0041_");
  EXPECT_EQ(escaped("_x00e9_x00e9_"), "_x005F_x00e9_x005F_x00e9_");
}

TEST(AppendCellText, IsXml) {
  EXPECT_EQ(escaped("a<b>&amp;\"'，＆"), "a&lt;b&gt;&amp;amp;\"'，＆");
}

TEST(FitsCell, CountsUnitsAndEscapes) {
  EXPECT_TRUE(fits_cell(std::string(32'767, 'a')));
  EXPECT_FALSE(fits_cell(std::string(32'768, 'a')));
  EXPECT_TRUE(fits_cell(std::string(32'760, '&') + "\x01"));  // one escape: seven units
  EXPECT_FALSE(fits_cell(std::string(32'761, '&') + "\x01"));
  EXPECT_FALSE(fits_cell(std::string(32'761, '_') + "\uFFFF"));
}

TEST(UnifyLineBreaks, KnowsLineFeedsOnly) {
  std::string buffer;
  EXPECT_EQ(unify_line_breaks("一\r\n二\r三\n四\r", buffer), "一\n二\n三\n四\n");
  EXPECT_EQ(unify_line_breaks("一\n二", buffer), "一\n二");
}

TEST(DateSerial, CountsAsExcelDoes) {
  EXPECT_EQ(date_serial({1900, 3, 1}), 61);  // after the 29 February that never was
  EXPECT_EQ(date_serial({1970, 1, 1}), 25569);
  EXPECT_EQ(date_serial({2025, 6, 15}), 45823);
  EXPECT_EQ(date_serial({9999, 12, 31}), 2958465);
  EXPECT_EQ(date_serial({1900, 2, 28}), std::nullopt);
}

std::vector<std::string> lines(std::string_view text, double width) {
  const LineBreaker breaker(faces(), *faces().find_role("fangsong"));
  std::vector<std::uint32_t> starts;
  breaker.break_lines(text, width, starts);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : text.size();
    out.emplace_back(text.substr(starts[i], end - starts[i]));
  }
  return out;
}

using ::testing::ElementsAre;

TEST(BreakLines, BetweenHanWhereTheLineIsFull) {
  EXPECT_THAT(lines("巡察整改台账", 3), ElementsAre("巡察整", "改台账"));
  EXPECT_THAT(lines("巡察整改台账", 3.9), ElementsAre("巡察整", "改台账"));
  EXPECT_THAT(lines("", 3), ElementsAre(""));
  EXPECT_THAT(lines("巡察", 0.5), ElementsAre("巡", "察"));  // wider than the line: one each
}

TEST(BreakLines, AtLineFeeds) {
  EXPECT_THAT(lines("一\n\n二三\n", 9), ElementsAre("一\n", "\n", "二三\n", ""));
}

TEST(BreakLines, KeepsPunctuationFromTheEdges) {
  EXPECT_THAT(lines("巡察整，改", 3), ElementsAre("巡察", "整，改"));
  EXPECT_THAT(lines("巡察（整改）", 3), ElementsAre("巡察", "（整", "改）"));
  EXPECT_THAT(lines("。。。。", 2), ElementsAre("。。", "。。"));  // nowhere else to break
}

TEST(BreakLines, KeepsWordsWholeWhereTheyFit) {
  EXPECT_THAT(lines("water works", 6), ElementsAre("water ", "works"));
  // Five half-widths, at least 0.55 em each, make 2.75.
  EXPECT_THAT(lines("共115.7万元", 4), ElementsAre("共115.7", "万元"));
  EXPECT_THAT(lines("共115.7万元", 3.5), ElementsAre("共", "115.7", "万元"));
  EXPECT_EQ(lines(std::string(100, 'i'), 11.1).size(), 5U);  // wider than the line: 20 in each
}

TEST(BreakLines, CountsHanBeyondTheFirstPlane) {
  EXPECT_THAT(lines("𠮷𠮷𠮷", 2), ElementsAre("𠮷𠮷", "𠮷"));
}

TEST(ColumnPixels, AreExcels) {
  EXPECT_EQ(column_pixels(8.43), 64);
  EXPECT_EQ(column_pixels(24), 173);
}

}  // namespace
}  // namespace tongbao::xlsx

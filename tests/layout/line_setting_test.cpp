// The cases of typography.md, on the 28-column grid of the standard. 甲 is any Han.
#include <algorithm>

#include <gmock/gmock.h>

#include "base/utf8.h"
#include "notice_builder.h"

namespace tongbao::layout {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::StartsWith;

std::vector<std::string> set(const std::string& text) {
  return lines_of(lay_out_or_fail(notice_of(text)));
}

TEST(LineSetting, AFullLineHasTwentyEightCharactersOnTheGrid) {
  const auto document = lay_out_or_fail(notice_of(repeat("甲", 26 + 28 + 5)));
  EXPECT_THAT(lines_of(document), ElementsAre(repeat("甲", 26), repeat("甲", 28), repeat("甲", 5)));
  EXPECT_NEAR(document.lines[0].x.value, left_edge + 2 * cell, 0.01);
  EXPECT_NEAR(document.lines[1].x.value, left_edge, 0.01);
  EXPECT_NEAR(end_of(document.lines[0]), right_edge, 0.01);
  EXPECT_NEAR(end_of(document.lines[1]), right_edge, 0.01);
  EXPECT_NEAR(document.lines[1].baseline.value - document.lines[0].baseline.value, pitch, 0.01);
  for (const content::Glyph& glyph : document.glyphs_of(document.runs[1])) {
    EXPECT_NEAR(glyph.advance.value, cell, 1e-6);
  }
}

TEST(LineSetting, AStopAfterAFullLineIsSqueezedIn) {
  // 28 characters with a comma inside, then 。: half a cell from the stop at the edge, half from
  // the comma.
  const std::string line = repeat("甲", 14) + "，" + repeat("甲", 13) + "。";
  const auto document = lay_out_or_fail(notice_of(repeat("乙", 26) + line + repeat("丙", 9)));
  EXPECT_EQ(lines_of(document)[1], line);
  EXPECT_NEAR(end_of(document.lines[1]), right_edge, 0.01);
}

TEST(LineSetting, AStopThatCannotBeSqueezedInTakesACharacterAlong) {
  const auto lines = set(repeat("乙", 26) + repeat("甲", 28) + "。" + repeat("丙", 9));
  EXPECT_THAT(lines[1], repeat("甲", 27));
  EXPECT_THAT(lines[2], StartsWith("甲。"));
}

TEST(LineSetting, TheRightEdgeIsEvenOnEveryFullLine) {
  const auto document = lay_out_or_fail(notice_of(
      repeat("今年以来共受理群众反映事项1286件，办结1254件，办结率97.51%；其中涉及“一老一小”"
             "服务的（含上门办理）312件，已全部办结。",
             6)));
  for (std::size_t i = 0; i + 2 < document.lines.size(); ++i) {
    EXPECT_NEAR(end_of(document.lines[i]), right_edge, 0.05)
        << text_of(document, document.lines[i]);
  }
}

TEST(LineSetting, NoLineBeginsOrEndsWithAForbiddenMark) {
  const std::string text = repeat(
      "甲“乙（丙）丁”戊、己，庚。辛；壬：癸！子？丑》寅〉卯〕辰】巳·午《未〈申〔酉【戌’亥‘子", 12);
  for (std::size_t shift = 0; shift < 40; ++shift) {
    const auto document = lay_out_or_fail(notice_of(repeat("天", static_cast<int>(shift)) + text));
    for (const std::string& line : lines_of(document)) {
      const std::u32string characters = to_utf32(line);
      const char32_t first = characters.front();
      const char32_t last = characters.back();
      EXPECT_EQ(std::u32string_view(U"、，。：；！？”’）》〉〕】·").find(first),
                std::u32string_view::npos)
          << line;
      EXPECT_EQ(std::u32string_view(U"“‘（《〈〔【").find(last), std::u32string_view::npos) << line;
    }
  }
}

TEST(LineSetting, AdjacentMarksTakeOneAndAHalfCells) {
  for (const char* pair : {"》（", "（《", "。”", "”，", "：“", "）。"}) {
    const auto document = lay_out_or_fail(notice_of(std::string("甲") + pair + "乙"));
    EXPECT_NEAR(document.lines[0].width.value, 3.5 * cell, 0.01) << pair;
  }
  const auto three = lay_out_or_fail(notice_of("甲。”）乙"));
  EXPECT_NEAR(three.lines[0].width.value, 4 * cell, 0.01);  // 1 + ½ + ½ + 1 + 1
}

TEST(LineSetting, MarksAtTheEdgeOfTheLine) {
  // 。”） would stand at columns 27 to 29; as pairs they take two cells, so they fit.
  const std::string line = repeat("甲", 26) + "。”）";
  const auto lines = set(repeat("乙", 26) + line + repeat("丙", 6));
  EXPECT_EQ(lines[1], line);
}

TEST(LineSetting, AFirstLineMayOpenWithAQuotationMark) {
  const auto document = lay_out_or_fail(notice_of("“甲乙”丙丁"));
  EXPECT_NEAR(document.lines[0].x.value, left_edge + 2 * cell, 0.01);
  EXPECT_EQ(lines_of(document)[0], "“甲乙”丙丁");
}

TEST(LineSetting, DashesAndEllipsesAreNeverSplit) {
  for (const char* mark : {"——", "……"}) {
    for (int before = 24; before < 30; ++before) {
      for (const std::string& line :
           set(repeat("乙", 26) + repeat("甲", before) + mark + repeat("丙", 30))) {
        const std::size_t at = line.find(std::string_view(mark).substr(0, 3));
        if (at == std::string::npos) continue;
        EXPECT_EQ(line.substr(at, 6), mark);
      }
    }
  }
}

TEST(LineSetting, NumbersStayWithTheirUnits) {
  for (const char* unit : {"2020年", "10月", "19日", "96.18%", "35个", "11.57万元", "第12次",
                           "第三次", "6次", "54项"}) {
    for (int before = 20; before < 30; ++before) {
      const std::string word = std::string("甲") + unit;
      bool whole = false;
      for (const std::string& line : set(repeat("乙", 26 + before) + word + repeat("丙", 30))) {
        whole |= line.find(unit) != std::string::npos;
      }
      EXPECT_TRUE(whole) << unit << " after " << before;
    }
  }
}

TEST(LineSetting, ADocumentNumberStaysWhole) {
  for (int before = 14; before < 30; ++before) {
    bool whole = false;
    for (const std::string& line :
         set(repeat("乙", 26 + before) + "（三协办〔2020〕2号）" + repeat("丙", 30))) {
      whole |= line.find("〔2020〕2号") != std::string::npos;
    }
    EXPECT_TRUE(whole) << before;
  }
}

TEST(LineSetting, PhoneNumbersAndAddressesStayWhole) {
  for (const char* word : {"0763-4282248", "bgs-office@example.gov.cn", "GB/T9704-2012"}) {
    for (int before = 14; before < 30; ++before) {
      bool whole = false;
      for (const std::string& line :
           set(repeat("乙", 26 + before) + word + "；" + repeat("丙", 30))) {
        whole |= line.find(word) != std::string::npos;
      }
      EXPECT_TRUE(whole) << word << " after " << before;
    }
  }
}

TEST(LineSetting, AnAddressLongerThanALineBreaksBehindItsSigns) {
  const std::string address = repeat("department.", 12) + "office@" + repeat("example.", 8) + "cn";
  const auto lines = set("联系邮箱：" + address + "；请来信。");
  std::string together;
  for (const std::string& line : lines) together += line;
  EXPECT_EQ(together, "联系邮箱：" + address + "；请来信。");
  for (const std::string& line : lines) {
    const bool address_only = std::all_of(line.begin(), line.end(), [](char c) { return c > 0; });
    if (address_only) {
      EXPECT_THAT(line, testing::AnyOf(EndsWith("."), EndsWith("@")));
    }
  }
}

TEST(LineSetting, TheLastLineHasAtLeastTwoCharacters) {
  const auto lines = set(repeat("乙", 26) + repeat("甲", 28) + "丙。");
  EXPECT_EQ(lines.back(), "甲丙。");
  const auto one = set(repeat("乙", 26) + repeat("甲", 28) + "丙");
  EXPECT_EQ(one.back(), "甲丙");
}

TEST(LineSetting, HanAndLatinStandAQuarterApart) {
  const auto document = lay_out_or_fail(notice_of("甲A乙"));
  const double latin =
      static_cast<double>(fonts().choose(*fonts().find_role("fangsong"), U'A').advance);
  EXPECT_NEAR(document.lines[0].width.value, (2 + 0.5 + latin) * cell, 0.01);
}

TEST(LineSetting, TypedSpacesBesideHanAreDropped) {
  EXPECT_THAT(set("共 6 次，用 Open Document 格式"), ElementsAre("共6次，用Open Document格式"));
}

TEST(LineSetting, ASpaceAtALineEndHangsWithoutWidthButStaysInTheText) {
  const std::string words = repeat("rectification ledger ", 12) + "end";
  const auto document = lay_out_or_fail(notice_of(words));
  std::string together;
  for (const std::string& line : lines_of(document)) together += line;
  EXPECT_EQ(together, words);
  for (std::size_t i = 0; i + 2 < document.lines.size(); ++i) {
    EXPECT_NEAR(end_of(document.lines[i]), right_edge, 0.05);
  }
}

TEST(LineSetting, AnUnmatchedQuotationMarkDoesNoHarm) {
  EXPECT_EQ(set("“甲乙丙").front(), "“甲乙丙");
}

TEST(LineSetting, ARowOfMarksLongerThanALineStillFits) {
  const auto document = lay_out_or_fail(notice_of(repeat("！", 100)));
  for (const content::Line& line : document.lines) EXPECT_LE(end_of(line), right_edge + 0.01);
}

}  // namespace
}  // namespace tongbao::layout

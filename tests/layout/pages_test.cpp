#include <numeric>

#include <gmock/gmock.h>

#include "notice_builder.h"

namespace tongbao::layout {
namespace {

using content::LineRole;
using testing::ElementsAre;

std::vector<std::string> page_lines(const content::PagedDocument& document, std::size_t page) {
  std::vector<std::string> lines;
  for (const content::Line& line : document.lines_of(document.pages[page])) {
    if (line.role != LineRole::page_number) lines.push_back(text_of(document, line));
  }
  return lines;
}

// A paragraph of exactly so many lines; the last has five characters.
std::string lines(int count) {
  return repeat("甲", count == 1 ? 5 : 26 + 28 * (count - 2) + 5);
}

TEST(Pages, AFullPageHasTwentyTwoLines) {
  const auto document = lay_out_or_fail(notice_of(lines(60)));
  ASSERT_EQ(document.pages.size(), 3U);
  EXPECT_EQ(page_lines(document, 0).size(), 22U);
  EXPECT_EQ(page_lines(document, 1).size(), 22U);
  EXPECT_EQ(page_lines(document, 2).size(), 16U);
  const content::Line& first = document.lines.front();
  const content::Line& last = document.lines[21];
  EXPECT_NEAR(last.baseline.value - first.baseline.value, 21 * pitch, 0.01);
}

TEST(Pages, TheTypeAreaIsFilledFromItsTop) {
  const auto document = lay_out_or_fail(notice_of("甲"));
  // 37 mm, half the pitch less the em, and the ascent of 0.88 em.
  const double expected = 37 * 72 / 25.4 + (pitch - 16) / 2 + 0.88 * 16;
  EXPECT_NEAR(document.lines[0].baseline.value, expected, 0.01);
}

TEST(Pages, NoSingleLineOfAParagraphStandsAtTheFoot) {
  content::NoticeContent notice = empty_notice();
  add(notice, lines(21));
  add(notice, lines(4));
  const auto document = lay_out_or_fail(notice);
  EXPECT_EQ(page_lines(document, 0).size(), 21U);
  EXPECT_EQ(page_lines(document, 1).size(), 4U);
}

TEST(Pages, NoSingleLineOfAParagraphStandsAtTheTop) {
  content::NoticeContent notice = empty_notice();
  add(notice, lines(18));
  add(notice, lines(5));  // four lines would fit
  const auto document = lay_out_or_fail(notice);
  EXPECT_EQ(page_lines(document, 0).size(), 21U);
  EXPECT_EQ(page_lines(document, 1).size(), 2U);
}

TEST(Pages, AHeadingKeepsTheNextTwoLines) {
  content::NoticeContent notice = empty_notice();
  add(notice, lines(20));
  add(notice, "一、标题", heading_style);
  add(notice, lines(6));
  const auto document = lay_out_or_fail(notice);
  EXPECT_EQ(page_lines(document, 0).size(), 20U);
  EXPECT_EQ(page_lines(document, 1).front(), "一、标题");
}

TEST(Pages, TheSignatureNeverStandsAlone) {
  for (int text_lines = 17; text_lines <= 23; ++text_lines) {
    content::NoticeContent notice = empty_notice();
    add(notice, lines(text_lines));
    content::SignatureBlock signature;
    signature.style = signature_style;
    signature.signers = {{span("甲市乙局", signature_style), {}, {}, {}}};
    signature.date = span("2025年4月1日", signature_style);
    notice.blocks.emplace_back(signature);
    const auto document = lay_out_or_fail(notice);
    const auto last = page_lines(document, document.pages.size() - 1);
    ASSERT_GE(last.size(), 4U) << text_lines;
    EXPECT_EQ(last[last.size() - 2], "甲市乙局");
    EXPECT_EQ(last.back(), "2025年4月1日");
  }
}

const content::Line& line_with_role(const content::PagedDocument& document, LineRole role) {
  for (const content::Line& line : document.lines) {
    if (line.role == role) return line;
  }
  throw std::runtime_error("no such line");
}

content::PagedDocument signed_by(const std::string& name) {
  content::NoticeContent notice = notice_of(lines(3));
  content::SignatureBlock signature;
  signature.style = signature_style;
  signature.signers = {{span(name, signature_style), {}, {}, {}}};
  signature.date = span("2025年4月1日", signature_style);
  notice.blocks.emplace_back(signature);
  return lay_out_or_fail(notice);
}

TEST(Signature, TheNameStandsTwoFromTheEdgeAndTheDateTwoFurtherIn) {
  const auto document = signed_by("中共甲市乙区委员会办公室");
  const content::Line& name = line_with_role(document, LineRole::signature);
  const content::Line& date = line_with_role(document, LineRole::date);
  EXPECT_NEAR(end_of(name), right_edge - 2 * cell, 0.05);
  EXPECT_NEAR(date.x.value, name.x.value + 2 * cell, 0.05);
}

TEST(Signature, ALongerDateStandsTwoFromTheEdgeAndTheNameMovesWithIt) {
  const auto document = signed_by("乙局");
  const content::Line& name = line_with_role(document, LineRole::signature);
  const content::Line& date = line_with_role(document, LineRole::date);
  EXPECT_NEAR(end_of(date), right_edge - 2 * cell, 0.05);
  EXPECT_NEAR(name.x.value, date.x.value - 2 * cell, 0.05);
}

TEST(Signature, OneEmptyLineStandsBeforeIt) {
  const auto document = signed_by("乙局");
  const content::Line& name = line_with_role(document, LineRole::signature);
  EXPECT_NEAR(name.baseline.value - document.lines[2].baseline.value, 2 * pitch, 0.01);
}

TEST(PageNumbers, StandOutsideAndSevenMillimetresBelow) {
  const auto document = lay_out_or_fail(notice_of(lines(44)));
  ASSERT_EQ(document.pages.size(), 2U);
  const content::Line& first = document.lines_of(document.pages[0]).back();
  const content::Line& second = document.lines_of(document.pages[1]).back();
  EXPECT_EQ(text_of(document, first), "— 1 —");
  EXPECT_EQ(text_of(document, second), "— 2 —");
  EXPECT_NEAR(end_of(first), right_edge - 14, 0.05);
  EXPECT_NEAR(second.x.value, left_edge + 14, 0.05);
  // The dash of Fandol Song reaches 0.311 em above the baseline.
  const double foot = (297 - 35) * 72 / 25.4;
  EXPECT_NEAR(first.baseline.value, foot + 7 * 72 / 25.4 + 0.311 * 14, 0.05);
}

TEST(Title, IsCentredWithOneEmptyLineBelow) {
  content::NoticeContent notice = empty_notice();
  add(notice, "关于整改情况的通报", title_style);
  add(notice, lines(1));
  const auto document = lay_out_or_fail(notice);
  const content::Line& title = document.lines[0];
  EXPECT_NEAR(title.x.value + title.width.value / 2, left_edge + measure / 2, 0.05);
  EXPECT_NEAR(title.width.value, 9 * 22, 0.05);
  const double title_row = title.baseline.value - (pitch - 22) / 2 - 0.88 * 22;
  const double body_row = document.lines[1].baseline.value - (pitch - 16) / 2 - 0.88 * 16;
  EXPECT_NEAR(title_row, 37 * 72 / 25.4, 0.01);
  EXPECT_NEAR(body_row - title_row, 2 * pitch, 0.01);
}

TEST(Title, BreaksAtWordsIntoATrapezoid) {
  const auto set_title = [](const char* text) {
    return lines_of(lay_out_or_fail(notice_of(text, title_style)));
  };
  // 20 characters fill a line; more break where the sense allows.
  EXPECT_EQ(set_title("中共云岭市委宣传部巡察整改进展情况通报稿").size(), 1U);
  EXPECT_THAT(set_title("中共云岭市委宣传部关于巡察整改进展情况的通报"),
              ElementsAre("中共云岭市委宣传部", "关于巡察整改进展情况的通报"));
  const auto long_title =
      set_title("中共云岭市青石区委政法委员会关于第四轮巡察整改阶段性进展情况的通报");
  ASSERT_EQ(long_title.size(), 2U);
  EXPECT_THAT(long_title[0], testing::HasSubstr("中共云岭市青石区委政法委员会"));
}

TEST(Title, TakesAWishedBreak) {
  EXPECT_THAT(lines_of(lay_out_or_fail(notice_of("甲市乙局\n关于情况的通报", title_style))),
              ElementsAre("甲市乙局", "关于情况的通报"));
}

// Searched through every division into words, it would take hours.
TEST(Title, OfHundredsOfCharactersIsSetAtOnce) {
  std::string title;
  for (int i = 0; i < 8; ++i) {
    title += "关于落实检查问题整改工作情况以及推进城市建设管理水平提升和加强监督考核的通报";
  }
  const auto lines = lines_of(lay_out_or_fail(notice_of(title, title_style)));
  EXPECT_EQ(std::accumulate(lines.begin(), lines.end(), std::string()), title);
}

TEST(Outline, HasTheHeadingsWithTheirPages) {
  content::NoticeContent notice = empty_notice();
  add(notice, lines(22));
  add(notice, "一、标题", heading_style);
  content::Paragraph run_in;
  run_in.style = body_style;
  run_in.spans = {span("（一）小标题。", heading_style), span("正文接在后面。")};
  run_in.heading_level = 2;
  run_in.heading_spans = 1;
  notice.blocks.emplace_back(run_in);
  const auto document = lay_out_or_fail(notice);
  ASSERT_EQ(document.outline.size(), 2U);
  EXPECT_EQ(document.outline[0].title, "一、标题");
  EXPECT_EQ(document.outline[0].page, 1U);
  EXPECT_EQ(document.outline[1].title, "（一）小标题。");
  EXPECT_EQ(document.outline[1].level, 2);
  // The heading's text is an element of its own, the paragraph another.
  std::string heading;
  for (const content::Run& run : document.runs) {
    if (run.element == content::no_element) continue;
    const content::Element& element = document.elements[run.element];
    const bool heads = element.kind == content::ElementKind::heading && element.level == 2;
    if (heads) heading += document.text_of(run.text);
  }
  EXPECT_EQ(heading, "（一）小标题。");
}

TEST(Links, CoverTheirTextOnEveryLine) {
  content::NoticeContent notice = empty_notice();
  content::Paragraph paragraph;
  paragraph.style = body_style;
  content::Span link = span("bgs@example.gov.cn");
  link.link = "mailto:bgs@example.gov.cn";
  paragraph.spans = {span("电子邮箱："), link, span("。")};
  notice.blocks.emplace_back(paragraph);
  const auto document = lay_out_or_fail(notice);
  ASSERT_EQ(document.pages[0].links.size(), 1U);
  const content::Link& area = document.pages[0].links[0];
  EXPECT_EQ(area.uri, "mailto:bgs@example.gov.cn");
  EXPECT_NEAR(area.x.value, left_edge + 7 * cell, 0.01);
  EXPECT_NEAR(area.y.value + 0.88 * 16, document.lines[0].baseline.value, 0.01);
}

TEST(RareNames, ComeFromTheFallbackFaces) {
  const auto document = lay_out_or_fail(notice_of("𠮷㛃𬭎䶮"));
  EXPECT_EQ(lines_of(document).front(), "𠮷㛃𬭎䶮");
  for (const content::Glyph& glyph : document.glyphs) EXPECT_NE(glyph.id, 0U);
}

TEST(RareNames, ACharacterThatNoFaceHasIsAnError) {
  const auto result = lay_out(notice_of("甲\U0010FFFD乙"), fonts());
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().front().code, "layout.missingGlyph");
  EXPECT_EQ(result.error().front().where.pointer, "/preamble/0");
  EXPECT_NE(result.error().front().message.en.find("U+10FFFD"), std::string::npos);
}

TEST(Roles, AnUnknownOneIsAnErrorThatNamesTheKnown) {
  content::NoticeContent notice = notice_of("甲");
  notice.styles[0].role = "fangsnog";
  const auto result = lay_out(notice, fonts());
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().front().code, "layout.unknownRole");
}

}  // namespace
}  // namespace tongbao::layout

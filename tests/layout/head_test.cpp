// The head of an official document: GB/T 9704-2012, 7.2.
#include <algorithm>

#include "font/ink.h"
#include "layout/formal_builder.h"

namespace tongbao::layout {
namespace {

content::MarkBlock mark_of(std::vector<std::string> names, std::string beside = {}) {
  content::MarkBlock mark;
  mark.style = mark_style;
  for (std::string& name : names) mark.names.push_back(span(std::move(name), mark_style));
  if (!beside.empty()) mark.beside = span(std::move(beside), mark_style);
  return mark;
}

double ink_top(const content::PagedDocument& document, const content::Line& line) {
  double top = 1e9;
  for (const content::Run& run : document.runs_of(line)) {
    for (const content::Glyph& glyph : document.glyphs_of(run)) {
      const font::Ink ink = font::ink_of(fonts(), run.face, glyph.id);
      top = std::min(top, line.baseline.value - ink.top * run.size.value);
    }
  }
  return top;
}

TEST(Mark, StandsThirtyFiveMillimetresBelowTheTypeAreasTop) {
  content::NoticeContent notice = formal_notice();
  notice.blocks.emplace_back(mark_of({"甲市人民政府文件"}));
  const auto document = lay_out_or_fail(notice);
  const content::Line& mark = line_with(document, "甲市人民政府文件");
  EXPECT_NEAR(ink_top(document, mark), top_edge + 35 * mm, 0.01);
  EXPECT_NEAR(mark.width.value, 8 * 48, 0.01);
  EXPECT_NEAR(mark.x.value + mark.width.value / 2, left_edge + measure / 2, 0.01);
  EXPECT_EQ(mark.role, content::LineRole::mark);
  EXPECT_EQ(document.runs_of(mark).front().colour, red);
}

TEST(Mark, ShrinksUntilItFitsTheTypeArea) {
  content::NoticeContent notice = formal_notice();
  notice.blocks.emplace_back(mark_of({"甲市乙区丙街道办事处安全生产委员会文件"}));  // 19 characters
  const auto document = lay_out_or_fail(notice);
  const content::Line& mark = document.lines.front();
  EXPECT_NEAR(mark.width.value, measure, 0.1);
  EXPECT_NEAR(document.runs_of(mark).front().size.value, measure / 19, 0.01);
  EXPECT_NEAR(ink_top(document, mark), top_edge + 35 * mm, 0.01);
}

TEST(Mark, SetsSeveralOfficesEquallyWideWithTheWordBesideThem) {
  content::NoticeContent notice = formal_notice();
  notice.blocks.emplace_back(mark_of({"甲市纪委", "甲市委组织部"}, "文件"));
  const auto document = lay_out_or_fail(notice);
  const content::Line& upper = line_with(document, "甲市纪委");
  const content::Line& lower = line_with(document, "甲市委组织部");
  const content::Line& beside = line_with(document, "文件");
  EXPECT_NEAR(upper.x.value, lower.x.value, 0.01);
  EXPECT_NEAR(upper.width.value, lower.width.value, 0.01);
  // Six characters, a quarter of one between, two more: 8.25 times 48 pt, in the middle.
  EXPECT_NEAR(lower.width.value, 6 * 48, 0.01);
  EXPECT_NEAR(lower.x.value, left_edge + (measure - 8.25 * 48) / 2, 0.01);
  EXPECT_NEAR(beside.x.value, lower.x.value + 6.25 * 48, 0.01);
  // Centred in the height of the two.
  EXPECT_NEAR(beside.baseline.value, (upper.baseline.value + lower.baseline.value) / 2, 0.01);
}

TEST(Mark, OfMoreOfficesThanAPageHoldsIsAnError) {
  content::NoticeContent notice = formal_notice();
  notice.blocks.emplace_back(mark_of(std::vector<std::string>(40, "甲市某局")));
  const auto result = lay_out(notice, fonts());
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error()[0].code, "layout.tooHigh");
}

// 7.2.5, 7.2.7, 7.3.1: two empty lines; 4 mm; two empty lines, to the nearest line of the grid.
TEST(Head, NumberRuleAndTitleFollowTheMark) {
  content::NoticeContent notice = formal_notice();
  notice.styles[title_style].lines_before = 2;
  notice.blocks.emplace_back(mark_of({"甲市人民政府文件"}));
  notice.blocks.emplace_back(paragraph_of("甲府〔2025〕3号", number_style));
  content::RuleBlock rule;
  rule.width = {measure};
  rule.thickness = {1};
  rule.colour = red;
  rule.space_before = {4 * mm};
  notice.blocks.emplace_back(rule);
  add(notice, "关于巡察整改的通报", title_style);
  add(notice, "正文。");
  const auto document = lay_out_or_fail(notice);
  // The mark ends 35 mm and 48 pt below the type area's top, less what is blank above its ink
  // (below 3 pt): 5.0 lines; with two more, line 7.
  const content::Line& number = line_with(document, "甲府〔2025〕3号");
  EXPECT_NEAR(grid_line(document, number), 7, 0.001);
  ASSERT_EQ(document.pages[0].rules.size(), 1U);
  const content::Rule& drawn = document.pages[0].rules[0];
  // The foot of the grid line that the number stands in the middle of is 6.5 pt below it.
  EXPECT_NEAR(drawn.x.value, left_edge, 0.01);
  EXPECT_NEAR(drawn.width.value, measure, 0.01);
  EXPECT_NEAR(drawn.y.value, em_top(document, number) + 16 + 4 * mm, 0.01);
  EXPECT_EQ(drawn.colour, red);
  const content::Line& title = line_with(document, "关于巡察整改的通报");
  EXPECT_NEAR(grid_line(document, title), 10, 0.001);
}

TEST(Sides, StandAtBothEdgesOfOneLine) {
  content::NoticeContent notice = formal_notice();
  content::SidesBlock sides;
  sides.style = imprint_style;
  sides.left = {span("甲市乙局办公室", imprint_style)};
  sides.right = {span("2025年4月1日印发", imprint_style)};
  notice.blocks.emplace_back(sides);
  const auto document = lay_out_or_fail(notice);
  const content::Line& left = line_with(document, "甲市乙局办公室");
  const content::Line& right = line_with(document, "2025年4月1日印发");
  // 4号: 32 characters fill the type area, 13.82 pt each.
  const double em = measure / 32;
  EXPECT_NEAR(left.x.value, left_edge + em, 0.01);
  EXPECT_NEAR(right.x.value + right.width.value, right_edge - em, 0.01);
  EXPECT_EQ(left.baseline, right.baseline);
}

TEST(Sides, GoBelowEachOtherWhereALineIsTooShort) {
  content::NoticeContent notice = formal_notice();
  content::SidesBlock sides;
  sides.style = imprint_style;
  sides.left = {span(repeat("印发机关", 6), imprint_style)};  // 24 of 30 characters
  sides.right = {span("2025年4月1日印发", imprint_style)};
  notice.blocks.emplace_back(sides);
  const auto document = lay_out_or_fail(notice);
  EXPECT_NEAR(document.lines[1].baseline.value - document.lines[0].baseline.value, 20, 0.01);
}

// 7.2.6: two names a line, below each other; the number on the last line.
TEST(Signers, StandInTwoColumnsWithTheNumberOnTheLastLine) {
  content::NoticeContent notice = formal_notice();
  notice.styles[number_style].start_indent = 1;
  notice.styles[number_style].end_indent = 1;
  content::SignersBlock signers;
  signers.style = number_style;
  signers.number = {span("甲府〔2025〕3号", number_style)};
  signers.label = span("签发人：", number_style);
  for (const char* name : {"张甲某", "李乙", "王丙某"}) {
    signers.names.push_back(span(name, number_style));
  }
  notice.blocks.emplace_back(signers);
  const auto document = lay_out_or_fail(notice);
  const content::Line& first = line_with(document, "张甲某");
  const content::Line& second = line_with(document, "李乙");
  const content::Line& third = line_with(document, "王丙某");
  const content::Line& number = line_with(document, "甲府〔2025〕3号");
  const content::Line& label = line_with(document, "签发人：");
  EXPECT_NEAR(second.x.value, right_edge - 3 * cell, 0.01);
  EXPECT_NEAR(first.x.value, right_edge - 7 * cell, 0.01);
  EXPECT_NEAR(third.x.value, first.x.value, 0.01);
  EXPECT_NEAR(label.x.value + label.width.value, first.x.value, 0.01);
  EXPECT_EQ(label.baseline, first.baseline);
  EXPECT_EQ(first.baseline, second.baseline);
  EXPECT_NEAR(third.baseline.value - first.baseline.value, pitch, 0.01);
  EXPECT_EQ(number.baseline, third.baseline);
  EXPECT_NEAR(number.x.value, left_edge + cell, 0.01);
}

// Names that have no room beside each other go below each other, and the number below them.
TEST(Signers, LongOnesPrintOverNothing) {
  content::NoticeContent notice = formal_notice();
  content::SignersBlock signers;
  signers.style = number_style;
  signers.number = {span("甲府〔2025〕12号", number_style)};
  signers.label = span("签发人：", number_style);
  signers.names = {span("阿卜杜热合曼·买买提江", number_style),
                   span("努尔买买提·吐尔逊尼亚孜", number_style)};
  notice.blocks.emplace_back(signers);
  const auto document = lay_out_or_fail(notice);
  for (const content::Line& one : document.lines) {
    EXPECT_GE(one.x.value, left_edge - 0.01);
    EXPECT_LE(one.x.value + one.width.value, right_edge + 0.01);
    for (const content::Line& other : document.lines) {
      if (&one >= &other || one.baseline != other.baseline) continue;
      const bool apart = one.x.value + one.width.value <= other.x.value + 0.01 ||
                         other.x.value + other.width.value <= one.x.value + 0.01;
      EXPECT_TRUE(apart) << text_of(document, one) << " over " << text_of(document, other);
    }
  }
}

// 10.1: double rules of 170 mm on the middle of the paper, one 20 mm above its foot.
TEST(Rule, OfALetterStandsAtThePapersFoot) {
  content::NoticeContent notice = formal_notice();
  content::RuleBlock rule;
  rule.width = {170 * mm};
  rule.thickness = {0.5};
  rule.gap = {1};
  rule.second = {1.5};
  rule.paper_bottom = Pt{20 * mm};
  notice.blocks.emplace_back(rule);
  add(notice, "正文。");
  const auto document = lay_out_or_fail(notice);
  const auto& rules = document.pages[0].rules;
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_NEAR(rules[0].x.value, 20 * mm, 0.01);
  EXPECT_NEAR(rules[0].width.value, 170 * mm, 0.01);
  EXPECT_NEAR(rules[1].y.value - rules[0].y.value, 1.5, 0.01);
  EXPECT_NEAR(rules[1].y.value + rules[1].height.value, 277 * mm, 0.01);
  // It takes no place in the text.
  EXPECT_NEAR(grid_line(document, document.lines[0]), 0, 0.001);
}

TEST(Label, SeveralMakeAListOneMakesNone) {
  const auto lists_of = [](std::size_t items) {
    content::NoticeContent notice = formal_notice();
    for (std::size_t i = 0; i < items; ++i) {
      content::Paragraph item = paragraph_of("1.", body_style);
      item.spans.push_back(span("名称"));
      item.label_spans = 1;
      notice.blocks.emplace_back(item);
    }
    const auto document = lay_out_or_fail(notice);
    return std::count_if(
        document.elements.begin(), document.elements.end(),
        [](const content::Element& element) { return element.kind == content::ElementKind::list; });
  };
  EXPECT_EQ(lists_of(1), 0);
  EXPECT_EQ(lists_of(3), 1);
}

TEST(Label, FurtherLinesBeginWhereTheTextAfterItDoes) {
  content::NoticeContent notice = formal_notice();
  content::Paragraph item;
  item.style = body_style;
  item.spans = {span("附件：1."), span(repeat("名称", 15))};
  item.label_spans = 1;
  notice.blocks.emplace_back(item);
  const auto document = lay_out_or_fail(notice);
  ASSERT_GE(document.lines.size(), 3U);
  EXPECT_NEAR(document.lines[0].x.value, left_edge + 2 * cell, 0.01);
  EXPECT_EQ(document.lines[0].baseline, document.lines[1].baseline);
  EXPECT_NEAR(document.lines[1].x.value, document.lines[0].x.value + document.lines[0].width.value,
              0.01);
  EXPECT_NEAR(document.lines[2].x.value, document.lines[1].x.value, 0.01);
  EXPECT_NEAR(document.lines[1].x.value + document.lines[1].width.value, right_edge, 0.01);
}

}  // namespace
}  // namespace tongbao::layout

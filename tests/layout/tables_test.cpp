// Tables, page breaks, turned pages and imprints.
#include <set>

#include "layout/formal_builder.h"

namespace tongbao::layout {
namespace {

content::TableCell cell_of(const std::string& text) {
  content::TableCell made;
  if (!text.empty()) made.text = {paragraph_of(text, cell_style)};
  return made;
}

content::TableRow row_of(const std::vector<std::string>& texts) {
  content::TableRow row;
  for (const std::string& text : texts) row.cells.push_back(cell_of(text));
  return row;
}

std::size_t count_lines(const content::PagedDocument& document, const content::Page& page,
                        content::LineRole role) {
  std::size_t count = 0;
  for (const content::Line& line : document.lines_of(page)) count += line.role == role ? 1U : 0U;
  return count;
}

TEST(Table, ColumnsShareTheTypeAreaAndCellsAreCentred) {
  content::NoticeContent notice = formal_notice();
  content::TableBlock table;
  table.columns = {1, 3};
  table.header_rows = 1;
  table.rows = {row_of({"类别", "数量"}), row_of({"处分", "3"})};
  notice.blocks.emplace_back(table);
  const auto document = lay_out_or_fail(notice);
  const content::Line& category = line_with(document, "类别");
  const content::Line& amount = line_with(document, "数量");
  EXPECT_NEAR(category.x.value + category.width.value / 2, left_edge + measure / 8, 0.01);
  EXPECT_NEAR(amount.x.value + amount.width.value / 2, left_edge + measure * 5 / 8, 0.01);
  // Rows of 10 pt text: 13 pt a line, 3 pt above and below.
  EXPECT_NEAR(em_top(document, category), top_edge + 3 + 1.5, 0.01);
  EXPECT_NEAR(line_with(document, "处分").baseline.value - category.baseline.value, 19, 0.01);
  const auto header = document.runs_of(category).front().element;
  EXPECT_EQ(document.elements[header].kind, content::ElementKind::header_cell);
}

TEST(Table, RepeatsItsHeaderOnEveryPage) {
  content::NoticeContent notice = formal_notice();
  content::TableBlock table;
  table.columns = {1, 1};
  table.header_rows = 1;
  table.rows = {row_of({"序号", "问题"})};
  // 19 pt a row: 33 rows below the header fill 637.8 pt.
  for (int i = 1; i <= 100; ++i) table.rows.push_back(row_of({std::to_string(i), "某问题"}));
  notice.blocks.emplace_back(table);
  const auto document = lay_out_or_fail(notice);
  ASSERT_EQ(document.pages.size(), 4U);
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const content::Page& page = document.pages[i];
    EXPECT_EQ(count_lines(document, page, content::LineRole::table_again), i == 0 ? 0U : 2U);
    const content::Line& top = document.lines[page.lines.begin];
    EXPECT_EQ(text_of(document, top), "序号");
    EXPECT_NEAR(em_top(document, top), top_edge + 4.5, 0.01);
    // What stands again is an artifact.
    EXPECT_EQ(document.runs_of(top).front().element == content::no_element, i > 0);
  }
  // All rows are there once.
  std::set<std::string> numbers;
  for (const content::Line& line : document.lines) {
    if (line.role == content::LineRole::table) numbers.insert(text_of(document, line));
  }
  EXPECT_EQ(numbers.size(), 100U + 3U);  // 序号, 问题, 某问题
}

TEST(Table, ARowHigherThanAPageGoesOnInTheNext) {
  content::NoticeContent notice = formal_notice();
  content::TableBlock table;
  table.columns = {1, 1};
  table.rows = {row_of({"1", repeat("很长的问题", 300)})};  // 1500 characters, 21 a line
  notice.blocks.emplace_back(table);
  const auto document = lay_out_or_fail(notice);
  ASSERT_EQ(document.pages.size(), 2U);
  std::string text;
  for (const content::Line& line : document.lines) {
    if (line.role != content::LineRole::table) continue;
    EXPECT_LE(line.baseline.value, foot_edge);
    text += text_of(document, line);
  }
  EXPECT_EQ(text, "1" + repeat("很长的问题", 300));
}

TEST(Table, ACellOverTwoRowsStandsInTheirMiddle) {
  content::NoticeContent notice = formal_notice();
  content::TableBlock table;
  table.columns = {1, 1};
  table.rows = {row_of({"合并", "上"}), row_of({"下"})};
  table.rows[0].cells[0].rows = 2;
  notice.blocks.emplace_back(table);
  const auto document = lay_out_or_fail(notice);
  const double upper = line_with(document, "上").baseline.value;
  const double lower = line_with(document, "下").baseline.value;
  EXPECT_NEAR(line_with(document, "合并").baseline.value, (upper + lower) / 2, 0.01);
  EXPECT_NEAR(line_with(document, "上").x.value, line_with(document, "下").x.value, 0.01);
  const auto merged = document.runs_of(line_with(document, "合并")).front().element;
  EXPECT_EQ(document.elements[merged].rows, 2U);
}

TEST(Table, MissingCellsAreThereEmpty) {
  content::NoticeContent notice = formal_notice();
  content::TableBlock table;
  table.columns = {1, 1, 1};
  table.rows = {row_of({"一", "二", "三"}), row_of({"四"})};
  notice.blocks.emplace_back(table);
  const auto document = lay_out_or_fail(notice);
  std::size_t cells = 0;
  for (const content::Element& element : document.elements) {
    cells += element.kind == content::ElementKind::cell ? 1U : 0U;
  }
  EXPECT_EQ(cells, 6U);
}

// 7.3.8: a turned page is as wide as the others are high; its number stays where theirs is.
TEST(TurnedPage, KeepsThePageNumberOfTheUprightOnes) {
  content::NoticeContent notice = formal_notice();
  content::PageSetup turned = notice.pages.front();
  std::swap(turned.width, turned.height);
  turned.turned = true;
  notice.pages.push_back(turned);
  add(notice, "正文。");
  notice.blocks.emplace_back(content::PageBreak{1});
  add(notice, "横排页。");
  notice.blocks.emplace_back(content::PageBreak{0});
  add(notice, "又是竖页。");
  const auto document = lay_out_or_fail(notice);
  ASSERT_EQ(document.pages.size(), 3U);
  EXPECT_TRUE(document.pages[1].turned);
  EXPECT_NEAR(document.pages[1].width.value, 297 * mm, 0.01);
  const content::Line& number = line_with(document, "— 2 —");
  EXPECT_TRUE(number.upright);
  EXPECT_NEAR(number.x.value, left_edge + 14, 0.01);  // even: one 4号 character from the left
  EXPECT_EQ(number.baseline, line_with(document, "— 1 —").baseline);
  EXPECT_FALSE(line_with(document, "— 3 —").upright);
}

content::ImprintBlock imprint() {
  content::ImprintBlock made;
  made.outer_rule = {0.35 * mm};
  made.inner_rule = {0.25 * mm};
  made.padding = {3};
  made.entries.emplace_back(paragraph_of("抄送：甲局，乙局。", imprint_style));
  content::SidesBlock sides;
  sides.style = imprint_style;
  sides.left = {span("甲市乙局办公室", imprint_style)};
  sides.right = {span("2025年4月1日印发", imprint_style)};
  made.entries.emplace_back(sides);
  return made;
}

TEST(Imprint, LastRuleIsTheFootOfTheLastEvenPage) {
  for (const int lines : {3, 22, 25, 44}) {
    content::NoticeContent notice = formal_notice();
    for (int i = 0; i < lines; ++i) add(notice, "正文。");
    notice.blocks.emplace_back(imprint());
    const auto document = lay_out_or_fail(notice);
    EXPECT_EQ(document.pages.size(), lines <= 25 ? 2U : 4U) << lines;
    const auto& rules = document.pages.back().rules;
    ASSERT_EQ(rules.size(), 3U);
    const content::Rule& last = rules.back();
    EXPECT_NEAR(last.y.value + last.height.value, foot_edge, 0.01);
    EXPECT_NEAR(last.height.value, 0.35 * mm, 0.001);
    EXPECT_NEAR(rules[1].height.value, 0.25 * mm, 0.001);
    EXPECT_NEAR(last.x.value, left_edge, 0.01);
    EXPECT_NEAR(last.width.value, measure, 0.01);
  }
}

TEST(Imprint, HigherThanThePageIsAnError) {
  content::NoticeContent notice = formal_notice();
  add(notice, "正文。");
  content::ImprintBlock high = imprint();
  high.entries = {paragraph_of(repeat("某某市某某区某某局，", 300), imprint_style)};
  notice.blocks.emplace_back(high);
  const auto result = lay_out(notice, fonts());
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error()[0].code, "layout.tooHigh");
}

// 7.5: where a blank page stands before the imprint, neither has a number.
TEST(Imprint, ABlankPageBeforeItTakesTheNumbersAway) {
  content::NoticeContent notice = formal_notice();
  for (int i = 0; i < 44; ++i) add(notice, "正文。");
  notice.blocks.emplace_back(imprint());
  const auto document = lay_out_or_fail(notice);
  ASSERT_EQ(document.pages.size(), 4U);
  EXPECT_EQ(count_lines(document, document.pages[1], content::LineRole::page_number), 1U);
  EXPECT_EQ(document.pages[2].lines.size(), 0U);
  EXPECT_EQ(count_lines(document, document.pages[3], content::LineRole::page_number), 0U);
}

}  // namespace
}  // namespace tongbao::layout

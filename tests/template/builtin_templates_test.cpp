// templates/notice.xml and ledger.xml: what the standards fix, from their own numbers.
#include <algorithm>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "record/reader.h"
#include "template/content_text.h"
#include "template/test_files.h"

namespace tongbao::tmpl::testing {
namespace {

using ::testing::ElementsAre;

Template builtin(const std::string& name) {
  auto parsed = Template::parse(read_text(source_root() / "templates" / name), name);
  if (!parsed) throw std::runtime_error(text_of(parsed.error()));
  return *std::move(parsed);
}

record::Envelope small_envelope() {
  record::Envelope envelope;
  envelope.records.emplace_back();
  envelope.records[0].organization.name = "青河市档案馆";
  envelope.records[0].title = "通报";
  return envelope;
}

TEST(NoticeTemplate, SaysWhatItIs) {
  const Template notice = builtin("notice.xml");
  EXPECT_EQ(notice.id(), "notice");
  EXPECT_EQ(notice.kind(), Kind::notice);
  EXPECT_EQ(notice.name(), "整改情况通报");
}

// GB/T 9704-2012, 5.2 and 6: A4, type area 156 by 225 mm, 22 lines of 28 characters.
TEST(NoticeTemplate, HasTheStandardsPage) {
  const auto content = bind_notice(builtin("notice.xml"), small_envelope());
  ASSERT_TRUE(content);
  const content::PageSetup& page = content->pages.front();
  EXPECT_NEAR(page.type_width().value, 156 * 72 / 25.4, 1e-9);
  EXPECT_NEAR(page.type_height().value, 225 * 72 / 25.4, 1e-9);
  EXPECT_NEAR(page.top.value, 37 * 72 / 25.4, 1e-9);
  EXPECT_NEAR(page.left.value, 28 * 72 / 25.4, 1e-9);
  EXPECT_EQ(page.columns, 28);
  EXPECT_EQ(page.lines, 22);
  EXPECT_EQ(page.number.role, "songti");
  EXPECT_EQ(page.number.size, Pt{14});
  EXPECT_NEAR(page.number.below.value, 7 * 72 / 25.4, 1e-9);
  EXPECT_EQ(page.number.before, "— ");
  EXPECT_EQ(page.number.after, " —");
}

// 7.2, 7.3 and 7.4: 2号小标宋 titles; 一、 黑体, （一） 楷体, the rest 仿宋, all 3号; 密级,
// 紧急程度 and 附件 3号黑体, the signer's name 楷体, the imprint 4号.
TEST(NoticeTemplate, HasTheStandardsFaces) {
  const auto content = bind_notice(builtin("notice.xml"), small_envelope());
  ASSERT_TRUE(content);
  std::vector<std::string> faces;
  for (const content::Style& style : content->styles) {
    if (style.name == "caption" || style.name.starts_with("table")) continue;  // not the standard's
    faces.push_back(fmt::format("{} {} {}", style.name, style.role, style.size.value));
  }
  EXPECT_THAT(faces,
              ElementsAre("title xiaobiaosong 22", "heading1 heiti 16", "heading2 kaiti 16",
                          "heading3 fangsong 16", "body fangsong 16", "recipients fangsong 16",
                          "signature fangsong 16", "mark xiaobiaosong 60",
                          "letterMark xiaobiaosong 42", "serial fangsong 16", "urgency heiti 16",
                          "number fangsong 16", "signers fangsong 16", "signer kaiti 16",
                          "letterNumber fangsong 16", "letterUrgency heiti 16",
                          "headedTitle xiaobiaosong 22", "attachmentFirst fangsong 16",
                          "attachmentNext fangsong 16", "attachmentMark heiti 16",
                          "attachmentTitle xiaobiaosong 22", "imprint fangsong 14"));
}

const content::Style& style_named(const content::NoticeContent& notice, std::string_view name) {
  return *std::find_if(notice.styles.begin(), notice.styles.end(),
                       [&](const content::Style& style) { return style.name == name; });
}

// 7.2.4: the mark's top 35 mm below the type area's, which begins at 37 mm; 10.1: 30 mm from the
// paper's. Both red, as 7.2.7's rule is.
TEST(NoticeTemplate, MarksStandWhereTheStandardSays) {
  const auto content = bind_notice(builtin("notice.xml"), small_envelope());
  ASSERT_TRUE(content);
  const content::Style& mark = style_named(*content, "mark");
  ASSERT_TRUE(mark.paper_top);
  EXPECT_NEAR(mark.paper_top->value, (37 + 35) * 72 / 25.4, 1e-9);
  const content::Style& letter = style_named(*content, "letterMark");
  ASSERT_TRUE(letter.paper_top);
  EXPECT_NEAR(letter.paper_top->value, 30 * 72 / 25.4, 1e-9);
  for (const content::Style& style : {mark, letter}) {
    EXPECT_EQ(style.colour, (content::Colour{1, 0, 0}));
  }
}

// 7.2.5, 7.3.1, 7.3.4 and 10.1, in empty lines.
TEST(NoticeTemplate, KeepsTheStandardsEmptyLines) {
  const auto content = bind_notice(builtin("notice.xml"), small_envelope());
  ASSERT_TRUE(content);
  EXPECT_EQ(style_named(*content, "number").lines_before, 2);
  EXPECT_EQ(style_named(*content, "signers").lines_before, 2);
  EXPECT_EQ(style_named(*content, "headedTitle").lines_before, 2);
  EXPECT_EQ(style_named(*content, "headedTitle").lines_after, 1);
  EXPECT_EQ(style_named(*content, "attachmentFirst").lines_before, 1);
  // The title stands on the third line of its page, the mark on the first.
  EXPECT_EQ(style_named(*content, "attachmentTitle").lines_before, 1);
  EXPECT_EQ(style_named(*content, "letterNumber").space_before, Pt{16 * 7 / 8.0});
}

// 7.3.8: what is 156 by 225 mm upright is 225 by 156 mm turned, its left edge on top.
TEST(NoticeTemplate, TurnsThePageOfATable) {
  const auto content = bind_notice(builtin("notice.xml"), small_envelope());
  ASSERT_TRUE(content);
  ASSERT_EQ(content->pages.size(), 3U);
  EXPECT_TRUE(content->pages[0].number.on_first);
  EXPECT_FALSE(content->pages[1].number.on_first) << "a letter's first page";
  const content::PageSetup& upright = content->pages[0];
  const content::PageSetup& turned = content->pages[2];
  EXPECT_TRUE(turned.turned);
  EXPECT_EQ(turned.top, upright.left);
  EXPECT_EQ(turned.right, upright.top);
  EXPECT_EQ(turned.bottom, upright.right);
  EXPECT_EQ(turned.left, upright.bottom);
  EXPECT_EQ(turned.width, upright.height);
  EXPECT_EQ(turned.height, upright.width);
}

TEST(NoticeTemplate, PrintsRecipientsFlushLeftAndTheNoteAfterTheDate) {
  record::Envelope envelope = small_envelope();
  envelope.records[0].document.emplace();
  envelope.records[0].document->recipients = {"各区委", "市直各单位"};
  envelope.records[0].document->note = "（此件公开发布）";
  const auto content = bind_notice(builtin("notice.xml"), envelope);
  ASSERT_TRUE(content);
  const auto& recipients = std::get<content::Paragraph>(content->blocks[1]);
  std::string text;
  for (const content::Span& span : recipients.spans) text += span.text;
  EXPECT_EQ(text, "各区委、市直各单位：");
  EXPECT_EQ(content->styles[recipients.style].first_line_indent, 0);
  const auto& note = std::get<content::Paragraph>(content->blocks.back());
  EXPECT_EQ(note.spans[0].text, "（此件公开发布）");
  EXPECT_EQ(note.spans[0].source, "/document/note");
}

struct NoProblems : record::ProblemSource {
  int asked = 0;
  Result<const record::ListedProblem*> next() override {
    ++asked;
    return nullptr;
  }
};

const content::Table& table_of(const content::Sheet& sheet) {
  return std::get<content::Table>(sheet.content);
}

TEST(LedgerTemplate, HasTheTradesColumns) {
  NoProblems problems;
  const Template ledger = builtin("ledger.xml");
  const auto content = bind_ledger(ledger, small_envelope(), problems);
  ASSERT_TRUE(content);
  std::vector<std::string> headers;
  for (const content::Column& column : table_of(content->sheets[0]).columns)
    headers.push_back(column.header);
  EXPECT_THAT(headers,
              ElementsAre("序号", "反馈方面", "反馈问题", "具体表现", "整改目标", "整改措施",
                          "责任领导", "责任科室", "配合部门", "责任人", "整改时限", "进展情况",
                          "完成状态", "完成时间", "销号时间", "佐证材料", "备注"));
  EXPECT_THAT(table_of(content->sheets[0]).columns[12].choices,
              ElementsAre("未启动", "整改中", "阶段性完成", "已完成", "已销号"));
  EXPECT_EQ(problems.asked, 0) << "rows are bound as they are pulled";
}

// A column of w characters takes 7w + 5 pixels of 1/96 inch; A3 is 420 mm wide.
TEST(LedgerTemplate, FillsOneLandscapeA3Page) {
  NoProblems problems;
  const Template ledger = builtin("ledger.xml");
  const auto content = bind_ledger(ledger, small_envelope(), problems);
  ASSERT_TRUE(content);
  const content::Sheet& sheet = content->sheets[0];
  const content::PrintSetup& print = sheet.print;
  EXPECT_EQ(print.paper, content::PrintSetup::Paper::a3);
  EXPECT_TRUE(print.landscape);
  EXPECT_EQ(print.footer, "第 &P 页 共 &N 页");
  for (const Pt margin :
       {print.margin_left, print.margin_right, print.margin_top, print.margin_bottom}) {
    EXPECT_GE(margin.value, 15 * 72 / 25.4);
    EXPECT_LE(margin.value, 20 * 72 / 25.4);
  }
  const double pixels =
      std::accumulate(table_of(sheet).columns.begin(), table_of(sheet).columns.end(), 0.0,
                      [](double sum, const content::Column& c) { return sum + 7 * c.width + 5; });
  const double room = 420.0 / 25.4 * 96 - (print.margin_left + print.margin_right).value / 72 * 96;
  EXPECT_LE(pixels, room);
  EXPECT_GE(pixels, 0.98 * room);
}

TEST(LedgerTemplate, FacesAreTheTrades) {
  NoProblems problems;
  const Template ledger = builtin("ledger.xml");
  const auto content = bind_ledger(ledger, small_envelope(), problems);
  ASSERT_TRUE(content);
  const content::Sheet& sheet = content->sheets[0];
  EXPECT_EQ(table_of(sheet).header_style.face_name, "黑体");
  for (const content::Column& column : table_of(sheet).columns) {
    EXPECT_EQ(column.style.face_name, "仿宋");
    EXPECT_EQ(column.style.size, Pt{10.5});
    EXPECT_TRUE(column.style.border);
    EXPECT_TRUE(column.style.wrap);
  }
  for (const std::size_t dates : {10U, 13U, 14U}) {
    EXPECT_EQ(table_of(sheet).columns[dates].style.number_format, "yyyy-mm-dd");
  }
}

// The real notices: all their words, in order, come out as printed text.
class RealNotice : public ::testing::TestWithParam<std::string> {};

TEST_P(RealNotice, PrintsEveryCharacterOfItsSource) {
  const auto cases = source_root() / "../shared/cases";
  if (!std::filesystem::exists(cases / (GetParam() + ".record.json"))) {
    GTEST_SKIP() << "the real notices are not beside this checkout";
  }
  const auto envelope = record::read_envelope(read_text(cases / (GetParam() + ".record.json")));
  ASSERT_TRUE(envelope) << text_of(envelope.error());
  const auto content = bind_notice(builtin("notice.xml"), *envelope);
  ASSERT_TRUE(content) << text_of(content.error());
  std::string printed;
  const auto add = [&](const content::Span& span) { printed += span.text; };
  for (const content::Block& block : content->blocks) {
    if (const auto* paragraph = std::get_if<content::Paragraph>(&block)) {
      for (const content::Span& span : paragraph->spans) add(span);
    } else {
      const auto& signature = std::get<content::SignatureBlock>(block);
      for (const content::Signer& signer : signature.signers) add(signer.name);
      if (signature.date) add(*signature.date);
    }
  }
  const auto without_space = [](const std::string& text) {
    std::string kept;
    for (const char c : text) {
      if (std::string_view(" \t\r\n\f").find(c) == std::string_view::npos) kept += c;
    }
    return kept;
  };
  std::string source = without_space(read_text(cases / (GetParam() + ".txt")));
  if (source.rfind("\xEF\xBB\xBF", 0) == 0) source.erase(0, 3);
  EXPECT_EQ(without_space(printed), source);
}

INSTANTIATE_TEST_SUITE_P(Cases, RealNotice,
                         ::testing::Values("fogang-2026", "sanshui-2021", "zhanjiang-2021"),
                         [](const auto& name) { return test_name(name.param); });

}  // namespace
}  // namespace tongbao::tmpl::testing

// The templates that come with the program: what the standards and the trade fix, from their own
// numbers.
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

TEST(LedgerTemplate, FacesAreTheTrades) {
  NoProblems problems;
  const Template ledger = builtin("ledger.xml");
  const auto content = bind_ledger(ledger, small_envelope(), problems);
  ASSERT_TRUE(content);
  const content::Table& table = table_of(content->sheets[0]);
  for (const std::size_t dates : {10U, 13U, 14U}) {
    EXPECT_EQ(table.columns[dates].style.number_format, "yyyy-mm-dd");
  }
}

// The form of every ledger: titles 小标宋 of 18 to 22 pt, headers 黑体, all else 仿宋 of 10.5 to 12
// pt; A3 landscape, or A4 to nine columns, one page wide.
class BuiltinLedger : public ::testing::TestWithParam<std::string> {
 protected:
  BuiltinLedger()
      : ledger_(builtin(GetParam() + ".xml")),
        content_(bind_ledger(ledger_, envelope_, problems_)) {}

  void SetUp() override { ASSERT_TRUE(content_) << text_of(content_.error()); }

  record::Envelope envelope_ = small_envelope();
  NoProblems problems_;
  Template ledger_;
  Result<content::LedgerContent> content_;
};

void expect_body(const content::CellStyle& style) {
  if (style.face_name == "黑体") {
    EXPECT_EQ(style.role, "heiti");
  } else {
    EXPECT_EQ(style.face_name, "仿宋");
    EXPECT_EQ(style.role, "fangsong");
  }
  EXPECT_GE(style.size, Pt{10.5});
  EXPECT_LE(style.size, Pt{12});
}

void expect_title(const content::CellStyle& style) {
  EXPECT_EQ(style.face_name, "方正小标宋简体");
  EXPECT_EQ(style.role, "xiaobiaosong");
  EXPECT_GE(style.size, Pt{18});
  EXPECT_LE(style.size, Pt{22});
  EXPECT_EQ(style.align, content::Align::centre);
}

// What is printed is bordered and wrapped, so that nothing is cut off.
void expect_printed_cell(const content::CellStyle& style) {
  expect_body(style);
  EXPECT_TRUE(style.border);
  const bool is_number = style.number_format == "0" || style.number_format == "0.00%" ||
                         style.align == content::Align::end;
  EXPECT_TRUE(style.wrap || style.open || is_number) << style.number_format;
}

void expect_form(const content::Form& form) {
  expect_title(form.rows.front().fields.front().style);
  for (std::size_t i = 1; i < form.rows.size(); ++i) {
    for (const content::FormField& field : form.rows[i].fields) expect_body(field.style);
  }
}

std::vector<double> widths_of(const content::Sheet& sheet) {
  if (const auto* form = std::get_if<content::Form>(&sheet.content)) return form->widths;
  std::vector<double> widths;
  for (const content::Column& column : table_of(sheet).columns) widths.push_back(column.width);
  return widths;
}

// A column of w characters takes 7w + 5 pixels of 1/96 inch; A3 is 297 by 420 mm, A4 210 by 297.
TEST_P(BuiltinLedger, FillsThePage) {
  for (const content::Sheet& sheet : content_->sheets) {
    if (!sheet.on_paper) continue;
    SCOPED_TRACE(sheet.name);
    const content::PrintSetup& print = sheet.print;
    const std::vector<double> widths = widths_of(sheet);
    EXPECT_EQ(print.footer, "第 &P 页 共 &N 页");
    for (const Pt margin :
         {print.margin_left, print.margin_right, print.margin_top, print.margin_bottom}) {
      EXPECT_GE(margin, Pt(Mm{15}));
      EXPECT_LE(margin, Pt(Mm{20}));
    }
    const bool is_a3 = print.paper == content::PrintSetup::Paper::a3;
    EXPECT_TRUE(is_a3 || widths.size() <= 9) << "A4 is for up to nine columns";
    const double paper = is_a3 ? (print.landscape ? 420 : 297) : (print.landscape ? 297 : 210);
    const double room =
        paper / 25.4 * 96 - (print.margin_left + print.margin_right).value / 72 * 96;
    const double pixels =
        std::accumulate(widths.begin(), widths.end(), 0.0,
                        [](double sum, double width) { return sum + 7 * width + 5; });
    EXPECT_LE(pixels, room);
    EXPECT_GE(pixels, 0.97 * room);
  }
}

TEST_P(BuiltinLedger, FacesAreTheTrades) {
  for (std::size_t i = 0; i < content_->sheets.size(); ++i) {
    const content::Sheet& sheet = content_->sheets[i];
    SCOPED_TRACE(sheet.name);
    if (const auto* form = std::get_if<content::Form>(&sheet.content)) {
      expect_form(*form);
      continue;
    }
    const auto* table = std::get_if<content::Table>(&sheet.content);
    EXPECT_EQ(table->header_style.face_name, "黑体");
    EXPECT_EQ(table->header_style.align, content::Align::centre);
    for (const content::Column& column : table->columns) {
      expect_body(column.style);
      if (sheet.on_paper) expect_printed_cell(column.style);
    }
    content::Row row;
    while (*content_->rows->next(row)) {
    }
    const auto head = content_->rows->head(i);
    ASSERT_TRUE(head) << text_of(head.error());
    if (!sheet.on_paper) continue;
    ASSERT_FALSE(head->empty());
    expect_title(head->front().style);
    for (std::size_t band = 1; band < head->size(); ++band) expect_body((*head)[band].style);
    const auto foot = content_->rows->foot(i);
    ASSERT_TRUE(foot) << text_of(foot.error());
    for (const content::Band& band : *foot) expect_body(band.style);
  }
}

TEST_P(BuiltinLedger, OfATableSaysWhoFillsItInAndWhoSigns) {
  content::Row row;
  while (*content_->rows->next(row)) {
  }
  const content::Sheet& sheet = content_->sheets.front();
  if (std::holds_alternative<content::Form>(sheet.content)) {
    EXPECT_EQ(GetParam(), "closeout");
    return;
  }
  const auto head = content_->rows->head(0);
  ASSERT_EQ(head->size(), 2U);
  EXPECT_TRUE((*head)[1].left.starts_with("填报单位：青河市档案馆")) << (*head)[1].left;
  EXPECT_TRUE((*head)[1].right.starts_with("填报时间：")) << (*head)[1].right;
  if (GetParam() == "blank") return;
  const auto foot = content_->rows->foot(0);
  ASSERT_FALSE(foot->empty());
  const std::string names = foot->back().left;
  for (const char* role : {"主要负责人：", "审核人：", "填报人：", "联系电话："}) {
    EXPECT_NE(names.find(role), std::string::npos) << role << " in " << names;
  }
}

// Merged cells harm filters: there is an unmerged sheet beside, with its arrows.
TEST_P(BuiltinLedger, HasASheetToFilter) {
  if (GetParam() == "closeout" || GetParam() == "blank") return;
  const content::Sheet& data = content_->sheets.back();
  EXPECT_EQ(data.name, "数据");
  EXPECT_FALSE(data.on_paper);
  EXPECT_TRUE(table_of(data).filter);
  EXPECT_TRUE(table_of(data).freeze_header);
  EXPECT_EQ(table_of(data).columns.front().header, "问题编号");
  for (const content::Column& column : table_of(data).columns) {
    EXPECT_EQ(column.merge, content::Merge::none) << column.header;
    EXPECT_EQ(column.over, "") << column.header;
  }
}

// Colours differ from place to place and never stand alone: what is coloured by words says them.
TEST_P(BuiltinLedger, ColoursTheWordsThatStatesHave) {
  const std::vector<std::string> states = {"未启动", "整改中", "阶段性完成", "已完成", "已销号"};
  for (const content::Sheet& sheet : content_->sheets) {
    const auto* table = std::get_if<content::Table>(&sheet.content);
    if (table == nullptr) continue;
    for (const content::Highlight& highlight : table->highlights) {
      const content::Column& column = table->columns[highlight.column];
      if (column.header != "完成状态") continue;
      ASSERT_TRUE(highlight.equals) << sheet.name;
      EXPECT_EQ(std::count(states.begin(), states.end(), *highlight.equals), 1)
          << *highlight.equals;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Templates, BuiltinLedger,
                         ::testing::Values("ledger", "problems", "tasks", "responsibilities",
                                           "breakdown", "halfmonth", "supervision", "closeout",
                                           "outcomes", "summary", "blank"),
                         [](const auto& name) { return name.param; });

struct Headers {
  const char* ledger;
  std::vector<std::string> headers;  // over/header, of its first sheet
};

// The columns as practised; what a ledger has beyond them stands with them.
TEST(BuiltinLedgers, HaveTheTradesColumns) {
  const std::vector<Headers> all = {
      {"problems", {"序号", "类别", "问题", "具体表现", "原因分析"}},
      {"tasks", {"序号", "问题", "整改措施", "整改目标（成果）", "完成时限"}},
      {"responsibilities",
       {"序号", "问题", "责任落实/责任领导", "责任落实/牵头部门", "责任落实/配合部门",
        "责任落实/责任人"}},
      {"breakdown",
       {"反馈方面", "序号", "问题", "整改措施", "责任落实/责任领导", "责任落实/责任部门",
        "责任落实/责任人", "完成时限", "完成状态"}},
      {"halfmonth",
       {"反馈方面", "应整改", "其中/已完成", "其中/阶段性完成", "其中/整改中", "其中/未启动",
        "其中/状态未填", "另计/长期坚持", "另计/已销号", "另计/逾期", "另计/本期新完成", "完成率"}},
      {"supervision",
       {"编号", "督办事项", "来源", "交办日期", "承办部门", "办理时限", "进展", "逾期天数",
        "灯号"}},
      {"outcomes", {"序号", "类别", "项目", "计量单位", "总数", "总数依据", "其中各问题合计"}},
      {"summary",
       {"轮次", "单位", "截止日期", "应整改", "已整改", "未完成/阶段性完成", "未完成/整改中",
        "未完成/未启动", "未完成/状态未填", "另计/长期坚持", "另计/逾期", "完成率"}},
  };
  for (const auto& [name, headers] : all) {
    NoProblems problems;
    const Template ledger = builtin(std::string(name) + ".xml");
    const record::Envelope envelope = small_envelope();
    const auto content = bind_ledger(ledger, envelope, problems);
    ASSERT_TRUE(content) << name;
    std::vector<std::string> found;
    for (const content::Column& column : table_of(content->sheets[0]).columns) {
      found.push_back(column.over + (column.over.empty() ? "" : "/") + column.header);
    }
    EXPECT_EQ(found, headers) << name;
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

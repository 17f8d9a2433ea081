#include "conformance/subjects.h"

#include <stdexcept>
#include <utility>

#include <gtest/gtest.h>

#include "conformance/check.h"
#include "layout/layout.h"

namespace tongbao::conformance {

namespace {

using namespace literals;
using content::Align;
using content::NoticeContent;
using content::Paragraph;
using content::Span;

enum StyleIndex : std::uint16_t {
  body,
  title,
  level_1,
  level_2,
  level_3,
  recipients,
  signature,
  head,
  head_bold,
  mark,
  number,
  number_upward,
  signer_name,
  list,
  list_next,
  imprint,
  attachment_label,
  attachment_title,
  letter_mark,
  letter_head,
};

const font::FontSet& fonts() {
  static const auto loaded = font::FontSet::load(std::filesystem::path(TONGBAO_SOURCE) / "fonts");
  if (!loaded) throw std::runtime_error(to_line(loaded.error().front(), Language::en));
  return **loaded;
}

constexpr content::Colour red{.red = 0.85, .green = 0.05, .blue = 0.05};

std::vector<content::Style> styles() {
  return {
      {.name = "body", .role = "fangsong", .first_line_indent = 2},
      {.name = "title",
       .role = "xiaobiaosong",
       .size = 22_pt,
       .align = Align::centre,
       .lines_after = 1,
       .balance = true},
      {.name = "level1", .role = "heiti", .first_line_indent = 2, .keep_with_next_lines = 2},
      {.name = "level2", .role = "kaiti", .first_line_indent = 2, .keep_with_next_lines = 2},
      {.name = "level3", .role = "fangsong", .first_line_indent = 2, .keep_with_next_lines = 2},
      {.name = "recipients", .role = "fangsong"},
      {.name = "signature", .role = "fangsong", .lines_before = 1},
      {.name = "head", .role = "fangsong"},
      {.name = "headBold", .role = "heiti"},
      {.name = "mark",
       .role = "xiaobiaosong",
       .size = 48_pt,
       .colour = red,
       .align = Align::centre,
       .paper_top = 72_mm},
      {.name = "number", .role = "fangsong", .align = Align::centre, .lines_before = 2},
      {.name = "numberUpward",
       .role = "fangsong",
       .start_indent = 1,
       .end_indent = 1,
       .lines_before = 2},
      {.name = "signerName", .role = "kaiti"},
      {.name = "list", .role = "fangsong", .first_line_indent = 2, .lines_before = 1},
      {.name = "listNext", .role = "fangsong", .first_line_indent = 5},
      {.name = "imprint", .role = "fangsong", .size = 14_pt, .start_indent = 1, .end_indent = 1},
      {.name = "attachmentLabel", .role = "heiti", .lines_after = 1},
      {.name = "attachmentTitle",
       .role = "xiaobiaosong",
       .size = 22_pt,
       .align = Align::centre,
       .lines_after = 1,
       .balance = true},
      {.name = "letterMark",
       .role = "xiaobiaosong",
       .size = 40_pt,
       .colour = red,
       .align = Align::centre,
       .paper_top = 30_mm},
      {.name = "letterHead", .role = "fangsong", .line_height = 28.99_pt, .space_before = 7.5_pt},
  };
}

NoticeContent empty() {
  NoticeContent notice;
  notice.metadata.title = "关于整改情况的通报";
  notice.pages.front() = {.width = 210_mm,
                          .height = 297_mm,
                          .top = 37_mm,
                          .left = 28_mm,
                          .right = 26_mm,
                          .bottom = 35_mm,
                          .number = {.below = 7_mm}};
  notice.styles = styles();
  return notice;
}

Span span(std::string text, std::uint16_t style, std::string source = "") {
  return {.text = std::move(text), .style = style, .source = std::move(source), .link = {}};
}

Paragraph& add(NoticeContent& notice, std::string text, std::uint16_t style,
               std::string source = "") {
  Paragraph paragraph;
  paragraph.style = style;
  paragraph.spans = {span(std::move(text), style, std::move(source))};
  paragraph.is_title = style == title;
  if (style >= level_1 && style <= level_3) {
    paragraph.heading_level = style - level_1 + 1;
    paragraph.heading_spans = 1;
  }
  return std::get<Paragraph>(notice.blocks.emplace_back(std::move(paragraph)));
}

void add_run_in(NoticeContent& notice, std::string heading, std::string text) {
  Paragraph& paragraph = add(notice, std::move(heading), level_3);
  paragraph.spans.push_back(span(std::move(text), body));
}

const std::string sentence =
    "各部门对照反馈意见逐条分析原因，制定措施并落实到人，“一件一件”核对进展，确保按期完成；";
const std::string paragraph_text = sentence + sentence + sentence + "成效经复核属实。";

void add_sections(NoticeContent& notice, int sections) {
  constexpr const char* numbers[] = {"一", "二", "三", "四", "五"};
  for (int i = 0; i < sections; ++i) {
    add(notice, std::string(numbers[i]) + "、整改工作的组织", level_1);
    add(notice, paragraph_text, body);
    add(notice, "（一）学习方面", level_2);
    add_run_in(notice, "1.学习不够深入的问题。", paragraph_text);
    add_run_in(notice, "2.制度不够健全的问题。", sentence + sentence + paragraph_text);
    add(notice, sentence + "责任人均已明确。", body);
  }
}

content::Image picture(std::uint32_t width, std::uint32_t height) {
  content::Image image{.width = width, .height = height, .alternative = "印章"};
  image.rgb.assign(std::size_t{3} * width * height, '\x40');
  return image;
}

content::Block break_page() {
  return content::PageBreak{};
}

void add_imprint(NoticeContent& notice) {
  Paragraph copies;
  copies.style = imprint;
  copies.spans = {
      span("抄送：", imprint),
      span("市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市纪委监委机关，"
           "各区县人民政府，市直各单位。",
           imprint, "/document/copyTo/0")};
  copies.label_spans = 1;
  content::SidesBlock printed{.style = imprint,
                              .left = {span("某市水务局办公室", imprint)},
                              .right = {span("2025年6月9日印发", imprint)}};
  notice.blocks.emplace_back(content::ImprintBlock{
      .entries = {copies, printed}, .outer_rule = 0.35_mm, .inner_rule = 0.25_mm, .padding = 3_pt});
}

void add_rule(NoticeContent& notice) {
  notice.blocks.emplace_back(content::RuleBlock{
      .width = 156_mm, .thickness = 0.4_mm, .colour = red, .space_before = 4_mm});
}

Subject subject_of(NoticeContent notice) {
  auto laid_out = layout::lay_out(notice, fonts());
  if (!laid_out) throw std::runtime_error(to_line(laid_out.error().front(), Language::en));
  for (const Diagnostic& d : laid_out->diagnostics) ADD_FAILURE() << to_line(d, Language::en);
  return {std::move(notice), std::move(laid_out->value)};
}

void add_title(NoticeContent& notice, int lines_before = 0) {
  Paragraph& paragraph = add(notice, "某市水务局关于巡察整改进展情况的通报", title);
  notice.styles[paragraph.style].lines_before = lines_before;
}

void add_signature(NoticeContent& notice, content::Signer signer) {
  notice.blocks.emplace_back(content::SignatureBlock{
      .style = signature, .signers = {std::move(signer)}, .date = span("2025年6月9日", signature)});
}

}  // namespace

Report Subject::report() const {
  return check(notice, pages, fonts());
}

Entry Subject::entry(std::string_view clause) const {
  for (Entry& entry : report().entries) {
    const bool ours = entry.standard == "GB/T 9704-2012" && entry.clause == clause;
    if (ours || entry.standard + " " + entry.clause == clause) return std::move(entry);
  }
  throw std::logic_error("no clause " + std::string(clause));
}

std::string Subject::text_of(const content::Line& line) const {
  std::string text;
  for (const content::Run& run : pages.runs_of(line)) text += pages.text_of(run.text);
  return text;
}

content::Line& Subject::line(std::string_view text) {
  for (content::Line& line : pages.lines) {
    if (text_of(line).starts_with(text)) return line;
  }
  throw std::logic_error("no line begins with " + std::string(text));
}

void Subject::move(content::Line& line, double right, double down) {
  line.x += Pt{right};
  line.baseline += Pt{down};
  for (std::uint32_t i = line.runs.begin; i < line.runs.end; ++i) pages.runs[i].x += Pt{right};
}

void Subject::recolour(content::Line& line, content::Colour colour) {
  for (std::uint32_t i = line.runs.begin; i < line.runs.end; ++i) pages.runs[i].colour = colour;
}

void Subject::resize(content::Line& line, double size) {
  for (std::uint32_t i = line.runs.begin; i < line.runs.end; ++i) pages.runs[i].size = {size};
}

void Subject::set_face(content::Line& line, std::string_view role) {
  const font::FaceId face = fonts().faces_of(*fonts().find_role(role)).front();
  for (std::uint32_t i = line.runs.begin; i < line.runs.end; ++i) pages.runs[i].face = face;
}

void Subject::replace(std::string_view from, std::string_view to) {
  const std::size_t at = pages.text.find(from);
  if (at == std::string::npos || from.size() != to.size()) throw std::logic_error("no such text");
  pages.text.replace(at, from.size(), to);
}

Subject plain() {
  NoticeContent notice = empty();
  add_title(notice);
  add(notice, "各有关单位、各街道办事处、市属各企业，市直机关各部门和驻市各有关单位党组织：",
      recipients, "/document/recipients");
  add(notice, paragraph_text, body);
  add_sections(notice, 5);
  add_signature(notice, {.name = span("某市水务局机关党委", signature)});
  add(notice, "（联系人：张三，电话：010-12345678）", body, "/document/note");
  return subject_of(std::move(notice));
}

Subject formal() {
  NoticeContent notice = empty();
  add(notice, "000012", head, "/document/serial");
  add(notice, "秘密★1年", head_bold, "/document/classification");
  add(notice, "特急", head_bold, "/document/urgency");
  notice.blocks.emplace_back(
      content::MarkBlock{.style = mark, .names = {span("某市水务局文件", mark)}});
  add(notice, "某水〔2025〕12号", number, "/document/number");
  add_rule(notice);
  add_title(notice, 2);
  add(notice, "各有关单位：", recipients, "/document/recipients");
  add(notice, "一、整改工作的组织", level_1);
  add(notice, paragraph_text, body);
  add(notice, "（一）学习方面", level_2);
  add_run_in(notice, "1.学习不够深入的问题。", paragraph_text);
  Paragraph first;
  first.style = list;
  first.spans = {span("附件：1.", list),
                 span("巡察整改任务清单和责任分工情况以及各项任务完成时限的总表", list,
                      "/document/attachments/0/title")};
  first.label_spans = 1;
  notice.blocks.emplace_back(first);
  Paragraph second;
  second.style = list_next;
  second.spans = {span("2.", list_next),
                  span("统计表", list_next, "/document/attachments/1/title")};
  second.label_spans = 1;
  notice.blocks.emplace_back(second);
  notice.images = {picture(8, 8)};
  add_signature(notice, {.name = span("某市水务局", signature), .seal = 0});
  add(notice, "（此件公开发布）", body, "/document/note");
  for (const char* label : {"附件1", "附件2"}) {
    notice.blocks.emplace_back(break_page());
    add(notice, label, attachment_label);
    add(notice, "整改任务清单", attachment_title, "/document/attachments/0/title");
    add(notice, paragraph_text, body, "/document/attachments/0/body/0");
  }
  add_imprint(notice);
  return subject_of(std::move(notice));
}

Subject upward() {
  NoticeContent notice = empty();
  notice.blocks.emplace_back(
      content::MarkBlock{.style = mark,
                         .names = {span("某市水务局", mark), span("某市发展和改革局", mark)},
                         .beside = span("文件", mark)});
  content::SignersBlock signers{.style = number_upward,
                                .number = {span("某水〔2025〕12号", number_upward)},
                                .label = span("签发人：", number_upward),
                                .names = {}};
  for (const char* name : {"张三", "李四光", "王小五"}) {
    signers.names.push_back(span(name, signer_name));
  }
  notice.blocks.emplace_back(signers);
  add_rule(notice);
  add_title(notice, 2);
  add(notice, "市政府：", recipients, "/document/recipients");
  add_sections(notice, 1);
  add_signature(notice, {.name = span("水务局", signature)});
  return subject_of(std::move(notice));
}

Subject stamped() {
  NoticeContent notice = empty();
  add_title(notice);
  add_sections(notice, 1);
  notice.images = {picture(20, 10)};
  add_signature(notice,
                {.name = span("张三", signature), .stamp = 0, .post = span("局长", signature)});
  return subject_of(std::move(notice));
}

Subject letter() {
  NoticeContent notice = empty();
  notice.pages.front().number.on_first = false;
  notice.blocks.emplace_back(
      content::MarkBlock{.style = letter_mark, .names = {span("某市水务局", letter_mark)}});
  notice.blocks.emplace_back(content::RuleBlock{.width = 170_mm,
                                                .thickness = 1_mm,
                                                .second = 0.35_mm,
                                                .gap = 0.7_mm,
                                                .colour = red,
                                                .space_before = 4_mm});
  notice.blocks.emplace_back(
      content::SidesBlock{.style = letter_head,
                          .left = {span("000012", letter_head)},
                          .right = {span("某水函〔2025〕3号", letter_head)}});
  notice.blocks.emplace_back(content::RuleBlock{.width = 170_mm,
                                                .thickness = 0.35_mm,
                                                .second = 1_mm,
                                                .gap = 0.7_mm,
                                                .colour = red,
                                                .paper_bottom = Pt(20_mm)});
  add_title(notice, 2);
  add(notice, "各有关单位：", recipients, "/document/recipients");
  add_sections(notice, 1);
  add_signature(notice, {.name = span("某市水务局", signature)});
  return subject_of(std::move(notice));
}

}  // namespace tongbao::conformance

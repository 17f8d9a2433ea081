#include "dump/dump.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tongbao::dump {
namespace {

using namespace tongbao::literals;
using testing::HasSubstr;
using testing::Not;

const font::FontSet& fonts() {
  static const auto set = font::FontSet::load(TONGBAO_SOURCE "/fonts").value();
  return *set;
}

content::FaceId face_of(const char* role) {
  return fonts().faces_of(*fonts().find_role(role)).front();
}

content::Metadata metadata() {
  content::Metadata metadata;
  metadata.title = "整改情况通报";
  metadata.author = "某局";
  metadata.date = Date{2025, 4, 1};
  return metadata;
}

content::NoticeContent notice() {
  content::NoticeContent notice;
  notice.metadata = metadata();
  notice.pages.front() = {.width = 210_mm,
                          .height = 297_mm,
                          .top = 37_mm,
                          .left = 28_mm,
                          .right = 26_mm,
                          .bottom = 35_mm,
                          .number = {.below = 7_mm}};
  content::Style title{.name = "title", .role = "xiaobiaosong", .size = 22_pt};
  title.align = content::Align::centre;
  title.balance = true;
  content::Style body{.name = "body", .role = "fangsong"};
  body.first_line_indent = 2;
  content::Style heading{.name = "heading1", .role = "heiti"};
  heading.keep_with_next_lines = 2;
  heading.colour = {.red = 1};
  notice.styles = {title, body, heading};
  const auto span = [](const char* text, int style, const char* source, const char* link = "") {
    return content::Span{text, static_cast<std::uint16_t>(style), source, link};
  };
  content::Paragraph title_block;
  title_block.spans = {span("整改情况\n通报", 0, "/title")};
  title_block.is_title = true;
  content::Paragraph run_in;
  run_in.style = 1;
  run_in.heading_level = 1;
  run_in.heading_spans = 1;
  run_in.spans = {span("一、总体情况。", 2, "/sections/0/heading"),
                  span("来信请寄", 1, "/closing/0"),
                  span("a@b.cn", 1, "/closing/0", "mailto:a@b.cn")};
  content::SignatureBlock signature;
  signature.style = 1;
  signature.signers = {{span("某局", 1, "/signatures/0/name"), {}, {}, {}}};
  signature.date = span("2025年4月1日", 1, "/date");
  notice.blocks = {title_block, run_in, signature};
  return notice;
}

TEST(ContentJson, IsWholeAndStable) {
  EXPECT_EQ(content_json(notice()),
            R"({
"metadata": {"title":"整改情况通报","author":"某局","language":"zh-CN","date":"2025-04-01"},
"pages": [
{"width":595.28,"height":841.89,"top":104.88,"left":79.37,"right":73.7,"bottom":99.21,"columns":28,"lines":22,"number":{"shown":true,"role":"songti","size":14,"below":19.84,"edgeIndent":1,"before":"— ","after":" —"}}
],
"styles": [
{"name":"title","role":"xiaobiaosong","size":22,"align":"centre","balance":true},
{"name":"body","role":"fangsong","size":16,"align":"justify","firstLineIndent":2},
{"name":"heading1","role":"heiti","size":16,"align":"justify","keepWithNextLines":2,"colour":[1,0,0]}
],
"blocks": [
{"block":"title","style":"title","spans":[{"text":"整改情况\n通报","source":"/title"}]},
{"block":"paragraph","style":"body","headingLevel":1,"headingSpans":1,"spans":[{"text":"一、总体情况。","style":"heading1","source":"/sections/0/heading"},{"text":"来信请寄","source":"/closing/0"},{"text":"a@b.cn","source":"/closing/0","link":"mailto:a@b.cn"}]},
{"block":"signature","style":"body","names":[{"text":"某局","source":"/signatures/0/name"}],"date":{"text":"2025年4月1日","source":"/date"}}
]
}
)");
}

// Every block of a formal document, each with all that it may hold.
content::NoticeContent formal_notice() {
  content::NoticeContent notice;
  content::PageSetup turned{.width = 297_mm, .height = 210_mm};
  turned.turned = true;
  turned.number.on_first = false;
  turned.number.centred = true;
  notice.pages.push_back(turned);
  content::Style mark{.name = "mark", .role = "xiaobiaosong", .size = 62_pt};
  mark.paper_top = 72_pt;
  mark.space_before = 14_pt;
  mark.line_height = 20_pt;
  notice.styles = {mark, {.name = "kai", .role = "kaiti"}};
  // SHA-256 of "abc": FIPS 180-4's first example.
  notice.images = {{.width = 1, .height = 1, .rgb = "ab", .alpha = "c", .alternative = "印章：甲"}};
  const auto span = [](const char* text, int style = 0) {
    return content::Span{text, static_cast<std::uint16_t>(style), "", ""};
  };
  content::Paragraph labelled;
  labelled.spans = {span("附件：1."), span("名单")};
  labelled.label_spans = 1;
  content::SignatureBlock signature;
  signature.signers = {{span("甲"), 0, {}, {}}, {span("乙"), {}, 0, span("局长")}};
  content::TableBlock table{.columns = {1, 2.5}, .header_rows = 1};
  table.alternative = "成效";
  table.rows.resize(2);
  table.rows[0].cells = {{.text = {labelled}, .columns = 2, .rows = 1, .header = true}};
  table.rows[1].cells = {{.rows = 2, .vertical = content::VerticalAlign::top}, {}};
  content::SidesBlock sides{.left = {span("印")}, .right = {span("发", 1)}};
  content::ImprintBlock imprint{.outer_rule = 1_pt, .inner_rule = 0.5_pt, .padding = 3_pt};
  imprint.entries = {labelled, sides};
  imprint.even_page = false;
  content::RuleBlock rule{.width = 170_mm, .thickness = 2_pt, .second = 1_pt, .gap = 1_pt};
  rule.colour = {.red = 1};
  rule.space_before = 4_mm;
  rule.paper_bottom = 20_mm;
  notice.blocks = {content::MarkBlock{.names = {span("甲"), span("乙")}, .beside = span("文件")},
                   sides,
                   content::SignersBlock{0, {span("1号")}, span("签发人："), {span("丁", 1)}},
                   rule,
                   content::PageBreak{1},
                   signature,
                   table,
                   imprint};
  return notice;
}

TEST(ContentJson, HasEveryElementOfAFormalDocument) {
  const std::string json = content_json(formal_notice());
  const auto from = json.find("\"styles\"");
  EXPECT_EQ(json.substr(from), R"("styles": [
{"name":"mark","role":"xiaobiaosong","size":62,"align":"justify","lineHeight":20,"spaceBefore":14,"paperTop":72},
{"name":"kai","role":"kaiti","size":16,"align":"justify"}
],
"images": [
{"width":1,"height":1,"alternative":"印章：甲","pixels":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
],
"blocks": [
{"block":"mark","style":"mark","names":[{"text":"甲"},{"text":"乙"}],"beside":{"text":"文件"}},
{"block":"sides","style":"mark","left":[{"text":"印"}],"right":[{"text":"发","style":"kai"}]},
{"block":"signers","style":"mark","number":[{"text":"1号"}],"label":{"text":"签发人："},"names":[{"text":"丁","style":"kai"}]},
{"block":"rule","width":481.89,"thickness":2,"second":1,"gap":1,"colour":[1,0,0],"spaceBefore":11.34,"paperBottom":56.69},
{"block":"newPage","page":1},
{"block":"signature","style":"mark","names":[{"text":"甲","seal":0},{"text":"乙","stamp":0,"post":{"text":"局长"}}],"sealSize":119.06,"stampHeight":56.69},
{"block":"table","columns":[1,2.5],"headerRows":1,"border":0.5,"padding":3,"alternative":"成效","rows":[[{"columns":2,"header":true,"text":[{"style":"mark","labelSpans":1,"spans":[{"text":"附件：1."},{"text":"名单"}]}]}],[{"rows":2,"vertical":"top","text":[]},{"text":[]}]]},
{"block":"imprint","outerRule":1,"innerRule":0.5,"padding":3,"evenPage":false,"entries":[{"block":"paragraph","style":"mark","labelSpans":1,"spans":[{"text":"附件：1."},{"text":"名单"}]},{"block":"sides","style":"mark","left":[{"text":"印"}],"right":[{"text":"发","style":"kai"}]}]}
]
}
)");
  const auto pages = nlohmann::json::parse(json)["pages"];
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[1]["turned"], true);
  EXPECT_EQ(pages[1]["number"]["onFirst"], false);
  EXPECT_EQ(pages[1]["number"]["centred"], true);
}

TEST(ContentJson, OfAnEmptyNoticeIsJson) {
  const auto json = nlohmann::json::parse(content_json({}));
  EXPECT_TRUE(json["blocks"].empty());
  EXPECT_TRUE(json["styles"].empty());
}

TEST(ContentJson, EscapesWhatATextMayHold) {
  content::NoticeContent hostile = notice();
  const std::string text = "\"},{\"text\":\"\\ \x01 \U00020BB7 </script>";
  std::get<content::Paragraph>(hostile.blocks[0]).spans[0].text = text;
  const auto json = nlohmann::json::parse(content_json(hostile));
  EXPECT_EQ(json["blocks"][0]["spans"][0]["text"], text);
}

// Lays out by hand: every glyph of a run has the same advance.
class DocumentMaker {
 public:
  DocumentMaker() {
    document_.metadata = metadata();
    document_.sources = {"", "/title", "/sections/0/problems/0/body/0"};
  }

  DocumentMaker& page() {
    const auto first = static_cast<std::uint32_t>(document_.lines.size());
    document_.pages.push_back(
        {.width = 210_mm, .height = 297_mm, .lines = {first, first}, .links = {}});
    return *this;
  }
  DocumentMaker& line(content::LineRole role, Pt x, Pt baseline, Pt width) {
    const auto first = static_cast<std::uint32_t>(document_.runs.size());
    document_.lines.push_back(
        {.runs = {first, first}, .role = role, .baseline = baseline, .x = x, .width = width});
    ++document_.pages.back().lines.end;
    return *this;
  }
  DocumentMaker& run(std::string_view text, int glyphs, const char* role, Pt size, Pt x, Pt advance,
                     std::uint32_t source) {
    content::Run run{.face = face_of(role), .size = size, .x = x, .span = source};
    run.text = {static_cast<std::uint32_t>(document_.text.size()),
                static_cast<std::uint32_t>(document_.text.size() + text.size())};
    run.glyphs.begin = static_cast<std::uint32_t>(document_.glyphs.size());
    document_.text += text;
    for (int i = 0; i < glyphs; ++i) {
      document_.glyphs.push_back(
          {.id = 1, .text = run.text.begin, .advance = advance, .shift = {}});
    }
    run.glyphs.end = static_cast<std::uint32_t>(document_.glyphs.size());
    document_.runs.push_back(run);
    ++document_.lines.back().runs.end;
    return *this;
  }
  content::PagedDocument& document() { return document_; }

 private:
  content::PagedDocument document_;
};

content::PagedDocument document() {
  DocumentMaker maker;
  maker.page()
      .line(content::LineRole::title, 200.5_pt, 125.004_pt, 88_pt)
      .run("整改情况", 4, "xiaobiaosong", 22_pt, 200.5_pt, 22_pt, 1)
      .line(content::LineRole::heading, 79.37_pt, 183.996_pt, 63.172_pt)
      .run("1.", 2, "fangsong", 16_pt, 79.37_pt, 7.8965_pt, 0)
      .run("问题", 2, "heiti", 16_pt, 95.163_pt, 15.793_pt, 2)
      .line(content::LineRole::page_number, 480_pt, 770_pt, 40_pt)
      .run("— 1 —", 5, "songti", 14_pt, 480_pt, 8_pt, 0)
      .page();
  maker.document().pages[0].links = {
      {.x = 79.37_pt, .y = 100_pt, .width = 40_pt, .height = 16_pt, .uri = "mailto:a@b.cn"}};
  maker.document().outline = {{.title = "1.问题", .level = 2, .page = 0, .top = 170.111_pt}};
  return maker.document();
}

TEST(LayoutJson, IsWholeAndStable) {
  EXPECT_EQ(layout_json(document(), fonts()),
            R"({
"pages": [
{"width": 595.28, "height": 841.89, "lines": [
{"text":"整改情况","face":"FandolSong-Bold","size":22,"x":200.5,"baseline":125,"width":88,"role":"title","pointer":"/title"},
{"text":"1.问题","face":"FandolFang-Regular","size":16,"x":79.37,"baseline":184,"width":63.17,"role":"heading","pointer":"/sections/0/problems/0/body/0","runs":[{"text":"1.","face":"FandolFang-Regular","size":16,"x":79.37,"width":15.79,"pointer":""},{"text":"问题","face":"FandolHei-Regular","size":16,"x":95.16,"width":31.59,"pointer":"/sections/0/problems/0/body/0"}]},
{"text":"— 1 —","face":"FandolSong-Regular","size":14,"x":480,"baseline":770,"width":40,"role":"pageNumber","pointer":""}
], "links": [
{"x":79.37,"y":100,"width":40,"height":16,"uri":"mailto:a@b.cn"}
]},
{"width": 595.28, "height": 841.89, "lines": [], "links": []}
],
"outline": [
{"title":"1.问题","level":2,"page":0,"top":170.11}
],
"metadata": {"title":"整改情况通报","author":"某局","language":"zh-CN","date":"2025-04-01"}
}
)");
}

TEST(LayoutJson, IsJson) {
  const auto json = nlohmann::json::parse(layout_json(document(), fonts()));
  EXPECT_EQ(json["pages"][0]["lines"].size(), 3U);
  EXPECT_TRUE(nlohmann::json::parse(layout_json({}, fonts()))["pages"].empty());
}

TEST(LayoutJson, RoundsToAHundredthAndKnowsNoNegativeZero) {
  DocumentMaker maker;
  maker.page().line(content::LineRole::body, Pt{-0.004}, 0.005_pt, 1234567.891_pt);
  const std::string json = layout_json(maker.document(), fonts());
  EXPECT_THAT(json, HasSubstr(R"("x":0,"baseline":0.01,"width":1234567.89)"));
  EXPECT_THAT(json, Not(HasSubstr(":-0")));
}

TEST(LayoutJson, LeavesRunsOutWhereALineHasOneFace) {
  DocumentMaker maker;
  maker.page()
      .line(content::LineRole::body, 0_pt, 20_pt, 64_pt)
      .run("甲", 1, "fangsong", 16_pt, 0_pt, 16_pt, 0)
      .run("乙", 1, "fangsong", 16_pt, 16_pt, 16_pt, 2);
  const auto json = nlohmann::json::parse(layout_json(maker.document(), fonts()));
  const auto& line = json["pages"][0]["lines"][0];
  EXPECT_FALSE(line.contains("runs"));
  EXPECT_EQ(line["text"], "甲乙");
  EXPECT_EQ(line["pointer"], "/sections/0/problems/0/body/0");
}

}  // namespace
}  // namespace tongbao::dump

#include "pdf/tagged_notice.h"

#include <cstdint>
#include <limits>

namespace tongbao::pdf::testing {

namespace {

using content::LineRole;

class NoticeBuilder {
 public:
  explicit NoticeBuilder(DocumentBuilder& builder) : builder_(builder) {}

  std::uint32_t block(const content::BlockInfo& info) {
    builder_.document.blocks.push_back(info);
    return static_cast<std::uint32_t>(builder_.document.blocks.size()) - 1;
  }

  content::Line& line(std::uint32_t block, std::string_view text, double baseline,
                      LineRole role = LineRole::body, const LineStyle& style = {}) {
    content::Line& line = builder_.add_line(text, {80}, {baseline}, style);
    line.block = block;
    line.role = role;
    return line;
  }

  // Goes on in the last line; the new runs come from another span.
  void go_on(std::string_view text, const LineStyle& style = {}) {
    content::PagedDocument& document = builder_.document;
    const content::Line before = document.lines.back();
    const auto first = document.runs.size();
    content::Line after = builder_.add_line(text, before.x + before.width, before.baseline, style);
    document.lines.pop_back();
    --document.pages.back().lines.end;
    document.lines.back().runs.end = after.runs.end;
    document.lines.back().width += after.width;
    for (auto run = first; run < document.runs.size(); ++run) document.runs[run].span = ++span_;
  }

  // On the last runs that were added, from `x` to the line's end.
  void link(double x, std::string_view uri) {
    const content::Line& line = builder_.document.lines.back();
    builder_.document.pages.back().links.push_back({.x = {x},
                                                    .y = line.baseline - Pt{14.08},
                                                    .width = line.x + line.width - Pt{x},
                                                    .height = {16},
                                                    .uri = std::string(uri)});
  }

  void page_number(std::string_view text) {
    line(std::numeric_limits<std::uint32_t>::max(), text, 780, LineRole::page_number,
         {.role = "songti", .size = {14}});
  }

  content::Range text(std::string_view text) const {
    const auto begin = builder_.document.text.rfind(text);
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + text.size())};
  }

 private:
  DocumentBuilder& builder_;
  std::uint32_t span_ = 100;
};

}  // namespace

DocumentBuilder tagged_notice() {
  DocumentBuilder builder(*project_fonts());
  content::PagedDocument& document = builder.document;
  NoticeBuilder notice(builder);
  document.metadata = {.title = "关于整改<进展>的通报 & 公示",
                       .author = "某某局",
                       .subject = "整改·情况",
                       .keywords = "整改,通报",
                       .date = Date{2025, 4, 1}};
  builder.add_page();
  const LineStyle title{.role = "xiaobiaosong", .size = {22}, .colour = {1, 0, 0}};
  const auto title_block = notice.block({.is_title = true});
  notice.line(title_block, "关于整改进展", 100, LineRole::title, title);
  notice.line(title_block, "的通报", 130, LineRole::title, title);
  notice.line(notice.block({}), "现将𠮷某·张•某的情况公布。", 180);

  const LineStyle heiti{.role = "heiti"};
  const auto first = notice.block({.heading_level = 1});
  notice.line(first, "一、总体情况", 210, LineRole::heading, heiti);
  document.blocks[first].heading_text = notice.text("一、总体情况");
  const auto third = notice.block({.heading_level = 3});
  notice.line(third, "1.组织", 240, LineRole::heading, heiti);
  document.blocks[third].heading_text = notice.text("1.组织");

  const auto run_in = notice.block({.heading_level = 2});
  notice.line(run_in, "（一）加强领导。", 270, LineRole::body, {.role = "kaiti"});
  document.blocks[run_in].heading_text = notice.text("（一）加强领导。");
  notice.go_on("责任到人，");
  notice.line(run_in, "分工明确，", 300);
  notice.page_number("— 1 —");

  builder.add_page();
  notice.line(run_in, "按时完成。", 100);
  const auto contact = notice.block({});
  const content::Line& box = notice.line(contact, "邮箱", 130);
  double x = (box.x + box.width).value;
  notice.go_on("a@");
  notice.link(x, "mailto:a@example.cn");
  notice.line(contact, "example.cn", 160);
  notice.link(80, "mailto:a@example.cn");
  notice.go_on("，欢迎监督。");

  const auto signature = notice.block({});
  notice.line(signature, "某某局", 200, LineRole::signature);
  notice.line(signature, "某某委", 230, LineRole::signature);
  document.runs.back().span = 900;
  notice.line(signature, "2025年4月1日", 260, LineRole::date);
  notice.page_number("— 2 —");
  document.outline = {{"一、总体情况", 1, 0, {200}}, {"（一）加强领导。", 2, 0, {260}}};
  return builder;
}

}  // namespace tongbao::pdf::testing

#include "pdf/tagged_notice.h"

#include <cstdint>
#include <string>
#include <utility>

namespace tongbao::pdf::testing {

namespace {

using content::ElementKind;
using content::LineRole;
using content::no_element;

class NoticeBuilder {
 public:
  explicit NoticeBuilder(DocumentBuilder& builder) : builder_(builder) {}

  std::uint32_t element(ElementKind kind, int level = 0, std::uint32_t parent = no_element) {
    return builder_.add_element({.kind = kind, .parent = parent, .level = level});
  }

  content::Line& line(std::uint32_t element, std::string_view text, double baseline,
                      LineRole role = LineRole::body, LineStyle style = {}) {
    style.element = element;
    content::Line& line = builder_.add_line(text, {80}, {baseline}, style);
    line.role = role;
    return line;
  }

  // Goes on in the last line; the new runs come from another span.
  void go_on(std::uint32_t element, std::string_view text) {
    content::PagedDocument& document = builder_.document;
    const content::Line before = document.lines.back();
    const auto first = document.runs.size();
    content::Line after =
        builder_.add_line(text, before.x + before.width, before.baseline, {.element = element});
    document.lines.pop_back();
    --document.pages.back().lines.end;
    document.lines.back().runs.end = after.runs.end;
    document.lines.back().width += after.width;
    for (auto run = first; run < document.runs.size(); ++run) document.runs[run].span = ++span_;
  }

  // On the last runs that were added, from `x` to the line's end.
  void link(std::uint32_t element, double x, std::string_view uri) {
    const content::Line& line = builder_.document.lines.back();
    builder_.document.pages.back().links.push_back({.x = {x},
                                                    .y = line.baseline - Pt{14.08},
                                                    .width = line.x + line.width - Pt{x},
                                                    .height = {16},
                                                    .uri = std::string(uri),
                                                    .element = element});
  }

  void page_number(std::string_view text) {
    line(no_element, text, 780, LineRole::page_number, {.role = "songti", .size = {14}});
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
  const auto heading = notice.element(ElementKind::title);
  notice.line(heading, "关于整改进展", 100, LineRole::title, title);
  notice.line(heading, "的通报", 130, LineRole::title, title);
  const auto opening = notice.element(ElementKind::paragraph);
  notice.line(opening, "现将𠮷某·张•某的情况公布。", 180);

  const LineStyle heiti{.role = "heiti"};
  const auto first = notice.element(ElementKind::heading, 1);
  notice.line(first, "一、总体情况", 210, LineRole::heading, heiti);
  const auto third = notice.element(ElementKind::heading, 3);
  notice.line(third, "1.组织", 240, LineRole::heading, heiti);

  const auto run_in = notice.element(ElementKind::heading, 2);
  const auto duties = notice.element(ElementKind::paragraph);
  notice.line(run_in, "（一）加强领导。", 270, LineRole::body, {.role = "kaiti"});
  notice.go_on(duties, "责任到人，");
  notice.line(duties, "分工明确，", 300);
  notice.page_number("— 1 —");

  builder.add_page();
  notice.line(duties, "按时完成。", 100);
  const auto contact = notice.element(ElementKind::paragraph);
  const auto address = notice.element(ElementKind::link, 0, contact);
  const content::Line& box = notice.line(contact, "邮箱", 130);
  double x = (box.x + box.width).value;
  notice.go_on(address, "a@");
  notice.link(address, x, "mailto:a@example.cn");
  notice.line(address, "example.cn", 160);
  notice.link(address, 80, "mailto:a@example.cn");
  notice.go_on(contact, "，欢迎监督。");

  for (const auto& [name, baseline] : {std::pair("某某局", 200), std::pair("某某委", 230)}) {
    notice.line(notice.element(ElementKind::paragraph), name, baseline, LineRole::signature);
  }
  notice.line(notice.element(ElementKind::paragraph), "2025年4月1日", 260, LineRole::date);
  notice.page_number("— 2 —");
  document.outline = {{"一、总体情况", 1, 0, {200}}, {"（一）加强领导。", 2, 0, {260}}};
  return builder;
}

}  // namespace tongbao::pdf::testing

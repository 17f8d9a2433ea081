#include "pdf/formal_notice.h"

#include <cmath>
#include <cstdint>
#include <string>

namespace tongbao::pdf::testing {

namespace {

using content::ElementKind;
using content::LineRole;
using content::no_element;

constexpr content::Colour red{0.8, 0, 0};
constexpr content::Colour black{};

class FormalNotice {
 public:
  explicit FormalNotice(DocumentBuilder& builder)
      : builder_(builder), document_(builder.document) {}

  void build() {
    document_.metadata = {.title = "关于集中整改进展情况的通报",
                          .author = "某某区委",
                          .subject = {},
                          .keywords = {},
                          .date = Date{2025, 6, 30}};
    document_.images = {seal_image(60), seal_image(12)};
    document_.images[1].alpha.clear();
    document_.images[1].alternative = "签名章：张某";
    add_first_page();
    add_second_page();
    add_turned_page();
    document_.outline = {{"附件1", 1, 1, {100}}, {"续表", 2, 2, {80}}};
  }

 private:
  std::uint32_t element(ElementKind kind, std::uint32_t parent = no_element) {
    return builder_.add_element({.kind = kind, .parent = parent});
  }

  content::Line& line(std::uint32_t element, std::string_view text, double x, double baseline,
                      LineStyle style = {}) {
    style.element = element;
    return builder_.add_line(text, {x}, {baseline}, style);
  }

  std::uint32_t paragraph(std::string_view text, double x, double baseline) {
    const std::uint32_t paragraph = element(ElementKind::paragraph);
    line(paragraph, text, x, baseline);
    return paragraph;
  }

  void rule(double x, double y, double width, double height, content::Colour colour = black) {
    document_.pages.back().rules.push_back(
        {.x = {x}, .y = {y}, .width = {width}, .height = {height}, .colour = colour});
  }

  void picture(std::uint32_t image, std::uint32_t element, double x, double y, double size) {
    document_.pages.back().pictures.push_back({.x = {x},
                                               .y = {y},
                                               .width = {size},
                                               .height = {size},
                                               .image = image,
                                               .element = element});
  }

  std::uint32_t figure(std::string alternative) {
    return builder_.add_element(
        {.kind = ElementKind::figure, .alternative = std::move(alternative)});
  }

  void add_first_page() {
    builder_.add_page();
    line(element(ElementKind::paragraph), "某某区委文件", 120, 140,
         {.role = "xiaobiaosong", .size = {50}, .colour = red});
    rule(79.37, 180, 442.2, 2, red);
    line(element(ElementKind::title), "关于集中整改进展情况的通报", 130, 230,
         {.role = "xiaobiaosong", .size = {22}});
    static_cast<void>(element(ElementKind::paragraph));  // says nothing
    paragraph("现将整改情况通报如下。", 111, 270);
    add_list();
    const std::uint32_t seal = figure("印章：某某区委");
    picture(0, seal, 370, 400, 119.055);
    paragraph("某某区委", 390, 450);
    paragraph("2025年6月30日", 375, 480);
    line(no_element, "— 1 —", 480, 780, {.role = "songti", .size = {14}}).role =
        LineRole::page_number;
  }

  void add_list() {
    const std::uint32_t list = element(ElementKind::list);
    const auto add_item = [&](std::string_view label, std::string_view text, double baseline) {
      const std::uint32_t item = element(ElementKind::list_item, list);
      line(element(ElementKind::label, item), label, 111, baseline);
      const std::uint32_t body = element(ElementKind::list_body, item);
      line(body, text, 190, baseline);
      return body;
    };
    add_item("附件：1.", "统计表", 310);
    const std::uint32_t body = add_item("2.", "名单，见", 340);
    const std::uint32_t link = element(ElementKind::link, body);
    line(link, "https://example.cn/2", 270, 340);
    add_link(link, 270, 326, 160);
  }

  void add_link(std::uint32_t element, double x, double y, double width) {
    document_.pages.back().links.push_back({.x = {x},
                                            .y = {y},
                                            .width = {width},
                                            .height = {16},
                                            .uri = "https://example.cn/2",
                                            .element = element});
  }

  std::uint32_t cell(std::uint32_t row, ElementKind kind, std::string_view text, double x,
                     double baseline, std::uint16_t columns = 1, std::uint32_t rows = 1) {
    const std::uint32_t cell =
        builder_.add_element({.kind = kind,
                              .parent = row,
                              .columns = columns,
                              .rows = rows,
                              .heads_row = row != first_row_ && row != second_row_});
    if (text.empty()) return cell;
    content_ = element(ElementKind::paragraph, cell);
    line(content_, text, x, baseline).role = LineRole::table;
    return cell;
  }

  void add_second_page() {
    builder_.add_page();
    const std::uint32_t heading =
        builder_.add_element({.kind = ElementKind::heading, .level = 1, .alternative = {}});
    line(heading, "附件1", 80, 100, {.role = "heiti"}).role = LineRole::heading;
    table_ = builder_.add_element(
        {.kind = ElementKind::table, .alternative = "各方面整改任务的数量和进展"});
    first_row_ = element(ElementKind::row, table_);
    cell(first_row_, ElementKind::header_cell, "方面", 90, 160, 1, 2);
    cell(first_row_, ElementKind::header_cell, "数量", 320, 145, 2);
    second_row_ = element(ElementKind::row, table_);
    cell(second_row_, ElementKind::header_cell, "已完成", 240, 170);
    cell(second_row_, ElementKind::header_cell, "整改中", 390, 170);
    const std::uint32_t third = element(ElementKind::row, table_);
    cell(third, ElementKind::header_cell, "组织建设", 90, 200);
    cell(third, ElementKind::cell, "12", 240, 200);
    cell(third, ElementKind::cell, "", 0, 0);
    last_row_ = element(ElementKind::row, table_);
    cell(last_row_, ElementKind::header_cell, "作风建设", 90, 230);
    cell(last_row_, ElementKind::cell, "完成七项，", 240, 230);
    for (const double y : {120.0, 150.0, 180.0, 210.0, 240.0}) rule(80, y, 430, 0.5);
    for (const double x : {80.0, 230.0, 380.0, 509.5}) rule(x, 120, 0.5, 120.5);
    line(no_element, "— 2 —", 80, 780, {.role = "songti", .size = {14}}).role =
        LineRole::page_number;
  }

  void add_turned_page() {
    builder_.add_page({841.89}, {595.276}).turned = true;
    for (const auto& [text, x] : {std::pair("方面", 90.0), std::pair("已完成", 240.0)}) {
      line(no_element, text, x, 80).role = LineRole::table_again;
    }
    line(content_, "其余三项在限期内。", 240, 110).role = LineRole::table;
    rule(80, 60, 430, 0.5);
    rule(80, 120, 430, 0.5);
    const std::uint32_t text = paragraph("联系方式：", 80, 160);
    const std::uint32_t link = element(ElementKind::link, text);
    line(link, "https://example.cn/2", 170, 160);
    add_link(link, 170, 146, 160);
    picture(0, figure("印章：某某区委"), 600, 200, 119.055);
    picture(1, figure(""), 600, 400, 40);
    picture(1, no_element, 700, 400, 40);
    content::Line& number = line(no_element, "— 3 —", 480, 780, {.role = "songti", .size = {14}});
    number.role = LineRole::page_number;
    number.upright = true;
  }

  DocumentBuilder& builder_;
  content::PagedDocument& document_;
  std::uint32_t table_ = 0;
  std::uint32_t first_row_ = 0;
  std::uint32_t second_row_ = 0;
  std::uint32_t last_row_ = 0;
  std::uint32_t content_ = 0;  // of the last cell
};

}  // namespace

content::Image seal_image(std::uint32_t size) {
  content::Image image{.width = size, .height = size, .rgb = {}, .alpha = {}, .alternative = {}};
  const double centre = size / 2.0;
  for (std::uint32_t y = 0; y < size; ++y) {
    for (std::uint32_t x = 0; x < size; ++x) {
      const double radius = std::hypot(x + 0.5 - centre, y + 0.5 - centre) / centre;
      image.rgb += "\xE6\x14\x1E";
      const bool ring = radius > 0.8 && radius < 0.97;
      const bool edge = radius > 0.76 && radius < 1;
      image.alpha += static_cast<char>(ring ? 255 : edge ? 128 : 0);
    }
  }
  return image;
}

DocumentBuilder formal_notice() {
  DocumentBuilder builder(*project_fonts());
  FormalNotice(builder).build();
  return builder;
}

}  // namespace tongbao::pdf::testing

// Blocks of a formal document for tests, on the page of notice_builder.h.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "layout/notice_builder.h"

namespace tongbao::layout {

constexpr double mm = 72 / 25.4;
constexpr double top_edge = 37 * mm;
constexpr double foot_edge = (297 - 35) * mm;
constexpr content::Colour red{1, 0, 0};

enum FormalStyle : std::uint16_t { mark_style = 4, number_style, imprint_style, cell_style };

inline content::NoticeContent formal_notice() {
  using namespace literals;
  content::NoticeContent notice = empty_notice();
  notice.styles.push_back({.name = "mark",
                           .role = "xiaobiaosong",
                           .size = 48_pt,
                           .colour = red,
                           .align = content::Align::centre});
  notice.styles.back().paper_top = 72_mm;
  notice.styles.push_back({.name = "number",
                           .role = "fangsong",
                           .size = 16_pt,
                           .align = content::Align::centre,
                           .lines_before = 2});
  notice.styles.push_back(
      {.name = "imprint", .role = "fangsong", .size = 14_pt, .start_indent = 1, .end_indent = 1});
  notice.styles.back().line_height = 20_pt;
  notice.styles.push_back(
      {.name = "cell", .role = "fangsong", .size = 10_pt, .align = content::Align::centre});
  return notice;
}

inline content::Paragraph paragraph_of(std::string text, std::uint16_t style) {
  content::Paragraph paragraph;
  paragraph.style = style;
  paragraph.spans = {span(std::move(text), style)};
  return paragraph;
}

// A picture of one red pixel.
inline content::Image seal_image(std::string alternative) {
  return {.width = 1,
          .height = 1,
          .rgb = std::string("\xFF\0\0", 3),
          .alpha = {},
          .alternative = std::move(alternative)};
}

inline const content::Line& line_with(const content::PagedDocument& document,
                                      std::string_view text) {
  for (const content::Line& line : document.lines) {
    if (text_of(document, line) == text) return line;
  }
  ADD_FAILURE() << "no line: " << text;
  return document.lines.front();
}

// The upper edge of a line's em box.
inline double em_top(const content::PagedDocument& document, const content::Line& line) {
  return line.baseline.value - 0.88 * document.runs_of(line).front().size.value;
}
// The grid line that the middle of a line's em box stands on, from 0.
inline double grid_line(const content::PagedDocument& document, const content::Line& line) {
  const double size = document.runs_of(line).front().size.value;
  return (em_top(document, line) - (pitch - size) / 2 - top_edge) / pitch;
}

}  // namespace tongbao::layout

// Small notices for the layout's tests, in the faces and on the page of the plain notice.
#pragma once
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "font/font_set.h"
#include "layout/layout.h"

namespace tongbao::layout {

inline const font::FontSet& fonts() {
  static const auto loaded = font::FontSet::load(std::filesystem::path(TONGBAO_SOURCE) / "fonts");
  if (!loaded) {
    for (const Diagnostic& d : loaded.error()) ADD_FAILURE() << to_line(d, Language::en);
    throw std::runtime_error("no fonts");
  }
  return **loaded;
}

// Styles by index.
enum StyleIndex : std::uint16_t { body_style, title_style, heading_style, signature_style };

inline content::NoticeContent empty_notice() {
  using namespace literals;
  content::NoticeContent notice;
  notice.pages.front() = {.width = 210_mm,
                          .height = 297_mm,
                          .top = 37_mm,
                          .left = 28_mm,
                          .right = 26_mm,
                          .bottom = 35_mm,
                          .columns = 28,
                          .lines = 22,
                          .number = {}};
  notice.pages.front().number.below = 7_mm;
  notice.styles = {{.name = "body", .role = "fangsong", .size = 16_pt, .first_line_indent = 2},
                   {.name = "title",
                    .role = "xiaobiaosong",
                    .size = 22_pt,
                    .align = content::Align::centre,
                    .lines_after = 1,
                    .balance = true},
                   {.name = "heading",
                    .role = "heiti",
                    .size = 16_pt,
                    .first_line_indent = 2,
                    .keep_with_next_lines = 2},
                   {.name = "signature", .role = "fangsong", .size = 16_pt, .lines_before = 1}};
  return notice;
}

inline content::Span span(std::string text, std::uint16_t style = body_style) {
  return {.text = std::move(text), .style = style, .source = "/preamble/0", .link = {}};
}

inline void add(content::NoticeContent& notice, std::string text,
                std::uint16_t style = body_style) {
  content::Paragraph paragraph;
  paragraph.style = style;
  paragraph.spans = {span(std::move(text), style)};
  if (style == heading_style) paragraph.heading_level = 1;
  if (style == heading_style) paragraph.heading_spans = 1;
  paragraph.is_title = style == title_style;
  notice.blocks.emplace_back(std::move(paragraph));
}

inline content::NoticeContent notice_of(std::string text, std::uint16_t style = body_style) {
  content::NoticeContent notice = empty_notice();
  add(notice, std::move(text), style);
  return notice;
}

inline content::PagedDocument lay_out_or_fail(const content::NoticeContent& notice) {
  auto result = lay_out(notice, fonts());
  if (!result) {
    for (const Diagnostic& d : result.error()) ADD_FAILURE() << to_line(d, Language::en);
    return {};
  }
  for (const Diagnostic& d : result->diagnostics) ADD_FAILURE() << to_line(d, Language::en);
  return std::move(result->value);
}

inline std::string text_of(const content::PagedDocument& document, const content::Line& line) {
  std::string text;
  for (const content::Run& run : document.runs_of(line)) text += document.text_of(run.text);
  return text;
}

// The texts of all lines but page numbers.
inline std::vector<std::string> lines_of(const content::PagedDocument& document) {
  std::vector<std::string> lines;
  for (const content::Line& line : document.lines) {
    if (line.role != content::LineRole::page_number) lines.push_back(text_of(document, line));
  }
  return lines;
}

inline std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

constexpr double measure = 156 * 72 / 25.4;   // 442.2 pt
constexpr double cell = measure / 28;         // 15.793 pt
constexpr double left_edge = 28 * 72 / 25.4;  // 79.37 pt
constexpr double right_edge = left_edge + measure;
constexpr double pitch = 225 * 72 / 25.4 / 22;  // 28.99 pt

inline double end_of(const content::Line& line) {
  return line.x.value + line.width.value;
}

}  // namespace tongbao::layout

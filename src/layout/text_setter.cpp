#include "layout/text_setter.h"

#include <algorithm>
#include <utility>

#include "layout/title_breaking.h"

namespace tongbao::layout {

using content::Align;
using content::LineRole;
using content::Range;

TextSetter::TextSetter(const content::NoticeContent& notice, const std::vector<font::RoleId>& roles,
                       const font::FontSet& fonts, Diagnostics& diagnostics, SetNotice& out)
    : notice_(notice),
      roles_(roles),
      fonts_(fonts),
      diagnostics_(diagnostics),
      out_(out),
      grid_(Pt{}, 1) {
  enter(notice.pages.front());
}

void TextSetter::enter(const content::PageSetup& page) {
  grid_ = Grid(page.type_width(), page.columns);
  pitch_ = page.line_pitch().value;
}

const content::Style& TextSetter::style(std::uint16_t index) const {
  return notice_.styles[index];
}

double TextSetter::cell(const content::Style& style) const {
  return grid_.cell(style.size.value, true);
}

double TextSetter::line_height(const content::Style& style) const {
  return style.line_height > Pt{} ? style.line_height.value : pitch_;
}

double TextSetter::em_top(const content::Style& style) const {
  return (line_height(style) - style.size.value) / 2;
}

std::uint32_t TextSetter::add(std::span<const content::Span> spans,
                              std::vector<std::uint32_t> elements, Tracking tracking,
                              double width) {
  out_.texts.push_back({make_items(spans, notice_.styles, roles_, grid_,
                                   tracking == Tracking::every_size, width, fonts_, diagnostics_),
                        spans, std::move(elements)});
  return size_of(out_.texts) - 1;
}

void TextSetter::scale(std::uint32_t text, double factor) {
  SetText& set = out_.texts[text];
  set.scale *= factor;
  for (Item& item : set.items.items) {
    for (double* length : {&item.size, &item.em, &item.width, &item.gap_before, &item.left_blank,
                           &item.right_blank, &item.left_overlap, &item.right_overlap}) {
      *length *= factor;
    }
  }
}

bool TextSetter::is_empty(std::uint32_t text) const {
  return out_.texts[text].items.items.empty();
}

double TextSetter::natural_width(const SetLine& line) {
  fit_line(out_.texts[line.text].items.items, line.range, line.measure, Fit::natural, fitted_);
  return fitted_.width;
}

double TextSetter::natural_width(std::uint32_t text) {
  const auto& items = out_.texts[text].items.items;
  if (items.empty()) return 0;
  constexpr double unbounded = 1e9;
  fit_line(items, {0, items.size()}, unbounded, Fit::natural, fitted_);
  return fitted_.width;
}

SetLine& TextSetter::add_line(std::uint32_t text, double x, LineRole role) {
  SetLine line;
  line.text = text;
  line.range = {0, out_.texts[text].items.items.size()};
  line.x = x;
  line.measure = natural_width(text);
  line.role = role;
  return out_.lines.emplace_back(line);
}

Range TextSetter::add_lines(std::uint32_t text, double x, double width, LineRole role) {
  const std::uint32_t first = size_of(out_.lines);
  for (const LineBreak range : break_lines(out_.texts[text].items.items, width, width)) {
    SetLine line;
    line.text = text;
    line.range = range;
    line.x = x;
    line.measure = width;
    line.role = role;
    out_.lines.push_back(line);
  }
  return {first, size_of(out_.lines)};
}

TextSetter::ParagraphLines TextSetter::add_paragraph(const content::Paragraph& paragraph,
                                                     Column column, LineRole role,
                                                     const std::vector<std::uint32_t>& elements) {
  const content::Style& own = style(paragraph.style);
  const bool justified = own.align == Align::justify;
  const Tracking tracking = justified ? Tracking::every_size : Tracking::columns;
  const double em = grid_.cell(own.size.value, justified);
  const double x = column.x + own.start_indent * em;
  const double width = std::max(em, column.width - (own.start_indent + own.end_indent) * em);
  double indent = std::min(own.first_line_indent * em, width - em);
  const std::span spans(paragraph.spans);
  const std::size_t labels = std::min(paragraph.label_spans, spans.size());
  const auto split = elements.begin() + static_cast<std::ptrdiff_t>(labels);
  const std::uint32_t text = add(spans.subspan(labels), {split, elements.end()}, tracking, width);
  const std::uint32_t first = size_of(out_.lines);
  double hang = 0;
  if (labels > 0) {
    const std::uint32_t label =
        add(spans.first(labels), {elements.begin(), split}, tracking, width);
    if (!is_empty(label)) {
      hang = add_line(label, x + indent, role).measure + indent;
      indent = 0;
    }
  }
  const bool labelled = size_of(out_.lines) > first;
  if (is_empty(text)) return {{first, size_of(out_.lines)}, false};
  const Column rest{x + hang, std::max(em, width - hang)};
  break_paragraph(text, own, rest, indent, role);
  return {{first, size_of(out_.lines)}, labelled};
}

Range TextSetter::break_paragraph(std::uint32_t text, const content::Style& own, Column column,
                                  double indent, LineRole role) {
  const Items& items = out_.texts[text].items;
  const bool justified = own.align == Align::justify;
  const std::vector<LineBreak> breaks =
      own.balance ? break_title(items, column.width)
                  : break_lines(items.items, column.width - indent, column.width);
  const std::uint32_t first = size_of(out_.lines);
  for (std::size_t i = 0; i < breaks.size(); ++i) {
    const double inset = i == 0 ? indent : 0;
    SetLine line;
    line.text = text;
    line.range = breaks[i];
    line.x = column.x + inset;
    line.measure = column.width - inset;
    line.align = justified ? Align::start : own.align;
    const bool ends =
        i + 1 == breaks.size() || items.items[breaks[i].end].break_before == BreakBefore::wished;
    line.fit = justified && !ends ? Fit::justified : Fit::natural;
    line.role = role;
    out_.lines.push_back(line);
  }
  return {first, size_of(out_.lines)};
}

}  // namespace tongbao::layout

// The head (版头) of an official document: GB/T 9704-2012, 7.2, and of a letter, 10.1.
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "font/ink.h"
#include "layout/block_setter.h"

namespace tongbao::layout {

namespace {

using content::LineRole;
using content::Range;
using Tracking = TextSetter::Tracking;

// Between the lines of a mark, and between its names and what stands beside them, in em.
constexpr double mark_gap = 0.25;

double ink_top(const SetText& text, const font::FontSet& fonts) {
  double top = 0;
  for (const font::ShapedGlyph& glyph : text.items.glyphs) {
    top = std::max(top, font::ink_of(fonts, glyph.face, glyph.glyph).top);
  }
  return top;
}

// The offices of a mark, and what stands beside them, as texts of one size.
class Mark {
 public:
  Mark(const content::MarkBlock& mark, BlockSetter& setter)
      : setter_(setter), style_(setter.text.style(mark.style)) {
    const std::uint32_t element = setter.structure.add(
        content::Element{.kind = content::ElementKind::paragraph, .parent = content::no_element});
    for (const content::Span& name : mark.names) {
      const std::uint32_t text = add(name, element);
      if (setter.text.is_empty(text)) continue;
      names_.push_back(text);
      width_ = std::max(width_, setter.text.natural_width(text));
    }
    if (!mark.beside) return;
    beside_ = add(*mark.beside, element);
    beside_width_ = setter.text.natural_width(*beside_) + mark_gap * style_.size.value;
  }

  [[nodiscard]] bool empty() const { return names_.empty(); }

  void set() {
    const double room = setter_.text.measure();
    const double factor = std::min(1.0, room / (width_ + beside_width_));
    scale(factor);
    const double size = style_.size.value * factor;
    const double pitch = size * (1 + mark_gap);
    const double height = pitch * static_cast<double>(names_.size()) - mark_gap * size;
    Strip& strip = setter_.add_strip(height);
    strip.on_grid = false;
    strip.space_before = style_.space_before.value;
    strip.lines_before = style_.lines_before;
    // The rule speaks of the mark's upper edge: of what is seen of it.
    constexpr double ascent = 0.88;
    const double blank =
        (ascent - ink_top(setter_.out.texts[names_.front()], setter_.fonts)) * size;
    if (style_.paper_top) strip.paper_top = style_.paper_top->value - blank;
    const double x = (room - width_ - beside_width_) / 2;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      SetLine& line = setter_.text.add_line(names_[i], x, LineRole::mark);
      line.top = pitch * static_cast<double>(i);
      line.measure = width_;
      line.fit = names_.size() > 1 ? Fit::justified : Fit::natural;
    }
    if (beside_) {
      const double beside_x = x + width_ + mark_gap * size;
      setter_.text.add_line(*beside_, beside_x, LineRole::mark).top = (height - size) / 2;
    }
    setter_.close_strip();
    setter_.pending_empty_lines = style_.lines_after;
  }

 private:
  std::uint32_t add(const content::Span& span, std::uint32_t element) {
    return setter_.text.add({&span, 1}, {element}, Tracking::columns, setter_.text.measure());
  }

  void scale(double factor) {
    if (factor == 1) return;
    for (const std::uint32_t text : names_) setter_.text.scale(text, factor);
    if (beside_) setter_.text.scale(*beside_, factor);
    width_ *= factor;
    beside_width_ *= factor;
  }

  BlockSetter& setter_;
  const content::Style& style_;
  std::vector<std::uint32_t> names_;
  std::optional<std::uint32_t> beside_;
  double width_ = 0;         // of the widest name
  double beside_width_ = 0;  // with the gap before it
};

std::uint32_t add_paragraph_text(std::span<const content::Span> spans, BlockSetter& setter) {
  auto elements = setter.structure.add(spans, content::ElementKind::paragraph, content::no_element);
  return setter.text.add(spans, std::move(elements), Tracking::columns, setter.text.measure());
}

void begin_with(const content::Style& style, Strip& strip) {
  strip.lines_before = style.lines_before;
  strip.space_before = style.space_before.value;
  if (style.paper_top) strip.paper_top = style.paper_top->value;
}

// 7.2.6: two names a line, below each other, one character between and one from the right; the
// number on the last line. Where they have no room, a name a line, and the number below.
class Signers {
 public:
  Signers(const content::SignersBlock& block, BlockSetter& setter)
      : setter_(setter),
        style_(setter.text.style(block.style)),
        em_(setter.text.cell(style_)),
        left_(style_.start_indent * em_),
        right_(setter.text.measure() - style_.end_indent * em_),
        number_(add_paragraph_text(block.number, setter)) {
    element_ = setter.structure.add(
        content::Element{.kind = content::ElementKind::paragraph, .parent = content::no_element});
    label_ = add(block.label);
    for (const content::Span& name : block.names) names_.push_back(add(name));
  }

  void set() {
    place(2);
    if (label_x() < left_) place(1);
    const std::uint32_t first = size_of(setter_.out.strips);
    const double number_end = left_ + setter_.text.natural_width(number_) + em_;
    const std::size_t last = names_.empty() ? 0 : (names_.size() - 1) / across_ * across_;
    const bool beside = number_end <= (last == 0 ? label_x() : first_x_);
    for (std::size_t i = 0; i < names_.size(); i += across_) {
      begin_line(i > 0);
      if (i == last && beside) add_number();
      if (i == 0) setter_.text.add_line(label_, label_x(), LineRole::head);
      for (std::size_t k = i; k < std::min(names_.size(), i + across_); ++k) {
        if (setter_.text.is_empty(names_[k])) continue;
        setter_.text.add_line(names_[k], k == i ? first_x_ : second_x_, LineRole::head);
      }
      end_line();
    }
    if (!beside) {
      begin_line(true);
      add_number();
      end_line();
    }
    if (size_of(setter_.out.strips) == first) return;
    begin_with(style_, setter_.out.strips[first]);
    setter_.pending_empty_lines = style_.lines_after;
  }

 private:
  std::uint32_t add(const content::Span& span) {
    return setter_.text.add({&span, 1}, {element_}, Tracking::columns, setter_.text.measure());
  }

  void place(std::size_t across) {
    across_ = across;
    std::array<double, 2> widths{};
    for (std::size_t i = 0; i < names_.size(); ++i) {
      double& width = widths[i % across];
      width = std::max(width, setter_.text.natural_width(names_[i]));
    }
    second_x_ = right_ - widths[1];
    first_x_ = (widths[1] > 0 ? second_x_ - em_ : right_) - widths[0];
  }

  [[nodiscard]] double label_x() { return first_x_ - setter_.text.natural_width(label_); }

  void begin_line(bool held) {
    Strip& strip = setter_.add_strip(setter_.text.line_height(style_));
    strip.on_grid = style_.line_height == Pt{};
    strip.blank_below = setter_.text.em_top(style_);
    strip.held = held;
  }

  void end_line() {
    setter_.close_strip();
    const Strip& strip = setter_.out.strips.back();
    for (std::uint32_t i = strip.lines.begin; i < strip.lines.end; ++i) {
      setter_.out.lines[i].top = setter_.text.em_top(style_);
    }
  }

  // A number that is longer than the line is said to be (layout.overfull).
  void add_number() {
    if (setter_.text.is_empty(number_)) return;
    SetLine& line = setter_.text.add_line(number_, left_, LineRole::head);
    line.measure = std::min(line.measure, right_ - left_);
  }

  BlockSetter& setter_;
  const content::Style& style_;
  double em_;
  double left_;
  double right_;
  std::uint32_t number_;
  std::uint32_t element_ = 0;
  std::uint32_t label_ = 0;
  std::vector<std::uint32_t> names_;
  std::size_t across_ = 2;  // names a line
  double first_x_ = 0, second_x_ = 0;
};

}  // namespace

void set_mark(const content::MarkBlock& block, BlockSetter& setter) {
  Mark mark(block, setter);
  if (!mark.empty()) mark.set();
}

void set_sides(const content::SidesBlock& sides, LineRole role, BlockSetter& setter) {
  const content::Style& style = setter.text.style(sides.style);
  const double em = setter.text.cell(style);
  const double left_edge = style.start_indent * em;
  const double right_edge = setter.text.measure() - style.end_indent * em;
  const double width = std::max(em, right_edge - left_edge);
  const std::uint32_t first = size_of(setter.out.strips);
  std::uint32_t left_end = size_of(setter.out.lines);
  double left_width = 0;
  if (!sides.left.empty()) {
    const std::uint32_t text = add_paragraph_text(sides.left, setter);
    const Range lines = setter.text.add_lines(text, left_edge, width, role);
    for (std::uint32_t i = lines.begin; i < lines.end; ++i) {
      setter.add_line_strip(style, {i, i + 1});
    }
    left_end = lines.end;
    if (lines.size() > 0) left_width = setter.text.natural_width(setter.out.lines.back()) + em;
  }
  if (!sides.right.empty()) {
    const std::uint32_t text = add_paragraph_text(sides.right, setter);
    const Range lines = setter.text.add_lines(text, left_edge, width, role);
    for (std::uint32_t i = lines.begin; i < lines.end; ++i) {
      SetLine& line = setter.out.lines[i];
      line.align = content::Align::end;
      // The first goes beside the left side's last line, where there is room for both.
      const bool beside =
          i == left_end && left_width > 0 && left_width + setter.text.natural_width(line) <= width;
      if (!beside) {
        setter.add_line_strip(style, {i, i + 1});
        continue;
      }
      setter.out.strips.back().lines.end = i + 1;
      line.top = setter.text.em_top(style);
    }
  }
  if (size_of(setter.out.strips) == first) return;
  begin_with(style, setter.out.strips[first]);
  for (std::uint32_t i = first + 1; i < size_of(setter.out.strips); ++i) {
    setter.out.strips[i].held = true;
  }
  setter.pending_empty_lines = style.lines_after;
}

void set_signers(const content::SignersBlock& block, BlockSetter& setter) {
  Signers(block, setter).set();
}

void set_rule(const content::RuleBlock& rule, BlockSetter& setter) {
  const double upper = rule.thickness.value;
  const double lower_top = rule.second > Pt{} ? upper + rule.gap.value : upper;
  const double height = lower_top + rule.second.value;
  Strip& strip = setter.add_strip(rule.paper_bottom ? 0 : height);
  strip.on_grid = false;
  strip.space_before = rule.space_before.value;
  if (rule.paper_bottom) strip.paper_bottom = rule.paper_bottom->value + height;
  // The type area does not lie in the middle of the paper; what is wider than it does.
  const content::PageSetup& page = setter.page();
  const double x = rule.width > page.type_width()
                       ? ((page.width - rule.width) / 2 - page.left).value
                       : ((page.type_width() - rule.width) / 2).value;
  setter.out.rules.push_back({x, 0, rule.width.value, upper, rule.colour});
  if (rule.second > Pt{}) {
    setter.out.rules.push_back({x, lower_top, rule.width.value, rule.second.value, rule.colour});
  }
  setter.close_strip();
}

}  // namespace tongbao::layout

#include "layout/block_setting.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "layout/block_setter.h"

namespace tongbao::layout {

namespace {

using content::LineRole;
using content::Range;

LineRole role_of(const content::Paragraph& paragraph) {
  if (paragraph.is_title) return LineRole::title;
  const bool whole =
      paragraph.heading_level > 0 && paragraph.heading_spans >= paragraph.spans.size();
  return whole ? LineRole::heading : LineRole::body;
}

// Neither the first nor the last line of a paragraph stands alone on a page; titles and headings
// stay whole.
void hold_within(Range strips, bool whole, SetNotice& out) {
  for (std::uint32_t i = strips.begin + 1; i < strips.end; ++i) {
    const bool second = i == strips.begin + 1;
    const bool last = i + 1 == strips.end;
    if (whole || second || last) out.strips[i].held = true;
  }
}

// The strips from `first` on that a heading before them keeps.
void hold_following(std::uint32_t first, BlockSetter& setter) {
  for (std::size_t i = first; i < setter.out.strips.size() && setter.kept_lines > 0; ++i) {
    setter.out.strips[i].held = true;
    --setter.kept_lines;
  }
}

class Blocks {
 public:
  explicit Blocks(BlockSetter& setter) : setter_(setter) {}

  void operator()(const content::Paragraph& paragraph) {
    const content::Style& style = setter_.text.style(paragraph.style);
    const LineRole role = role_of(paragraph);
    const auto elements = is_item() ? setter_.structure.add_item(paragraph, content::no_element)
                                    : setter_.structure.add(paragraph, content::no_element);
    const auto set =
        setter_.text.add_paragraph(paragraph, {0, setter_.text.measure()}, role, elements);
    if (set.empty()) return;
    const std::uint32_t first = size_of(setter_.out.strips);
    for (std::uint32_t i = set.lines.begin; i < set.lines.end; ++i) {
      const std::uint32_t begin = i;
      if (i == set.lines.begin && set.labelled) ++i;
      setter_.add_line_strip(style, {begin, i + 1});
    }
    Strip& strip = setter_.out.strips[first];
    strip.lines_before = style.lines_before;
    strip.space_before = style.space_before.value;
    if (style.paper_top) strip.paper_top = style.paper_top->value;
    const bool whole = role != LineRole::body;
    hold_within({first, size_of(setter_.out.strips)}, whole, setter_.out);
    hold_following(first, setter_);
    setter_.kept_lines = std::max(setter_.kept_lines, style.keep_with_next_lines);
    setter_.pending_empty_lines = style.lines_after;
  }

  void operator()(const content::PageBreak& page) {
    setter_.page_setup = page.page;
    setter_.begins_page = true;
    setter_.kept_lines = 0;
    setter_.pending_empty_lines = 0;
    setter_.text.enter(setter_.page());
  }

  void operator()(const content::MarkBlock& mark) { set_mark(mark, setter_); }
  void operator()(const content::SidesBlock& sides) { set_sides(sides, LineRole::head, setter_); }
  void operator()(const content::SignersBlock& signers) { set_signers(signers, setter_); }
  void operator()(const content::RuleBlock& rule) { set_rule(rule, setter_); }
  void operator()(const content::SignatureBlock& signature) { set_signature(signature, setter_); }
  void operator()(const content::TableBlock& table) {
    const std::uint32_t first = size_of(setter_.out.strips);
    set_table(table, setter_);
    hold_following(first, setter_);
  }
  void operator()(const content::ImprintBlock& imprint) { set_imprint(imprint, setter_); }

 private:
  [[nodiscard]] bool is_labelled(std::size_t block) const {
    if (block >= setter_.notice.blocks.size()) return false;
    const auto* paragraph = std::get_if<content::Paragraph>(&setter_.notice.blocks[block]);
    return paragraph != nullptr && paragraph->label_spans > 0;
  }
  // One label makes no list.
  [[nodiscard]] bool is_item() const {
    const std::size_t block = setter_.block;
    return is_labelled(block) && (is_labelled(block + 1) || (block > 0 && is_labelled(block - 1)));
  }

  BlockSetter& setter_;
};

}  // namespace

Strip& BlockSetter::add_strip(double height) {
  Strip& strip = out.strips.emplace_back();
  strip.block = block;
  strip.page_setup = page_setup;
  strip.begins_page = std::exchange(begins_page, false);
  strip.lines_before = 0;
  strip.height = height;
  strip.lines = {size_of(out.lines), size_of(out.lines)};
  strip.rules = {size_of(out.rules), size_of(out.rules)};
  strip.pictures = {size_of(out.pictures), size_of(out.pictures)};
  return strip;
}

void BlockSetter::close_strip() {
  Strip& strip = out.strips.back();
  strip.lines.end = size_of(out.lines);
  strip.rules.end = size_of(out.rules);
  strip.pictures.end = size_of(out.pictures);
}

Strip& BlockSetter::add_line_strip(const content::Style& style, Range lines) {
  Strip& strip = add_strip(text.line_height(style));
  strip.on_grid = style.line_height == Pt{};
  strip.blank_below = text.em_top(style);
  strip.lines = lines;
  for (std::uint32_t i = lines.begin; i < lines.end; ++i) out.lines[i].top = text.em_top(style);
  return strip;
}

SetNotice set_blocks(const content::NoticeContent& notice, const std::vector<font::RoleId>& roles,
                     const font::FontSet& fonts, Diagnostics& diagnostics) {
  SetNotice out;
  TextSetter text(notice, roles, fonts, diagnostics, out);
  LogicalStructure structure;
  BlockSetter setter{notice, fonts, out, text, structure};
  Blocks blocks(setter);
  for (std::size_t i = 0; i < notice.blocks.size(); ++i) {
    setter.block = static_cast<std::uint32_t>(i);
    const std::size_t first = out.strips.size();
    const int empty_lines = std::exchange(setter.pending_empty_lines, 0);
    std::visit(blocks, notice.blocks[i]);
    if (out.strips.size() > first) {
      out.strips[first].lines_before += empty_lines;
    } else if (!std::holds_alternative<content::PageBreak>(notice.blocks[i])) {
      setter.pending_empty_lines = empty_lines;
    }
  }
  out.elements = std::move(structure).take();
  return out;
}

}  // namespace tongbao::layout

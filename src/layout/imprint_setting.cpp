// 版记: GB/T 9704-2012, 7.4. One strip, which pagination puts at the foot of the last page.
#include <variant>

#include "layout/block_setter.h"

namespace tongbao::layout {

namespace {

using content::LineRole;

constexpr content::Colour black{};

// Sets an entry as strips and takes those back: their lines go into the imprint's own, from `top`
// on. Returns the entry's height.
template <class SetEntry>
double set_entry(double top, BlockSetter& setter, const SetEntry& set) {
  const std::size_t first = setter.out.strips.size();
  set();
  double height = 0;
  for (std::size_t i = first; i < setter.out.strips.size(); ++i) {
    const Strip& strip = setter.out.strips[i];
    for (std::uint32_t k = strip.lines.begin; k < strip.lines.end; ++k) {
      setter.out.lines[k].top += top + height;
    }
    height += strip.height;
  }
  setter.out.strips.resize(first);
  return height;
}

double set_paragraph(const content::Paragraph& paragraph, double top, BlockSetter& setter) {
  const content::Style& style = setter.text.style(paragraph.style);
  const auto elements = setter.structure.add(paragraph, content::no_element);
  return set_entry(top, setter, [&] {
    const auto set = setter.text.add_paragraph(paragraph, {0, setter.text.measure()},
                                               LineRole::imprint, elements);
    for (std::uint32_t i = set.lines.begin; i < set.lines.end; ++i) {
      const std::uint32_t begin = i;
      if (i == set.lines.begin && set.labelled) ++i;
      setter.add_line_strip(style, {begin, i + 1});
    }
  });
}

}  // namespace

void set_imprint(const content::ImprintBlock& imprint, BlockSetter& setter) {
  if (imprint.entries.empty()) return;
  Strip strip = setter.add_strip(0);
  setter.out.strips.pop_back();
  const double measure = setter.text.measure();
  double y = 0;
  const auto add_rule = [&](double thickness) {
    if (thickness <= 0) return;
    setter.out.rules.push_back({0, y, measure, thickness, black});
    y += thickness;
  };
  const bool ruled = imprint.outer_rule > Pt{};
  const double padding = imprint.padding.value;
  add_rule(imprint.outer_rule.value);
  for (std::size_t i = 0; i < imprint.entries.size(); ++i) {
    if (i > 0 && ruled) add_rule(imprint.inner_rule.value);
    y += padding;
    if (const auto* paragraph = std::get_if<content::Paragraph>(&imprint.entries[i])) {
      y += set_paragraph(*paragraph, y, setter);
    } else {
      y += set_entry(y, setter, [&] {
        set_sides(std::get<content::SidesBlock>(imprint.entries[i]), LineRole::imprint, setter);
      });
    }
    y += padding;
  }
  add_rule(imprint.outer_rule.value);
  strip.lines.end = size_of(setter.out.lines);
  strip.rules.end = size_of(setter.out.rules);
  strip.on_grid = false;
  strip.at_foot = true;
  strip.even_page = imprint.even_page;
  strip.height = y;
  setter.out.strips.push_back(strip);
  setter.pending_empty_lines = 0;
}

}  // namespace tongbao::layout

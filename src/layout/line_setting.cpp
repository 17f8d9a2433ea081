#include "layout/line_setting.h"

#include <algorithm>
#include <variant>

#include "layout/logical_structure.h"
#include "layout/title_breaking.h"

namespace tongbao::layout {

namespace {

using content::Align;
using content::LineRole;

class Setter {
 public:
  Setter(const content::NoticeContent& notice, const std::vector<font::RoleId>& roles,
         const font::FontSet& fonts, Diagnostics& diagnostics)
      : notice_(notice),
        roles_(roles),
        fonts_(fonts),
        diagnostics_(diagnostics),
        grid_(notice.pages.front().type_width(), notice.pages.front().columns) {}

  SetNotice set() && {
    for (std::size_t i = 0; i < notice_.blocks.size(); ++i) {
      block_ = static_cast<std::uint32_t>(i);
      const std::size_t first = out_.lines.size();
      std::visit([this](const auto& block) { set_block(block); }, notice_.blocks[i]);
      if (out_.lines.size() > first) out_.lines[first].lines_before += pending_empty_lines_;
      if (out_.lines.size() > first) pending_empty_lines_ = lines_after(notice_.blocks[i]);
    }
    out_.elements = std::move(structure_).take();
    return std::move(out_);
  }

 private:
  [[nodiscard]] const content::Style& style(std::uint16_t index) const {
    return notice_.styles[index];
  }
  [[nodiscard]] int lines_after(const content::Block& block) const {
    const auto* paragraph = std::get_if<content::Paragraph>(&block);
    return paragraph == nullptr ? 0 : style(paragraph->style).lines_after;
  }

  std::uint32_t add_text(std::span<const content::Span> spans, bool justified,
                         std::vector<std::uint32_t> elements) {
    out_.texts.push_back(
        {make_items(spans, notice_.styles, roles_, grid_, justified, fonts_, diagnostics_), spans,
         std::move(elements)});
    return static_cast<std::uint32_t>(out_.texts.size() - 1);
  }

  void set_block(const content::Paragraph& paragraph) {
    const content::Style& block_style = style(paragraph.style);
    const bool justified = block_style.align == Align::justify;
    const std::uint32_t text =
        add_text(paragraph.spans, justified, structure_.add(paragraph, content::no_element));
    const Items& items = out_.texts[text].items;
    if (items.items.empty()) return;
    const double cell = grid_.cell(block_style.size.value, justified);
    const double x = block_style.start_indent * cell;
    const double measure = std::max(cell, grid_.measure() - x - block_style.end_indent * cell);
    const double indent = std::min(block_style.first_line_indent * cell, measure - cell);
    const std::vector<LineBreak> breaks = block_style.balance
                                              ? break_title(items, measure)
                                              : break_lines(items.items, measure - indent, measure);
    const std::size_t first = out_.lines.size();
    for (std::size_t i = 0; i < breaks.size(); ++i) {
      SetLine line;
      line.block = block_;
      line.text = text;
      line.range = breaks[i];
      line.x = x + (i == 0 ? indent : 0);
      line.measure = measure - (i == 0 ? indent : 0);
      line.align = justified ? Align::start : block_style.align;
      const bool ends =
          i + 1 == breaks.size() || items.items[breaks[i].end].break_before == BreakBefore::wished;
      line.fit = justified && !ends ? Fit::justified : Fit::natural;
      line.role = role_of(paragraph);
      out_.lines.push_back(line);
    }
    out_.lines[first].lines_before = block_style.lines_before;
    hold_within(first);
    if (kept_lines_ > 0) hold_following(first);
    const bool whole_heading = paragraph.heading_spans >= paragraph.spans.size();
    if (whole_heading || paragraph.is_title) {
      kept_lines_ = std::max(kept_lines_, block_style.keep_with_next_lines);
    }
  }

  [[nodiscard]] static LineRole role_of(const content::Paragraph& paragraph) {
    if (paragraph.is_title) return LineRole::title;
    const bool whole =
        paragraph.heading_level > 0 && paragraph.heading_spans >= paragraph.spans.size();
    return whole ? LineRole::heading : LineRole::body;
  }

  // Neither the first nor the last line of a paragraph stands alone on a page; titles and
  // headings stay whole.
  void hold_within(std::size_t first) {
    const std::size_t count = out_.lines.size() - first;
    const bool whole = out_.lines[first].role != LineRole::body;
    for (std::size_t i = 1; i < count; ++i) {
      const bool second = i == 1;
      const bool last = i + 1 == count;
      if (whole || second || last) out_.lines[first + i].held = true;
    }
  }

  // The lines from `first` on that a heading before them keeps.
  void hold_following(std::size_t first) {
    for (std::size_t i = first; i < out_.lines.size() && kept_lines_ > 0; ++i, --kept_lines_) {
      out_.lines[i].held = true;
    }
  }

  template <class Block>
  void set_block(const Block& /*block*/) {}

  // GB/T 9704 7.3.5.2: the name two characters from the right edge, the date's first character two
  // to the right of the name's; a longer date stands two from the edge and the name moves left.
  void set_block(const content::SignatureBlock& signature) {
    const content::Style& block_style = style(signature.style);
    const double cell = grid_.cell(block_style.size.value, true);
    const double edge = grid_.measure() - 2 * cell;
    const std::size_t first = out_.lines.size();
    for (const content::Signer& signer : signature.signers) {
      set_signature_lines({&signer.name, 1}, LineRole::signature, edge);
    }
    const std::size_t date_line = out_.lines.size();
    if (signature.date) set_signature_lines({&*signature.date, 1}, LineRole::date, edge);
    if (out_.lines.size() == first) return;
    place_signature(first, date_line, cell, edge);
    out_.lines[first].lines_before = block_style.lines_before;
    for (std::size_t i = first; i < out_.lines.size(); ++i) out_.lines[i].held = true;
    // At least two lines of text go to the next page with it.
    if (first > 0) out_.lines[first - 1].held = true;
    kept_lines_ = 0;
  }

  void set_signature_lines(std::span<const content::Span> spans, LineRole role, double measure) {
    const std::uint32_t text = add_text(
        spans, true, structure_.add(spans, content::ElementKind::paragraph, content::no_element));
    const Items& items = out_.texts[text].items;
    for (const LineBreak range : break_lines(items.items, measure, measure)) {
      SetLine line;
      line.block = block_;
      line.text = text;
      line.range = range;
      line.role = role;
      line.measure = measure;
      out_.lines.push_back(line);
    }
  }

  [[nodiscard]] double natural_width(const SetLine& line) {
    fit_line(out_.texts[line.text].items.items, line.range, line.measure, Fit::natural, fitted_);
    return fitted_.width;
  }

  // Sets the lines' x: names centred over each other, the date by the rule.
  void place_signature(std::size_t first, std::size_t date_line, double cell, double edge) {
    double name_width = 0;
    for (std::size_t i = first; i < date_line; ++i) {
      name_width = std::max(name_width, natural_width(out_.lines[i]));
    }
    const bool dated = date_line < out_.lines.size();
    const double date_width = dated ? natural_width(out_.lines[date_line]) : 0;
    double name_x = edge - name_width;
    double date_x = name_x + 2 * cell;
    if (date_width > name_width) {
      date_x = edge - date_width;
      name_x = date_line > first ? std::max(0.0, date_x - 2 * cell) : date_x;
    }
    for (std::size_t i = first; i < out_.lines.size(); ++i) {
      SetLine& line = out_.lines[i];
      const double width = natural_width(line);
      line.x = i < date_line ? name_x + (name_width - width) / 2 : date_x;
      line.measure = width;
    }
  }

  const content::NoticeContent& notice_;
  const std::vector<font::RoleId>& roles_;
  const font::FontSet& fonts_;
  Diagnostics& diagnostics_;
  Grid grid_;
  SetNotice out_;
  LogicalStructure structure_;
  FittedLine fitted_;
  std::uint32_t block_ = 0;
  int kept_lines_ = 0;           // that the heading before still keeps
  int pending_empty_lines_ = 0;  // after the block before
};

}  // namespace

SetNotice set_lines(const content::NoticeContent& notice, const std::vector<font::RoleId>& roles,
                    const font::FontSet& fonts, Diagnostics& diagnostics) {
  return Setter(notice, roles, fonts, diagnostics).set();
}

}  // namespace tongbao::layout

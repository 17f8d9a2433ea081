// Texts → items and lines of a measure. Part of setting a notice; not for two threads at a time.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/diagnostic.h"
#include "content/notice_content.h"
#include "font/font_set.h"
#include "layout/logical_structure.h"
#include "layout/set_notice.h"

namespace tongbao::layout {

// Where a paragraph may stand, in points from the type area's left edge.
struct Column {
  double x = 0;
  double width = 0;
};

class TextSetter {
 public:
  // `roles[i]` is the face role of style i. All must outlive the setter; texts and lines are added
  // to `out`. Adds layout.missingGlyph to `diagnostics`.
  TextSetter(const content::NoticeContent& notice, const std::vector<font::RoleId>& roles,
             const font::FontSet& fonts, Diagnostics& diagnostics, SetNotice& out);

  // What follows stands on pages of this setup.
  void enter(const content::PageSetup& page);
  [[nodiscard]] double pitch() const { return pitch_; }
  [[nodiscard]] double measure() const { return grid_.measure(); }
  [[nodiscard]] const content::Style& style(std::uint16_t index) const;
  // The cell of a Han of that style where lines fill the type area (3号: the grid's column).
  [[nodiscard]] double cell(const content::Style& style) const;
  [[nodiscard]] double line_height(const content::Style& style) const;
  // Of the em box within a line, where the line begins at 0.
  [[nodiscard]] double em_top(const content::Style& style) const;

  // Whether Han of every size are spread so that whole ones fill the type area, or only those that
  // fit its columns as they are.
  enum class Tracking { every_size, columns };
  // For lines of at most `width`.
  std::uint32_t add(std::span<const content::Span> spans, std::vector<std::uint32_t> elements,
                    Tracking tracking, double width);
  void scale(std::uint32_t text, double factor);
  [[nodiscard]] bool is_empty(std::uint32_t text) const;
  [[nodiscard]] double natural_width(std::uint32_t text);
  [[nodiscard]] double natural_width(const SetLine& line);

  // The whole text as one line at its natural width.
  SetLine& add_line(std::uint32_t text, double x, content::LineRole role);
  // As many lines as it needs within `width`, unaligned.
  content::Range add_lines(std::uint32_t text, double x, double width, content::LineRole role);

  // The lines of a paragraph within `column`, indents and alignment as its style says.
  struct ParagraphLines {
    content::Range lines;
    bool labelled = false;  // the first is its label, which stands beside the second
    bool empty() const { return lines.size() == 0; }
  };
  ParagraphLines add_paragraph(const content::Paragraph& paragraph, Column column,
                               content::LineRole role, const std::vector<std::uint32_t>& elements);

 private:
  content::Range break_paragraph(std::uint32_t text, const content::Style& style, Column column,
                                 double indent, content::LineRole role);

  const content::NoticeContent& notice_;
  const std::vector<font::RoleId>& roles_;
  const font::FontSet& fonts_;
  Diagnostics& diagnostics_;
  SetNotice& out_;
  Grid grid_;
  double pitch_ = 0;
  FittedLine fitted_;
};

}  // namespace tongbao::layout

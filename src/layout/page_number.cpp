#include "layout/page_number.h"

#include <cstdint>

#include "font/ink.h"

namespace tongbao::layout {

namespace {

using content::PagedDocument;

template <class T>
std::uint32_t size_of(const T& container) {
  return static_cast<std::uint32_t>(container.size());
}

std::string with_count(std::string text, std::size_t count) {
  constexpr std::string_view code = "&N";
  const std::size_t at = text.find(code);
  if (at != std::string::npos) text.replace(at, code.size(), std::to_string(count));
  return text;
}

Diagnostic missing_character(const std::string& role) {
  return {.code = "layout.missingGlyph",
          .where = {},
          .message = say("页码所用字体角色{}缺少所需字符",
                         "the face role {} lacks a character of the page numbers", role),
          .hint = {}};
}

}  // namespace

// 4号 digits between dashes, the dash 7 mm below the type area, one character from the right edge
// on odd pages and from the left on even ones.
void PageNumbers::add(std::size_t number, std::size_t count, const content::PageSetup& upright,
                      PagedDocument& document, Diagnostics& diagnostics) {
  const content::PageNumberStyle& style = upright.number;
  const std::string text =
      with_count(style.before, count) + std::to_string(number) + with_count(style.after, count);
  glyphs_.clear();
  missing_.clear();
  font::shape(fonts_, role_, text, glyphs_, missing_);
  if (glyphs_.empty() || !missing_.empty()) {
    diagnostics.push_back(missing_character(style.role));
    return;
  }
  double width = 0;
  for (const font::ShapedGlyph& glyph : glyphs_) {
    width += static_cast<double>(glyph.advance) * style.size.value;
  }
  const double indent = style.edge_indent * style.size.value;
  const bool odd = number % 2 == 1;
  content::Line line;
  line.role = content::LineRole::page_number;
  line.upright = document.pages.back().turned;
  line.width = {width};
  line.x = odd ? upright.width - upright.right - Pt{indent + width} : upright.left + Pt{indent};
  if (style.centred) line.x = upright.left + (upright.type_width() - Pt{width}) / 2;
  const font::ShapedGlyph& first = glyphs_.front();
  const double ink_top = font::ink_of(fonts_, first.face, first.glyph).top * style.size.value;
  line.baseline = upright.height - upright.bottom + style.below + Pt{ink_top};
  line.runs.begin = size_of(document.runs);
  add_runs(line, text, style.size, document);
  line.runs.end = size_of(document.runs);
  document.lines.push_back(line);
}

void PageNumbers::add_runs(const content::Line& line, const std::string& text, Pt size,
                           PagedDocument& document) const {
  const std::uint32_t base = size_of(document.text);
  document.text += text;
  double x = line.x.value;
  for (std::size_t g = 0; g < glyphs_.size(); ++g) {
    const font::ShapedGlyph& glyph = glyphs_[g];
    if (g == 0 || document.runs.back().face != glyph.face) {
      content::Run run;
      run.face = glyph.face;
      run.size = size;
      run.x = {x};
      run.glyphs.begin = size_of(document.glyphs);
      run.text.begin = base + glyph.text;
      document.runs.push_back(run);
    }
    const double advance = static_cast<double>(glyph.advance) * size.value;
    document.glyphs.push_back(
        {.id = glyph.glyph, .text = base + glyph.text, .advance = {advance}, .shift = {}});
    const bool last = g + 1 == glyphs_.size();
    document.runs.back().glyphs.end = size_of(document.glyphs);
    document.runs.back().text.end = base + (last ? size_of(text) : glyphs_[g + 1].text);
    x += advance;
  }
}

}  // namespace tongbao::layout

#include "pdf/document_builder.h"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

#include "font/shaping.h"

namespace tongbao::pdf::testing {

namespace {

std::uint32_t size32(std::size_t size) {
  return static_cast<std::uint32_t>(size);
}

}  // namespace

std::shared_ptr<const font::FontSet> project_fonts() {
  static const auto fonts = [] {
    auto loaded = font::FontSet::load(TONGBAO_SOURCE "/fonts");
    if (!loaded) throw std::runtime_error(to_line(loaded.error().front(), Language::en));
    return *loaded;
  }();
  return fonts;
}

std::uint32_t DocumentBuilder::add_element(content::Element element) {
  document.elements.push_back(std::move(element));
  return size32(document.elements.size()) - 1;
}

content::Page& DocumentBuilder::add_page(Pt width, Pt height) {
  const std::uint32_t line = size32(document.lines.size());
  return document.pages.emplace_back(
      content::Page{.width = width, .height = height, .lines = {line, line}});
}

content::Line& DocumentBuilder::add_line(std::string_view text, Pt x, Pt baseline,
                                         const LineStyle& style) {
  const font::RoleId* role = fonts_.find_role(style.role);
  if (role == nullptr) throw std::runtime_error("unknown role " + style.role);
  std::vector<font::ShapedGlyph> glyphs;
  std::vector<font::MissingCharacter> missing;
  font::shape(fonts_, *role, text, glyphs, missing);
  if (!missing.empty()) throw std::runtime_error("a character without glyph");

  const std::uint32_t element = style.element ? *style.element : add_element({});
  const std::uint32_t text_begin = size32(document.text.size());
  const std::uint32_t text_end = size32(text_begin + text.size());
  document.text += text;
  content::Line line{.runs = {size32(document.runs.size()), 0}, .baseline = baseline, .x = x};
  Pt pen = x;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const std::uint32_t at = size32(document.glyphs.size());
    const bool continues = i > 0 && glyphs[i].text == glyphs[i - 1].text;
    std::uint32_t offset = text_begin + glyphs[i].text;
    if (continues) {  // shaping repeats the cluster's begin; a PagedDocument gives its end
      std::size_t next = i + 1;
      while (next < glyphs.size() && glyphs[next].text == glyphs[i].text) ++next;
      offset = next < glyphs.size() ? text_begin + glyphs[next].text : text_end;
    }
    if (i == 0 || glyphs[i].face != glyphs[i - 1].face) {
      if (i > 0) document.runs.back().text.end = offset;
      document.runs.push_back({.glyphs = {at, at},
                               .text = {offset, text_end},
                               .face = glyphs[i].face,
                               .size = style.size,
                               .x = pen,
                               .colour = style.colour,
                               .element = element});
    }
    const Pt advance = glyphs[i].advance * style.size + style.added;
    document.glyphs.push_back({.id = glyphs[i].glyph,
                               .text = offset,
                               .advance = advance,
                               .shift = glyphs[i].shift * style.size});
    ++document.runs.back().glyphs.end;
    pen += advance;
  }
  line.runs.end = size32(document.runs.size());
  line.width = pen - x;
  document.lines.push_back(line);
  document.pages.back().lines.end = size32(document.lines.size());
  return document.lines.back();
}

}  // namespace tongbao::pdf::testing

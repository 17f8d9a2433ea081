// Paged documents by hand: lines of text in a role's faces at places that the test says.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "content/paged_document.h"
#include "font/font_set.h"

namespace tongbao::pdf::testing {

// The project's own faces, opened once.
[[nodiscard]] std::shared_ptr<const font::FontSet> project_fonts();

struct LineStyle {
  std::string role = "fangsong";
  Pt size{16};
  Pt added{};  // to every advance
  content::Colour colour = {};
  std::optional<std::uint32_t> element;  // absent: a paragraph of its own
};

class DocumentBuilder {
 public:
  explicit DocumentBuilder(const font::FontSet& fonts) : fonts_(fonts) {}

  std::uint32_t add_element(content::Element element);
  content::Page& add_page(Pt width = {595.276}, Pt height = {841.89});
  // A line on the last page; its runs follow the faces that shaping chose.
  content::Line& add_line(std::string_view text, Pt x, Pt baseline, const LineStyle& style = {});

  content::PagedDocument document;

 private:
  const font::FontSet& fonts_;
};

}  // namespace tongbao::pdf::testing

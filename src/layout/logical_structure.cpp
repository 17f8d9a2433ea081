#include "layout/logical_structure.h"

#include <algorithm>
#include <utility>

namespace tongbao::layout {

using content::Element;
using content::ElementKind;
using content::no_element;
using Indices = std::vector<std::uint32_t>;

std::uint32_t LogicalStructure::add(Element element) {
  elements_.push_back(std::move(element));
  return static_cast<std::uint32_t>(elements_.size() - 1);
}

Indices LogicalStructure::within(std::span<const content::Span> spans, std::uint32_t element) {
  Indices indices;
  indices.reserve(spans.size());
  for (const content::Span& span : spans) {
    const bool is_link = !span.link.empty();
    indices.push_back(is_link ? add({.kind = ElementKind::link, .parent = element}) : element);
  }
  return indices;
}

Indices LogicalStructure::add(std::span<const content::Span> spans, ElementKind kind,
                              std::uint32_t parent) {
  end_list();
  return within(spans, add({.kind = kind, .parent = parent}));
}

Indices LogicalStructure::add(const content::Paragraph& paragraph, std::uint32_t parent) {
  const std::span spans(paragraph.spans);
  if (paragraph.is_title) return add(spans, ElementKind::title, parent);
  end_list();
  const std::size_t head = std::min(paragraph.heading_spans, spans.size());
  Indices indices;
  if (paragraph.heading_level > 0 && head > 0) {
    const std::uint32_t heading =
        add({.kind = ElementKind::heading, .parent = parent, .level = paragraph.heading_level});
    indices = within(spans.first(head), heading);
    if (head == spans.size()) return indices;
  }
  const Indices rest = add(spans.subspan(indices.size()), ElementKind::paragraph, parent);
  indices.insert(indices.end(), rest.begin(), rest.end());
  return indices;
}

Indices LogicalStructure::add_item(const content::Paragraph& paragraph, std::uint32_t parent) {
  if (list_ == no_element) list_ = add({.kind = ElementKind::list, .parent = parent});
  const std::uint32_t item = add({.kind = ElementKind::list_item, .parent = list_});
  const std::span spans(paragraph.spans);
  const std::size_t label = std::min(paragraph.label_spans, spans.size());
  Indices indices = within(spans.first(label), add({.kind = ElementKind::label, .parent = item}));
  if (label == spans.size()) return indices;
  const Indices body =
      within(spans.subspan(label), add({.kind = ElementKind::list_body, .parent = item}));
  indices.insert(indices.end(), body.begin(), body.end());
  return indices;
}

}  // namespace tongbao::layout

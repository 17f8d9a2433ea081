// Which element of the logical structure each span of a block belongs to. Called block by block, in
// reading order. Not for two threads at a time.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "content/notice_content.h"
#include "content/paged_document.h"

namespace tongbao::layout {

class LogicalStructure {
 public:
  // The element of each span of `paragraph`: of the title, of the heading and what follows it, of a
  // paragraph; links have their own. `parent` may be no_element.
  [[nodiscard]] std::vector<std::uint32_t> add(const content::Paragraph& paragraph,
                                               std::uint32_t parent);
  // Likewise of a list's item, its label apart. Items that follow each other are of one list.
  [[nodiscard]] std::vector<std::uint32_t> add_item(const content::Paragraph& paragraph,
                                                    std::uint32_t parent);
  // Likewise, where all spans are within one new element, or within `element` itself.
  [[nodiscard]] std::vector<std::uint32_t> add(std::span<const content::Span> spans,
                                               content::ElementKind kind, std::uint32_t parent);
  [[nodiscard]] std::vector<std::uint32_t> within(std::span<const content::Span> spans,
                                                  std::uint32_t element);

  std::uint32_t add(content::Element element);
  // The next item begins a new list.
  void end_list() { list_ = content::no_element; }

  [[nodiscard]] std::vector<content::Element> take() && { return std::move(elements_); }

 private:
  std::vector<content::Element> elements_;
  std::uint32_t list_ = content::no_element;  // that is open
};

}  // namespace tongbao::layout

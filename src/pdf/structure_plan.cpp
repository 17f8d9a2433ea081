#include "pdf/structure_plan.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>

namespace tongbao::pdf {

namespace {

using content::Element;
using content::ElementKind;
using content::Line;
using content::PagedDocument;
using content::Run;
using Kid = StructureKid;

std::uint32_t size32(std::size_t size) {
  return static_cast<std::uint32_t>(size);
}

// Levels of headings without a gap (ISO 14289-1 7.4.2): as deep as the heading stands under those
// before it, the title above all.
class HeadingDepth {
 public:
  std::string_view enter(int level) {
    static constexpr std::array<std::string_view, 6> types = {"H1", "H2", "H3", "H4", "H5", "H6"};
    while (!open_.empty() && open_.back() >= level) open_.pop_back();
    open_.push_back(level);
    return types[std::min(open_.size(), types.size()) - 1];
  }

 private:
  std::vector<int> open_;
};

// Elements that hold elements only, all of which are there from the start, with content or not.
bool is_container(ElementKind kind) {
  return kind == ElementKind::list || kind == ElementKind::list_item ||
         kind == ElementKind::table || kind == ElementKind::row;
}

class Planner {
 public:
  explicit Planner(const PagedDocument& document) : document_(document) {
    plan_.mark_of_run.resize(document.runs.size(), no_index);
    plan_.pages.reserve(document.pages.size());
    plan_.elements.reserve(document.elements.size());
  }

  StructurePlan plan() && {
    for (const Element& element : document_.elements) take(element);
    for (const content::Page& page : document_.pages) add_page(page);
    return std::move(plan_);
  }

 private:
  [[nodiscard]] std::string_view type_of(const Element& element) {
    static constexpr std::array<std::string_view, 14> types = {
        "H1", "H", "P", "Link", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure"};
    if (element.kind == ElementKind::title) return depth_.enter(0);
    if (element.kind == ElementKind::heading) return depth_.enter(element.level);
    return types.at(static_cast<std::size_t>(element.kind));
  }

  void take(const Element& element) {
    const std::uint32_t index = size32(plan_.elements.size());
    if (element.parent != content::no_element && element.parent >= index) {
      throw std::invalid_argument("pdf: an element stands before its parent");
    }
    plan_.elements.push_back({.type = type_of(element), .parent = element.parent, .source = index});
    const bool contained = element.parent != content::no_element &&
                           is_container(document_.elements[element.parent].kind);
    if (contained) hang(index);
    hung_.resize(plan_.elements.size(), contained || element.parent == content::no_element);
  }

  void add_page(const content::Page& page) {
    page_ = size32(plan_.pages.size());
    mcids_ = 0;
    const std::uint32_t first_mark = size32(plan_.marks.size());
    const std::uint32_t first_link = size32(plan_.links.size());
    plan_.links.resize(first_link + page.links.size(), no_index);
    plan_.pages.push_back({{first_mark, first_mark}, {first_link, size32(plan_.links.size())}});
    for (const content::Picture& picture : page.pictures) mark(picture.element);
    for (const Line& line : document_.lines_of(page)) {
      for (std::uint32_t i = line.runs.begin; i < line.runs.end; ++i) add_run(page, i);
    }
    for (std::uint32_t i = 0; i < page.links.size(); ++i) {
      if (plan_.links[first_link + i] == no_index) add_bare_link(first_link + i);
    }
    plan_.pages.back().marks.end = size32(plan_.marks.size());
  }

  void add_run(const content::Page& page, std::uint32_t index) {
    const Run& run = document_.runs[index];
    if (run.glyphs.size() == 0) return;
    const bool first = plan_.marks.size() == plan_.pages.back().marks.begin + page.pictures.size();
    if (first || plan_.marks.back().element != run.element) mark(run.element);
    plan_.mark_of_run[index] = size32(plan_.marks.size()) - 1;
    if (run.element == content::no_element) return;
    if (document_.elements[run.element].kind == ElementKind::link) add_links(page, run.element);
  }

  // The annotations of a link element on this page: one for each line that it stands on.
  void add_links(const content::Page& page, std::uint32_t element) {
    const std::uint32_t first = plan_.pages.back().links.begin;
    for (std::uint32_t i = 0; i < page.links.size(); ++i) {
      if (page.links[i].element != element || plan_.links[first + i] != no_index) continue;
      plan_.links[first + i] = element;
      add_kid(element, {.kind = Kid::Kind::annotation, .page = page_, .index = first + i});
    }
  }

  // A link that no text stands in.
  void add_bare_link(std::uint32_t annotation) {
    const std::uint32_t paragraph = size32(plan_.elements.size());
    plan_.elements.push_back({.type = "P"});
    plan_.elements.push_back({.type = "Link", .parent = paragraph});
    add_kid(paragraph, {.kind = Kid::Kind::element, .index = paragraph + 1});
    plan_.links[annotation] = paragraph + 1;
    add_kid(paragraph + 1, {.kind = Kid::Kind::annotation, .page = page_, .index = annotation});
  }

  void mark(std::uint32_t element) {
    MarkedContent& content = plan_.marks.emplace_back();
    content.element = element;
    if (element == content::no_element) return;
    if (element >= document_.elements.size()) {
      throw std::invalid_argument("pdf: content of an element that does not exist");
    }
    content.mcid = mcids_++;
    reach(element);
    add_kid(element, {.page = page_, .index = content.mcid});
  }

  // Puts an element among its parent's kids when its first content is met: text before a link
  // comes before it.
  void reach(std::uint32_t element) {
    if (hung_[element]) return;
    hung_[element] = true;
    reach(plan_.elements[element].parent);
    hang(element);
  }

  void hang(std::uint32_t element) {
    add_kid(plan_.elements[element].parent, {.kind = Kid::Kind::element, .index = element});
  }

  void add_kid(std::uint32_t parent, const Kid& kid) {
    StructureElement& element = plan_.elements[parent];
    const std::uint32_t index = size32(plan_.kids.size());
    plan_.kids.push_back(kid);
    if (element.last_kid == no_index) {
      element.first_kid = index;
    } else {
      plan_.kids[element.last_kid].next = index;
    }
    element.last_kid = index;
  }

  const PagedDocument& document_;
  StructurePlan plan_;
  HeadingDepth depth_;
  std::vector<bool> hung_;  // by element: it is among its parent's kids
  std::uint32_t page_ = 0;
  std::uint32_t mcids_ = 0;
};

}  // namespace

StructurePlan plan_structure(const PagedDocument& document) {
  return Planner(document).plan();
}

}  // namespace tongbao::pdf

#include "pdf/structure_plan.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace tongbao::pdf {

namespace {

using content::Line;
using content::LineRole;
using content::PagedDocument;
using content::Run;
using Kid = StructureKid;

constexpr std::uint32_t deepest_heading = 6;

std::uint32_t size32(std::size_t size) {
  return static_cast<std::uint32_t>(size);
}

// Levels of headings without a gap (ISO 14289-1 7.4.2): as deep as the heading stands under those
// before it, the title above all.
class HeadingDepth {
 public:
  ElementKind enter(int level) {
    while (!open_.empty() && open_.back() >= level) open_.pop_back();
    open_.push_back(level);
    const std::uint32_t depth = std::min(size32(open_.size()), deepest_heading);
    return static_cast<ElementKind>(depth - 1);
  }

 private:
  std::vector<int> open_;
};

class Planner {
 public:
  explicit Planner(const PagedDocument& document) : document_(document) {
    plan_.mark_of_run.resize(document.runs.size(), no_index);
    plan_.pages.reserve(document.pages.size());
  }

  StructurePlan plan() && {
    for (const content::Page& page : document_.pages) add_page(page);
    return std::move(plan_);
  }

 private:
  // What of a block is open. A block is one element, or one for each name and for the date of a
  // signature, or a heading and what follows it.
  struct Open {
    std::uint32_t block = no_index;
    LineRole role = LineRole::body;
    std::uint32_t name = 0;  // of a signature: its span
    std::uint32_t heading = no_index;
    std::uint32_t rest = no_index;
    std::uint32_t text = 0;  // bytes met
    std::uint32_t link = no_index;
  };

  void add_page(const content::Page& page) {
    page_ = size32(plan_.pages.size());
    mcids_ = 0;
    const std::uint32_t first_mark = size32(plan_.marks.size());
    const std::uint32_t first_link = size32(plan_.links.size());
    plan_.links.resize(first_link + page.links.size(), no_index);
    plan_.pages.push_back({{first_mark, first_mark}, {first_link, size32(plan_.links.size())}});
    for (const Line& line : document_.lines_of(page)) add_line(page, line);
    for (std::uint32_t i = first_link; i < plan_.links.size(); ++i) {
      if (plan_.links[i] == no_index) add_bare_link(i);
    }
    plan_.pages.back().marks.end = size32(plan_.marks.size());
  }

  void add_line(const content::Page& page, const Line& line) {
    bool first = true;
    for (std::uint32_t i = line.runs.begin; i < line.runs.end; ++i) {
      const Run& run = document_.runs[i];
      if (run.glyphs.size() == 0) continue;
      if (line.role == LineRole::page_number) {
        mark(i, no_index);
        continue;
      }
      if (first) enter_block(line, run);
      first = false;
      mark_run(page, line, i);
    }
  }

  void enter_block(const Line& line, const Run& run) {
    const bool is_name = line.role == LineRole::signature;
    const std::uint32_t name = is_name ? run.span : 0;
    if (open_.block == line.block && open_.role == line.role && open_.name == name) return;
    open_ = {.block = line.block, .role = line.role, .name = name};
  }

  void mark_run(const content::Page& page, const Line& line, std::uint32_t i) {
    const Run& run = document_.runs[i];
    const std::uint32_t element = element_of(run);
    const std::uint32_t place = link_at(page, line, run);
    if (place == no_index) {
      open_.link = no_index;
      mark(i, element);
      return;
    }
    if (!goes_on(page, place, element)) {
      open_.link = add_element(ElementKind::link, element);
      open_uri_ = &page.links[place].uri;
    }
    mark(i, open_.link);
    const std::uint32_t annotation = plan_.pages.back().links.begin + place;
    if (plan_.links[annotation] != no_index) return;
    plan_.links[annotation] = open_.link;
    add_kid(open_.link, {.kind = Kid::Kind::annotation, .page = page_, .index = annotation});
  }

  [[nodiscard]] content::BlockInfo info() const {
    return open_.block < document_.blocks.size() ? document_.blocks[open_.block]
                                                 : content::BlockInfo{};
  }

  // The heading's own text is counted in the block, not looked up in the document: the text of a
  // page number may stand in between. No run goes over the end of a heading.
  std::uint32_t element_of(const Run& run) {
    const content::BlockInfo block = info();
    open_.text += run.text.size();
    const std::uint32_t heading_text = block.heading_text.size();
    const bool whole = block.is_title || heading_text == 0;
    const bool heads = block.is_title || block.heading_level > 0;
    if (heads && (whole || open_.text <= heading_text)) {
      if (open_.heading == no_index) open_.heading = add_heading(block);
      return open_.heading;
    }
    if (open_.rest == no_index) open_.rest = add_element(ElementKind::paragraph, no_index);
    return open_.rest;
  }

  std::uint32_t add_heading(const content::BlockInfo& block) {
    return add_element(depth_.enter(block.is_title ? 0 : block.heading_level), no_index);
  }

  // The link that the run stands in: by place, as layout knows no more of them.
  static std::uint32_t link_at(const content::Page& page, const Line& line, const Run& run) {
    constexpr Pt slack{0.01};
    for (std::uint32_t i = 0; i < page.links.size(); ++i) {
      const content::Link& link = page.links[i];
      const bool beside = run.x + slack < link.x || link.x + link.width < run.x + slack;
      const bool apart = line.baseline < link.y || link.y + link.height < line.baseline;
      if (!beside && !apart) return i;
    }
    return no_index;
  }

  // A link may go on in the next line, where it is a further annotation of the same element.
  [[nodiscard]] bool goes_on(const content::Page& page, std::uint32_t place,
                             std::uint32_t element) const {
    return open_.link != no_index && plan_.elements[open_.link].parent == element &&
           *open_uri_ == page.links[place].uri;
  }

  // A link that no text stands in.
  void add_bare_link(std::uint32_t annotation) {
    const std::uint32_t paragraph = add_element(ElementKind::paragraph, no_index);
    plan_.links[annotation] = add_element(ElementKind::link, paragraph);
    add_kid(plan_.links[annotation],
            {.kind = Kid::Kind::annotation, .page = page_, .index = annotation});
  }

  std::uint32_t add_element(ElementKind kind, std::uint32_t parent) {
    const std::uint32_t element = size32(plan_.elements.size());
    plan_.elements.push_back({.kind = kind, .parent = parent});
    if (parent != no_index) add_kid(parent, {.kind = Kid::Kind::element, .index = element});
    return element;
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

  void mark(std::uint32_t run, std::uint32_t element) {
    const bool first = plan_.marks.size() == plan_.pages.back().marks.begin;
    if (first || plan_.marks.back().element != element) {
      MarkedContent& content = plan_.marks.emplace_back();
      content.element = element;
      if (element != no_index) {
        content.mcid = mcids_++;
        add_kid(element, {.page = page_, .index = content.mcid});
      }
    }
    plan_.mark_of_run[run] = size32(plan_.marks.size()) - 1;
  }

  const PagedDocument& document_;
  StructurePlan plan_;
  HeadingDepth depth_;
  Open open_;
  const std::string* open_uri_ = nullptr;
  std::uint32_t page_ = 0;
  std::uint32_t mcids_ = 0;
};

}  // namespace

std::string_view structure_type(ElementKind kind) {
  constexpr std::array<std::string_view, 8> names = {"H1", "H2", "H3", "H4",
                                                     "H5", "H6", "P",  "Link"};
  return names.at(static_cast<std::size_t>(kind));
}

StructurePlan plan_structure(const PagedDocument& document) {
  return Planner(document).plan();
}

}  // namespace tongbao::pdf

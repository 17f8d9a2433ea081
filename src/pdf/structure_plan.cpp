#include "pdf/structure_plan.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>

#include "pdf/regular_tables.h"

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

// By ElementKind; the title and headings have their depth beside.
std::string_view type_of(ElementKind kind) {
  static constexpr std::array<std::string_view, 13> types = {
      "H1", "H", "P", "Link", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure"};
  return types.at(static_cast<std::size_t>(kind));
}

// Elements that hold elements only, in the document's order; others hold them where their content
// stands among the other content.
bool is_container(ElementKind kind) {
  return kind == ElementKind::list || kind == ElementKind::list_item ||
         kind == ElementKind::table || kind == ElementKind::row;
}

bool has_number(std::string_view label) {
  return std::any_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Rectangle around(const Rectangle& a, const Rectangle& b) {
  return {std::min(a.left, b.left), std::min(a.bottom, b.bottom), std::max(a.right, b.right),
          std::max(a.top, b.top)};
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
    leave_out_what_is_empty();
    name_elements();
    number_lists();
    make_tables_regular(plan_);
    return std::move(plan_);
  }

 private:
  void take(const Element& element) {
    const std::uint32_t index = size32(plan_.elements.size());
    if (element.parent != content::no_element && element.parent >= index) {
      throw std::invalid_argument("not a paged document: an element before its parent");
    }
    plan_.elements.push_back({.parent = element.parent,
                              .source = index,
                              .columns = std::max<std::uint32_t>(element.columns, 1),
                              .rows = std::max<std::uint32_t>(element.rows, 1),
                              .alternative = element.alternative});
    const bool contained = element.parent != content::no_element &&
                           is_container(document_.elements[element.parent].kind);
    if (contained) hang(index);
    hung_.push_back(contained || element.parent == content::no_element);
  }

  void add_page(const content::Page& page) {
    page_ = size32(plan_.pages.size());
    mcids_ = 0;
    const std::uint32_t first_mark = size32(plan_.marks.size());
    const std::uint32_t first_link = size32(plan_.links.size());
    plan_.links.resize(first_link + page.links.size(), no_index);
    plan_.pages.push_back({{first_mark, first_mark}, {first_link, size32(plan_.links.size())}});
    for (const content::Picture& picture : page.pictures)
      begin_mark(described(picture), Artifact::layout);
    open_ = false;
    for (const Line& line : document_.lines_of(page)) {
      for (std::uint32_t i = line.runs.begin; i < line.runs.end; ++i) add_run(page, line, i);
    }
    for (std::uint32_t i = 0; i < page.pictures.size(); ++i) add_picture(page, i);
    for (std::uint32_t i = 0; i < page.links.size(); ++i) add_left_link(page, i);
    plan_.pages.back().marks.end = size32(plan_.marks.size());
  }

  // The figure that a picture shows; none where nothing says what it is.
  std::uint32_t described(const content::Picture& picture) {
    if (picture.image >= document_.images.size()) {
      throw std::invalid_argument("not a paged document: a picture without image");
    }
    if (picture.element == content::no_element) return no_index;
    StructureElement& figure = existing(picture.element);
    if (figure.alternative.empty()) {
      figure.alternative = document_.images[picture.image].alternative;
    }
    return figure.alternative.empty() ? no_index : picture.element;
  }

  // Pictures are drawn first but read where their figure stands, after the text before it.
  void add_picture(const content::Page& page, std::uint32_t index) {
    const MarkedContent& content = plan_.marks[plan_.pages.back().marks.begin + index];
    if (content.element == no_index) return;
    const content::Picture& picture = page.pictures[index];
    StructureElement& figure = plan_.elements[content.element];
    const Rectangle box =
        PageFrame(page).rectangle(picture.x, picture.y, picture.width, picture.height);
    if (figure.first_kid == no_index) {
      figure.box = box;
    } else if (plan_.kids[figure.first_kid].page == page_) {
      figure.box = around(figure.box, box);
    }
    add_content(content);
  }

  void add_run(const content::Page& page, const Line& line, std::uint32_t index) {
    const Run& run = document_.runs[index];
    if (run.glyphs.size() == 0) return;
    const Artifact artifact =
        line.role == content::LineRole::page_number ? Artifact::footer : Artifact::pagination;
    const bool goes_on = open_ && plan_.marks.back().element == run.element &&
                         (run.element != no_index || plan_.marks.back().artifact == artifact);
    if (!goes_on) {
      begin_mark(run.element, artifact);
      open_ = true;
      if (run.element != no_index) add_content(plan_.marks.back());
    }
    plan_.mark_of_run[index] = size32(plan_.marks.size()) - 1;
    if (run.element == no_index) return;
    const ElementKind kind = document_.elements[run.element].kind;
    if (kind == ElementKind::link) add_links(page, run.element);
    if (kind == ElementKind::label && has_number(document_.text_of(run.text))) {
      plan_.elements[run.element].numbered = true;
    }
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

  // A link that no text of its page stands in.
  void add_left_link(const content::Page& page, std::uint32_t index) {
    const std::uint32_t annotation = plan_.pages.back().links.begin + index;
    if (plan_.links[annotation] != no_index) return;
    std::uint32_t element = page.links[index].element;
    if (element == content::no_element || existing_kind(element) != ElementKind::link) {
      const std::uint32_t paragraph = add_element({});
      element = add_element({.type = "Link", .parent = paragraph});
      plan_.elements[paragraph].type = "P";
    }
    plan_.links[annotation] = element;
    reach(element);
    add_kid(element, {.kind = Kid::Kind::annotation, .page = page_, .index = annotation});
  }

  std::uint32_t add_element(const StructureElement& element) {
    plan_.elements.push_back(element);
    hung_.push_back(element.parent == no_index);
    return size32(plan_.elements.size()) - 1;
  }

  StructureElement& existing(std::uint32_t element) {
    if (element >= document_.elements.size()) {
      throw std::invalid_argument("not a paged document: an element that does not exist");
    }
    return plan_.elements[element];
  }

  ElementKind existing_kind(std::uint32_t element) {
    static_cast<void>(existing(element));
    return document_.elements[element].kind;
  }

  void begin_mark(std::uint32_t element, Artifact artifact) {
    MarkedContent& content = plan_.marks.emplace_back();
    content.element = element;
    content.artifact = artifact;
    if (element == no_index) return;
    static_cast<void>(existing(element));
    content.mcid = mcids_++;
  }

  void add_content(const MarkedContent& content) {
    reach(content.element);
    add_kid(content.element, {.page = page_, .index = content.mcid});
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
    plan_.add_kid(plan_.elements[element].parent, {.kind = Kid::Kind::element, .index = element});
  }

  void add_kid(std::uint32_t element, const Kid& kid) {
    plan_.add_kid(element, kid);
    plan_.elements[element].shown = true;
  }

  void leave_out_what_is_empty() {
    for (std::size_t i = plan_.elements.size(); i-- > 0;) {
      const StructureElement& element = plan_.elements[i];
      if (element.shown && element.parent != no_index) plan_.elements[element.parent].shown = true;
    }
    for (StructureElement& element : plan_.elements) {
      if (element.parent == no_index || element.source == no_index) continue;
      const ElementKind kind = document_.elements[element.source].kind;
      const bool of_table =
          kind == ElementKind::row || kind == ElementKind::header_cell || kind == ElementKind::cell;
      if (of_table && plan_.elements[element.parent].shown) element.shown = true;
    }
  }

  void name_elements() {
    HeadingDepth depth;
    for (StructureElement& element : plan_.elements) {
      if (!element.shown || element.source == no_index) continue;
      const Element& source = document_.elements[element.source];
      if (source.kind == ElementKind::title) {
        element.type = depth.enter(0);
      } else if (source.kind == ElementKind::heading) {
        element.type = depth.enter(source.level);
      } else {
        element.type = type_of(source.kind);
      }
    }
  }

  void number_lists() {
    for (const bool numbered : {true, false}) {  // a label without number has the last word
      for (const StructureElement& label : plan_.elements) {
        if (label.type != "Lbl" || label.numbered != numbered) continue;
        if (label.parent == no_index) continue;
        const std::uint32_t list = plan_.elements[label.parent].parent;
        if (list != no_index) plan_.elements[list].numbered = numbered;
      }
    }
  }

  const PagedDocument& document_;
  StructurePlan plan_;
  std::vector<bool> hung_;  // by element: it is among its parent's kids
  std::uint32_t page_ = 0;
  std::uint32_t mcids_ = 0;
  bool open_ = false;  // the last mark is of a run before this one on its page
};

}  // namespace

void StructurePlan::add_kid(std::uint32_t parent, const StructureKid& kid) {
  StructureElement& element = elements[parent];
  const std::uint32_t index = size32(kids.size());
  kids.push_back(kid);
  if (element.last_kid == no_index) {
    element.first_kid = index;
  } else {
    kids[element.last_kid].next = index;
  }
  element.last_kid = index;
}

StructurePlan plan_structure(const PagedDocument& document) {
  return Planner(document).plan();
}

}  // namespace tongbao::pdf

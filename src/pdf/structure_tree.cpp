#include "pdf/structure_tree.h"

#include <utility>

#include "pdf/structure_attributes.h"

namespace tongbao::pdf {

namespace {

using Kid = StructureKid;

class TreeWriter {
 public:
  TreeWriter(const content::PagedDocument& document, const StructurePlan& plan,
             const std::vector<ObjectId>& pages, const std::vector<ObjectId>& annotations,
             ObjectFile& file)
      : paged_(document), plan_(plan), pages_(pages), annotations_(annotations), file_(file) {}

  ObjectId write() {
    const ObjectId root = file_.reserve();
    document_ = file_.reserve();
    objects_.reserve(plan_.elements.size());
    for (const StructureElement& element : plan_.elements) {
      objects_.push_back(element.shown ? file_.reserve() : ObjectId{});
    }
    Array blocks;
    for (std::size_t i = 0; i < plan_.elements.size(); ++i) {
      const StructureElement& element = plan_.elements[i];
      if (!element.shown) continue;
      file_.define(objects_[i], dictionary_of(element));
      if (element.parent == no_index) blocks.add_reference(objects_[i]);
    }
    file_.define(
        document_,
        std::move(
            Dictionary().add_name("S", "Document").add_reference("P", root).add("K", blocks)));
    const ObjectId parents = file_.add(std::move(Dictionary().add("Nums", parent_numbers())));
    const auto next_key = annotation_key(plan_, plan_.links.size());
    file_.define(root, std::move(Dictionary()
                                     .add_name("Type", "StructTreeRoot")
                                     .add_reference("K", document_)
                                     .add_reference("ParentTree", parents)
                                     .add_integer("ParentTreeNextKey", next_key)));
    return root;
  }

 private:
  // Content and annotations on the element's page (/Pg, that of its first) need no page of their
  // own.
  Dictionary dictionary_of(const StructureElement& element) const {
    Dictionary dictionary;
    dictionary.add_name("S", element.type)
        .add_reference("P", element.parent == no_index ? document_ : objects_[element.parent]);
    const std::uint32_t page = page_of(element);
    if (page != no_index) dictionary.add_reference("Pg", pages_[page]);
    Array kids;
    for (std::uint32_t i = element.first_kid; i != no_index; i = plan_.kids[i].next) {
      add_kid(kids, plan_.kids[i], page);
    }
    if (!kids.empty()) dictionary.add("K", kids);
    add_attributes(paged_, element, dictionary);
    return dictionary;
  }

  std::uint32_t page_of(const StructureElement& element) const {
    for (std::uint32_t i = element.first_kid; i != no_index; i = plan_.kids[i].next) {
      if (plan_.kids[i].kind != Kid::Kind::element) return plan_.kids[i].page;
    }
    return no_index;
  }

  void add_kid(Array& kids, const Kid& kid, std::uint32_t page) const {
    if (kid.kind == Kid::Kind::element) {
      if (plan_.elements[kid.index].shown) kids.add_reference(objects_[kid.index]);
      return;
    }
    const bool is_annotation = kid.kind == Kid::Kind::annotation;
    if (!is_annotation && kid.page == page) {
      kids.add_integer(kid.index);
      return;
    }
    Dictionary reference;
    reference.add_name("Type", is_annotation ? "OBJR" : "MCR");
    if (kid.page != page) reference.add_reference("Pg", pages_[kid.page]);
    if (is_annotation) {
      reference.add_reference("Obj", annotations_[kid.index]);
    } else {
      reference.add_integer("MCID", kid.index);
    }
    kids.add(reference);
  }

  // Of a page its elements by MCID, of an annotation its Link.
  Array parent_numbers() const {
    Array numbers;
    for (std::size_t page = 0; page < plan_.pages.size(); ++page) {
      Array elements;
      const content::Range marks = plan_.pages[page].marks;
      for (std::uint32_t i = marks.begin; i < marks.end; ++i) {
        const std::uint32_t element = plan_.marks[i].element;
        if (element != no_index) elements.add_reference(objects_[element]);
      }
      numbers.add_integer(page_key(page)).add(elements);
    }
    for (std::size_t i = 0; i < plan_.links.size(); ++i) {
      numbers.add_integer(annotation_key(plan_, i)).add_reference(objects_[plan_.links[i]]);
    }
    return numbers;
  }

  const content::PagedDocument& paged_;
  const StructurePlan& plan_;
  const std::vector<ObjectId>& pages_;
  const std::vector<ObjectId>& annotations_;
  ObjectFile& file_;
  ObjectId document_;
  std::vector<ObjectId> objects_;  // by element; none for those that are left out
};

}  // namespace

std::int64_t page_key(std::size_t page) {
  return static_cast<std::int64_t>(page);
}

std::int64_t annotation_key(const StructurePlan& plan, std::size_t annotation) {
  return static_cast<std::int64_t>(plan.pages.size() + annotation);
}

ObjectId add_structure_tree(const content::PagedDocument& document, const StructurePlan& plan,
                            const std::vector<ObjectId>& pages,
                            const std::vector<ObjectId>& annotations, ObjectFile& file) {
  return TreeWriter(document, plan, pages, annotations, file).write();
}

}  // namespace tongbao::pdf

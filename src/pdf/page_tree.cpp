#include "pdf/page_tree.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "pdf/image_object.h"
#include "pdf/page_frame.h"
#include "pdf/structure_tree.h"
#include "pdf/syntax.h"

namespace tongbao::pdf {

namespace {

constexpr std::size_t most_kids = 64;  // of a node: readers find a page without reading them all

Dictionary node(const Array& kids, std::size_t pages) {
  Dictionary dictionary;
  dictionary.add_name("Type", "Pages")
      .add("Kids", kids)
      .add_integer("Count", static_cast<std::int64_t>(pages));
  return dictionary;
}

// A URI in ASCII (12.6.4.7): other bytes, controls and spaces are percent-encoded.
std::string ascii_uri(std::string_view uri) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : uri) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
  return out;
}

// What is read out for a link: its address without "mailto:".
std::string_view description_of(std::string_view uri) {
  constexpr std::string_view scheme = "mailto:";
  if (uri.starts_with(scheme) && uri.size() > scheme.size()) uri.remove_prefix(scheme.size());
  return uri;
}

// `key`: of the parent tree.
ObjectId add_link(const content::Page& page, const content::Link& link, std::int64_t key,
                  ObjectFile& file) {
  Dictionary action;
  action.add_name("S", "URI").add_bytes("URI", ascii_uri(link.uri));
  constexpr int flag_print = 4;
  Dictionary annotation;
  annotation.add_name("Type", "Annot")
      .add_name("Subtype", "Link")
      .add("Rect", PageFrame(page).rectangle(link.x, link.y, link.width, link.height).array())
      .add("Border", Array().add_number(0).add_number(0).add_number(0))
      .add_integer("F", flag_print)
      .add_integer("StructParent", key)
      .add_text("Contents", within_string_limit(description_of(link.uri)))
      .add("A", action);
  return file.add(std::move(annotation));
}

bool shows_transparency(const content::PagedDocument& document, const content::Page& page) {
  return std::any_of(page.pictures.begin(), page.pictures.end(),
                     [&document](const content::Picture& picture) {
                       return is_transparent(document.images[picture.image]);
                     });
}

// Colours mix as the output intent's numbers (11.4.7, ISO 19005-2 6.2.10).
Dictionary transparency_group() {
  Dictionary group;
  group.add_name("Type", "Group").add_name("S", "Transparency").add_name("CS", "DeviceRGB");
  return group;
}

}  // namespace

PageTree add_page_tree(std::size_t pages, ObjectFile& file) {
  PageTree tree;
  tree.root = file.reserve();
  Array nodes;
  for (std::size_t begin = 0; begin < pages; begin += most_kids) {
    const std::size_t count = std::min(most_kids, pages - begin);
    const ObjectId parent = pages <= most_kids ? tree.root : file.reserve();
    Array kids;
    for (std::size_t i = 0; i < count; ++i) {
      tree.parents.push_back(parent);
      kids.add_reference(tree.pages.emplace_back(file.reserve()));
    }
    if (pages <= most_kids) {
      nodes = std::move(kids);
      continue;
    }
    nodes.add_reference(parent);
    file.define(parent, std::move(node(kids, count).add_reference("Parent", tree.root)));
  }
  file.define(tree.root, node(nodes, pages));
  return tree;
}

void define_page(const content::PagedDocument& document, std::size_t index, const PageTree& tree,
                 const StructurePlan& structure, ObjectId resources, ObjectId contents,
                 std::vector<ObjectId>& annotations, ObjectFile& file) {
  const content::Page& page = document.pages[index];
  Dictionary dictionary;
  dictionary.add_name("Type", "Page")
      .add_reference("Parent", tree.parents[index])
      .add("MediaBox", PageFrame(page).paper().array())
      .add_reference("Resources", resources)
      .add_reference("Contents", contents)
      .add_integer("StructParents", page_key(index))
      .add_name("Tabs", "S");
  constexpr int quarter = 90;
  if (page.turned) dictionary.add_integer("Rotate", quarter);
  if (shows_transparency(document, page)) dictionary.add("Group", transparency_group());
  Array links;
  for (const content::Link& link : page.links) {
    const std::int64_t key = annotation_key(structure, annotations.size());
    links.add_reference(annotations.emplace_back(add_link(page, link, key, file)));
  }
  if (!links.empty()) dictionary.add("Annots", links);
  file.define(tree.pages[index], std::move(dictionary));
}

}  // namespace tongbao::pdf

#include "pdf/outline.h"

#include <cstddef>
#include <cstdint>
#include <stdexcept>

#include "pdf/page_frame.h"
#include "pdf/syntax.h"

namespace tongbao::pdf {

namespace {

// Items by place: 0 is the root, entry n is item n + 1. Link 0: none.
struct Item {
  ObjectId object;
  int level = 0;
  std::size_t parent = 0;
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t previous = 0;
  std::size_t next = 0;
  std::int64_t descendants = 0;
};

std::vector<Item> link_items(const std::vector<content::OutlineEntry>& entries, ObjectFile& file) {
  std::vector<Item> items(entries.size() + 1);
  items[0] = {.object = file.reserve(), .level = INT32_MIN};
  for (std::size_t i = 1; i < items.size(); ++i) {
    Item& item = items[i];
    item.object = file.reserve();
    item.level = entries[i - 1].level;
    item.parent = i - 1;
    while (items[item.parent].level >= item.level) item.parent = items[item.parent].parent;
    Item& parent = items[item.parent];
    item.previous = parent.last;
    if (parent.last == 0) {
      parent.first = i;
    } else {
      items[parent.last].next = i;
    }
    parent.last = i;
  }
  for (std::size_t i = items.size() - 1; i > 0; --i) {
    items[items[i].parent].descendants += items[i].descendants + 1;
  }
  return items;
}

Array destination(const content::PagedDocument& document, const content::OutlineEntry& entry,
                  const std::vector<ObjectId>& pages) {
  if (entry.page >= pages.size()) {
    throw std::invalid_argument("not a paged document: page of an outline entry");
  }
  const Point place = PageFrame(document.pages[entry.page]).point({}, entry.top);
  Array array;
  array.add_reference(pages[entry.page])
      .add_name("XYZ")
      .add_number(place.x)
      .add_number(place.y)
      .add_null();  // keeps the reader's magnification
  return array;
}

}  // namespace

ObjectId add_outline(const content::PagedDocument& document, const std::vector<ObjectId>& pages,
                     ObjectFile& file) {
  if (document.outline.empty()) return {};
  const std::vector<Item> items = link_items(document.outline, file);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    Dictionary dictionary;
    const auto link = [&](std::string_view key, std::size_t target) {
      if (target != 0) dictionary.add_reference(key, items[target].object);
    };
    if (i == 0) {
      dictionary.add_name("Type", "Outlines");
    } else {
      const content::OutlineEntry& entry = document.outline[i - 1];
      dictionary.add_text("Title", within_string_limit(entry.title))
          .add_reference("Parent", items[item.parent].object)
          .add("Dest", destination(document, entry, pages));
    }
    link("Prev", item.previous);
    link("Next", item.next);
    link("First", item.first);
    link("Last", item.last);
    if (item.descendants != 0) dictionary.add_integer("Count", item.descendants);  // all open
    file.define(item.object, std::move(dictionary));
  }
  return items[0].object;
}

}  // namespace tongbao::pdf

#include "pdf/structure_attributes.h"

#include "pdf/syntax.h"

namespace tongbao::pdf {

namespace {

Dictionary owned_by(std::string_view owner) {
  Dictionary attributes;
  attributes.add_name("O", owner);
  return attributes;
}

// 14.8.5.7.
Dictionary of_cell(const content::PagedDocument& document, const StructureElement& element) {
  Dictionary attributes;
  if (element.type == "TH") {
    const bool heads_row = document.elements[element.source].heads_row;
    attributes.add_name("Scope", heads_row ? "Row" : "Column");
  }
  if (element.columns > 1) attributes.add_integer("ColSpan", element.columns);
  if (element.rows > 1) attributes.add_integer("RowSpan", element.rows);
  return attributes.empty() ? attributes : std::move(attributes.add_name("O", "Table"));
}

// 14.8.5.4.3. A figure within a paragraph stands in its line.
Dictionary of_figure(const StructureElement& element) {
  Dictionary attributes = owned_by("Layout");
  if (element.parent == no_index) attributes.add_name("Placement", "Block");
  attributes.add("BBox", element.box.array());
  return attributes;
}

Dictionary attributes_of(const content::PagedDocument& document, const StructureElement& element) {
  if (element.type == "TH" || element.type == "TD") return of_cell(document, element);
  if (element.type == "Figure") return of_figure(element);
  if (element.type == "Table" && !element.alternative.empty()) {
    Dictionary attributes = owned_by("Table");
    attributes.add_text("Summary", within_string_limit(element.alternative));
    return attributes;
  }
  if (element.type == "L" && element.numbered) {  // 14.8.5.5
    Dictionary attributes = owned_by("List");
    attributes.add_name("ListNumbering", "Decimal");
    return attributes;
  }
  return {};
}

}  // namespace

void add_attributes(const content::PagedDocument& document, const StructureElement& element,
                    Dictionary& dictionary) {
  const Dictionary attributes = attributes_of(document, element);
  if (!attributes.empty()) dictionary.add("A", attributes);
  if (element.type == "Figure") {
    dictionary.add_text("Alt", within_string_limit(element.alternative));
  }
}

}  // namespace tongbao::pdf

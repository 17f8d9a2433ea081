// The logical structure of a document (ISO 32000-1 14.7, 14.8): which element each piece of content
// belongs to. Pure; safe on any thread.
//
// It is the document's own (content::Element) under a Document: H1 for the title, H2 and so on for
// the headings without a gap between levels, P, Link, L, Table, Figure as they are. Elements
// without content are left out, but for the cells of a table, which is made regular. What belongs
// to no element is an artifact.
#pragma once
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "content/paged_document.h"
#include "pdf/page_frame.h"

namespace tongbao::pdf {

constexpr std::uint32_t no_index = std::numeric_limits<std::uint32_t>::max();

// Kids hang together by index into StructurePlan::kids, in reading order.
struct StructureElement {
  std::string_view type;            // "H1", "P", "Link": standard structure types (14.8.4)
  std::uint32_t parent = no_index;  // none: the Document
  std::uint32_t source = no_index;  // index into PagedDocument::elements; none: made here
  std::uint32_t first_kid = no_index;
  std::uint32_t last_kid = no_index;
  bool shown = false;            // it or one below it has content, or it is of a table that has
  bool numbered = false;         // a list all labels of which have a number; one such label
  std::uint32_t columns = 1;     // of cells
  std::uint32_t rows = 1;        // likewise
  Rectangle box;                 // of figures: around those on the page of its first content
  std::string_view alternative;  // of figures and tables; refers into the document
};

struct StructureKid {
  enum class Kind : std::uint8_t { marked_content, element, annotation };
  Kind kind = Kind::marked_content;
  std::uint32_t page = 0;   // of content and annotation
  std::uint32_t index = 0;  // MCID, index of the element, index into StructurePlan::links
  std::uint32_t next = no_index;
};

// What content without an element is (14.8.2.2.2).
enum class Artifact : std::uint8_t {
  pagination,  // header rows that stand again on a further page
  footer,      // page numbers
  layout,      // rules, pictures that no one describes
};

// Runs, or a picture, that stand together in the content stream of a page and belong to one
// element. Its MCID is its place among those of its page that have an element.
struct MarkedContent {
  std::uint32_t element = no_index;  // none: an artifact
  std::uint32_t mcid = 0;
  Artifact artifact = Artifact::pagination;
};

struct PageStructure {
  content::Range marks;  // of StructurePlan::marks; the pictures' come first, one each
  content::Range links;  // of StructurePlan::links; parallel to Page::links
};

struct StructurePlan {
  // Parents before children; first those of the document, at the same indices.
  std::vector<StructureElement> elements;
  std::vector<StructureKid> kids;
  std::vector<MarkedContent> marks;
  std::vector<std::uint32_t> mark_of_run;  // by run; no_index where it shows nothing
  std::vector<std::uint32_t> links;        // the Link element of each annotation
  std::vector<PageStructure> pages;

  void add_kid(std::uint32_t parent, const StructureKid& kid);
};

// Requires what encode_text() has checked: ranges within their arrays. Throws std::invalid_argument
// for an element or image that does not exist, and for an element that stands before its parent.
// `document` must outlive the plan.
[[nodiscard]] StructurePlan plan_structure(const content::PagedDocument& document);

}  // namespace tongbao::pdf

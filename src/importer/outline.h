// The third step: paragraphs → a tree of numbered entries, by the style of their numbers alone.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "importer/paragraphs.h"

namespace tongbao::importer {

struct Entry {
  SourceParagraph source;                   // has a marker
  std::size_t heading_end = 0;              // offset in the source's text; what follows is run in
  std::vector<SourceParagraph> paragraphs;  // without numbers, up to the first child
  std::vector<std::size_t> children;        // indices into Outline::entries

  [[nodiscard]] Text label() const;    // as printed, without blanks
  [[nodiscard]] Text heading() const;  // between number and run-in text
  [[nodiscard]] Text rest() const;     // run-in text; empty where the heading has its own line
  [[nodiscard]] bool run_in() const { return !rest().empty(); }
};

struct Outline {
  std::vector<SourceParagraph> preamble;
  std::vector<Entry> entries;    // in the order of the text
  std::vector<std::size_t> top;  // those without a parent
  std::vector<SourceParagraph> closing;
};

[[nodiscard]] Outline build_outline(std::vector<SourceParagraph> paragraphs);

// Says gaps and repeats in the numbers of siblings, headings too long to be sure of, and headings
// with nothing below them.
void check_outline(const Outline& outline, Report& report);

}  // namespace tongbao::importer

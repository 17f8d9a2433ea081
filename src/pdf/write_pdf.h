// PagedDocument → PDF bytes, through libharu's object layer with HarfBuzz's subsets. The only room
// that knows libharu.
#pragma once
#include <optional>
#include <string>

#include "content/paged_document.h"
#include "font/font_set.h"
#include "pdf/font_program_cache.h"

namespace tongbao::pdf {

// A file that the document carries, what it was made from: the record.
struct Attachment {
  std::string name;        // of a file, without a path: "record.json"
  std::string media_type;  // "application/json"
  std::string description;
  std::string bytes;
};

// PDF 1.7 that is PDF/A-2a (ISO 19005-2), with an attachment PDF/A-3a (ISO 19005-3), and PDF/UA-1
// (ISO 14289-1): faces embedded as subsets, text that reads back exactly, tagged structure, Info
// and XMP, outline, links. The same document gives the same bytes on every run and thread, whether
// `fonts` is prepared or not. Safe to call from any thread. Throws std::invalid_argument where
// `document` or `attachment` breaks its own rules (glyph 0, ranges out of their arrays),
// std::length_error beyond 2 GiB, std::runtime_error where libharu or HarfBuzz fails: bugs or
// exhausted memory, all of them.
[[nodiscard]] std::string write_pdf(const content::PagedDocument& document,
                                    const font::FontSet& fonts,
                                    const std::optional<Attachment>& attachment = {});

// The same bytes, sooner where `programs` has seen the document's glyphs before.
[[nodiscard]] std::string write_pdf(const content::PagedDocument& document,
                                    FontProgramCache& programs,
                                    const std::optional<Attachment>& attachment = {});

}  // namespace tongbao::pdf

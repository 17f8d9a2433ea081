// Which code of which font shows each glyph of a document, so that its text can be read back
// exactly (ISO 32000-1 9.10).
//
// A code has one text in its font's ToUnicode map, but in some faces one glyph serves several
// characters (· and •, a Kangxi radical and its ideograph). The first text met is the glyph's own;
// a further one is shown through a variant: a second Type 0 font on the same descendant font with a
// ToUnicode map of its own. Every reader follows that, also those that know no ActualText or that
// look texts up by CID; it costs two font switches where it happens, and PDF/A-2u holds. Only what
// no map can say (more glyphs than characters, very long clusters, more than `most_variants`,
// U+FEFF) or may not say alone (private use, ISO 19005-2 6.2.11.7.3) is put into an ActualText
// span.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "content/paged_document.h"
#include "font/font_set.h"

namespace tongbao::pdf {

constexpr std::uint8_t most_variants = 8;

struct UsedGlyph {
  std::uint32_t id = 0;         // in its face
  content::Range text;          // of PagedDocument::text; empty: it continues a cluster
  std::int32_t next_text = -1;  // into FaceUse::further_texts
};

struct FurtherText {
  std::uint16_t slot = 0;
  std::uint8_t variant = 1;  // 1 to most_variants
  content::Range text;
  std::int32_t next_text = -1;
};

struct FaceUse {
  font::FaceId face = 0;
  std::vector<UsedGlyph> glyphs;  // by slot: the order of their first appearance
  std::vector<FurtherText> further_texts;
  std::uint8_t variants = 0;  // fonts beside the first
};

enum class ActualText : std::uint8_t { none, begins, continues };

struct EncodedGlyph {
  std::uint16_t slot = 0;  // in its face's use
  std::uint8_t variant = 0;
  ActualText actual_text = ActualText::none;  // begins: for the text up to the first that is `none`
};

struct TextEncoding {
  std::vector<FaceUse> faces;            // those that are shown, by FaceId
  std::vector<std::size_t> use_of_face;  // FaceId → index into `faces`
  std::vector<EncodedGlyph> glyphs;      // parallel to PagedDocument::glyphs
};

// Throws std::invalid_argument for a document that breaks the rules of PagedDocument: ranges out of
// their arrays, unknown faces or glyphs, glyph 0.
[[nodiscard]] TextEncoding encode_text(const content::PagedDocument& document,
                                       const font::FontSet& fonts);

}  // namespace tongbao::pdf

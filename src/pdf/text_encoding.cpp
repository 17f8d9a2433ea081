#include "pdf/text_encoding.h"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string_view>

#include <hb.h>

#include "base/utf8.h"

namespace tongbao::pdf {

namespace {

using content::PagedDocument;
using content::Range;

// Code points of one entry in a ToUnicode map that every reader takes.
constexpr std::size_t longest_mapped_text = 8;

void require(bool holds, const char* rule) {
  if (!holds) throw std::invalid_argument(std::string("not a paged document: ") + rule);
}

// U+0000, U+FEFF and U+FFFE may not stand in a ToUnicode map (ISO 19005-2 6.2.11.7.2).
bool forbidden_in_map(char32_t c) {
  return c == 0 || c == 0xFEFF || c == 0xFFFE;
}

bool is_private_use(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) || c >= 0x100000;
}

bool within(Range range, std::size_t size) {
  return range.begin <= range.end && range.end <= size;
}

// The use of one face while it grows.
class FaceUseBuilder {
 public:
  FaceUseBuilder(const PagedDocument& document, font::FaceId face, unsigned glyph_count)
      : document_(document), slots_(glyph_count, 0) {
    use_.face = face;
  }

  // A glyph with the text it stands for.
  EncodedGlyph encode(std::uint32_t glyph, Range text) {
    // Most glyphs have stood there before, for the same text.
    if (glyph < slots_.size() && slots_[glyph] != 0) {
      const auto slot = static_cast<std::uint16_t>(slots_[glyph] - 1);
      if (first_text_suffices_[slot] && same_text(use_.glyphs[slot].text, text)) {
        return {.slot = slot};
      }
    }
    const Mappable mappable = mappable_part(text);
    EncodedGlyph encoded = encode_mapped(glyph, mappable);
    if (!mappable.suffices) encoded.actual_text = ActualText::begins;
    return encoded;
  }

  FaceUse take() { return std::move(use_); }

 private:
  struct Mappable {
    Range text;
    bool suffices = true;  // says all, and says it for every reader
  };

  // As much of the text as a ToUnicode map should say. Of private use, readers know only what an
  // ActualText says (ISO 19005-2 6.2.11.7.3).
  Mappable mappable_part(Range text) const {
    std::size_t end = text.begin;
    bool is_private = false;
    for (std::size_t n = 0; n < longest_mapped_text && end < text.end; ++n) {
      std::size_t next = end;
      const char32_t c = next_code_point(document_.text, next);
      if (forbidden_in_map(c)) break;
      is_private = is_private || is_private_use(c);
      end = next;
    }
    const Range mapped{text.begin, std::min(static_cast<std::uint32_t>(end), text.end)};
    return {mapped, mapped.size() == text.size() && !is_private};
  }

  [[nodiscard]] bool same_text(Range a, Range b) const {
    if (a.size() != b.size()) return false;
    // Three bytes, as a rule: a loop is done before a call.
    const char* text = document_.text.data();
    for (std::uint32_t i = 0; i < a.size(); ++i) {
      if (text[a.begin + i] != text[b.begin + i]) return false;
    }
    return true;
  }

  EncodedGlyph encode_mapped(std::uint32_t glyph, const Mappable& mappable) {
    const Range text = mappable.text;
    require(glyph != 0 && glyph < slots_.size(), "a glyph that its face does not have");
    std::uint16_t& slot_and_one = slots_[glyph];
    if (slot_and_one == 0) {
      use_.glyphs.push_back({.id = glyph, .text = text});
      first_text_suffices_.push_back(mappable.suffices);
      slot_and_one = static_cast<std::uint16_t>(use_.glyphs.size());
      return {.slot = static_cast<std::uint16_t>(slot_and_one - 1)};
    }
    const auto slot = static_cast<std::uint16_t>(slot_and_one - 1);
    const std::string_view wanted = document_.text_of(text);
    if (document_.text_of(use_.glyphs[slot].text) == wanted) return {.slot = slot};
    return encode_further(slot, text, wanted);
  }

  EncodedGlyph encode_further(std::uint16_t slot, Range text, std::string_view wanted) {
    std::uint8_t variant = 1;
    std::int32_t* link = &use_.glyphs[slot].next_text;
    for (; *link >= 0; ++variant) {
      FurtherText& further = use_.further_texts[static_cast<std::size_t>(*link)];
      if (document_.text_of(further.text) == wanted) {
        return {.slot = slot, .variant = further.variant};
      }
      link = &further.next_text;
    }
    if (variant > most_variants) return {.slot = slot, .actual_text = ActualText::begins};
    *link = static_cast<std::int32_t>(use_.further_texts.size());
    use_.further_texts.push_back({.slot = slot, .variant = variant, .text = text});
    use_.variants = std::max(use_.variants, variant);
    return {.slot = slot, .variant = variant};
  }

  const PagedDocument& document_;
  std::vector<std::uint16_t> slots_;  // by glyph: its slot and one; 0: not yet used
  FaceUse use_;
  std::vector<bool> first_text_suffices_;  // by slot: a reader learns all from the map
};

class Encoder {
 public:
  Encoder(const PagedDocument& document, const font::FontSet& fonts)
      : document_(document), fonts_(fonts), builders_(fonts.face_count()) {
    encoding_.glyphs.resize(document.glyphs.size());
  }

  void encode_line(const content::Line& line) {
    require(within(line.runs, document_.runs.size()), "runs of a line");
    for (const content::Run& run : document_.runs_of(line)) encode_run(run);
  }

  TextEncoding take() {
    encoding_.use_of_face.resize(builders_.size());
    for (std::size_t face = 0; face < builders_.size(); ++face) {
      if (!builders_[face]) continue;
      encoding_.use_of_face[face] = encoding_.faces.size();
      encoding_.faces.push_back(builders_[face]->take());
    }
    return std::move(encoding_);
  }

 private:
  FaceUseBuilder& builder(font::FaceId face) {
    require(face < builders_.size(), "a face that the set does not have");
    auto& builder = builders_[face];
    if (!builder) {
      const unsigned glyph_count = hb_face_get_glyph_count(fonts_.hb_face(face));
      builder = std::make_unique<FaceUseBuilder>(document_, face, glyph_count);
    }
    return *builder;
  }

  void encode_run(const content::Run& run) {
    require(within(run.glyphs, document_.glyphs.size()), "glyphs of a run");
    require(within(run.text, document_.text.size()), "text of a run");
    FaceUseBuilder& face = builder(run.face);
    for (std::uint32_t i = run.glyphs.begin; i < run.glyphs.end;) {
      const std::uint32_t begin = i;
      Range text = text_of_glyph(run, i++);
      while (i < run.glyphs.end && text_of_glyph(run, i).size() == 0) ++i;
      encode_cluster(face, {begin, i}, text);
    }
  }

  Range text_of_glyph(const content::Run& run, std::uint32_t i) const {
    const Range text{document_.glyphs[i].text,
                     i + 1 < run.glyphs.end ? document_.glyphs[i + 1].text : run.text.end};
    require(run.text.begin <= text.begin && text.begin <= text.end && text.end <= run.text.end,
            "text of a glyph");
    return text;
  }

  void encode_cluster(FaceUseBuilder& face, Range glyphs, Range text) {
    const auto id = [this](std::uint32_t i) { return document_.glyphs[i].id; };
    if (glyphs.size() == 1 && text.size() != 0) {
      encoding_.glyphs[glyphs.begin] = face.encode(id(glyphs.begin), text);
      return;
    }
    if (count_code_points(document_.text_of(text)) >= glyphs.size()) {
      share_out(face, glyphs, text);
      return;
    }
    // Fewer characters than glyphs: the first glyph has the text, the others none.
    for (std::uint32_t i = glyphs.begin; i < glyphs.end; ++i) {
      const bool first = i == glyphs.begin;
      encoding_.glyphs[i] = face.encode(id(i), first ? text : Range{});
      encoding_.glyphs[i].actual_text = first ? ActualText::begins : ActualText::continues;
    }
  }

  // One code point each, and what is left to the last: a letter and its marks, as a rule.
  void share_out(FaceUseBuilder& face, Range glyphs, Range text) {
    std::size_t offset = text.begin;
    for (std::uint32_t i = glyphs.begin; i < glyphs.end; ++i) {
      const auto begin = static_cast<std::uint32_t>(offset);
      const bool last = i + 1 == glyphs.end;
      if (!last) static_cast<void>(next_code_point(document_.text, offset));
      const Range share{begin, last ? text.end : static_cast<std::uint32_t>(offset)};
      encoding_.glyphs[i] = face.encode(document_.glyphs[i].id, share);
    }
  }

  const PagedDocument& document_;
  const font::FontSet& fonts_;
  std::vector<std::unique_ptr<FaceUseBuilder>> builders_;  // by FaceId
  TextEncoding encoding_;
};

}  // namespace

TextEncoding encode_text(const PagedDocument& document, const font::FontSet& fonts) {
  Encoder encoder(document, fonts);
  for (const content::Page& page : document.pages) {
    require(within(page.lines, document.lines.size()), "lines of a page");
    for (const content::Line& line : document.lines_of(page)) encoder.encode_line(line);
  }
  return encoder.take();
}

}  // namespace tongbao::pdf

#include "pdf/embedded_font.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <numeric>
#include <string_view>

#include "pdf/font_descriptor.h"
#include "pdf/font_program.h"
#include "pdf/syntax.h"
#include "pdf/to_unicode.h"

namespace tongbao::pdf {

namespace {

constexpr double default_width = 1000;  // an em: all but all glyphs

using Slots = std::vector<std::uint16_t>;

template <class Key>
Slots slots_sorted_by(std::size_t count, const Key& key) {
  Slots slots(count);
  std::iota(slots.begin(), slots.end(), std::uint16_t{0});
  std::sort(slots.begin(), slots.end(), [&](auto a, auto b) { return key(a) < key(b); });
  return slots;
}

// Six letters from the glyphs themselves (9.6.4): the same subset has the same name.
std::string subset_tag(const std::vector<std::uint32_t>& glyphs) {
  std::uint64_t hash = 0xCBF29CE484222325;  // FNV-1a
  for (const std::uint32_t glyph : glyphs) hash = (hash ^ glyph) * 0x100000001B3;
  std::string tag;
  for (int i = 0; i < 6; ++i, hash /= 26) tag += static_cast<char>('A' + hash % 26);
  return tag + '+';
}

// The /W array: runs of consecutive codes whose width is not the default (9.7.4.3).
Array widths_array(const EmbeddedFont& font, const Slots& by_code) {
  Array all;
  Array run;
  std::uint32_t next = 0;
  const auto close = [&] {
    if (!run.empty()) all.add(run);
    run = {};
  };
  for (const std::uint16_t slot : by_code) {
    if (font.widths[slot] == default_width) continue;
    if (run.empty() || font.codes[slot] != next) {
      close();
      all.add_number(font.codes[slot]);
    }
    run.add_number(font.widths[slot]);
    next = font.codes[slot] + 1U;
  }
  close();
  return all;
}

// The texts of the face's own font (variant 0) or of one of its variants, by code.
std::vector<MappedText> texts_of(const FaceUse& use, const EmbeddedFont& font, const Slots& by_code,
                                 std::uint8_t variant) {
  std::vector<MappedText> texts;
  for (const std::uint16_t slot : by_code) {
    const UsedGlyph& glyph = use.glyphs[slot];
    if (variant == 0) texts.push_back({font.codes[slot], glyph.text});
    for (std::int32_t i = glyph.next_text; variant != 0 && i >= 0;) {
      const FurtherText& further = use.further_texts[static_cast<std::size_t>(i)];
      if (further.variant == variant) texts.push_back({font.codes[slot], further.text});
      i = further.next_text;
    }
  }
  return texts;
}

ObjectId add_descriptor(const font::FontSet& fonts, font::FaceId face, std::string_view name,
                        const std::shared_ptr<const FontProgram>& program, ObjectFile& file) {
  const bool cff = fonts.info(face).cff;
  Dictionary stream;
  if (cff) {
    stream.add_name("Subtype", "CIDFontType0C");
  } else {
    stream.add_integer("Length1", static_cast<std::int64_t>(program->size));
  }
  // Shares the program, which may stay in the cache.
  std::shared_ptr<const std::string> deflated(program, &program->deflated);
  const ObjectId font_file = file.add_stream(std::move(stream), std::move(deflated), Filter::flate);
  Dictionary descriptor = describe_font(fonts, face, name);
  descriptor.add_reference(cff ? "FontFile3" : "FontFile2", font_file);
  return file.add(std::move(descriptor));
}

}  // namespace

EmbeddedFont embed_font(const content::PagedDocument& document, FontProgramCache& programs,
                        const FaceUse& use, Compressor& compressor, ObjectFile& file) {
  const font::FontSet& fonts = programs.fonts();
  const font::FaceInfo& info = fonts.info(use.face);
  const std::size_t count = use.glyphs.size();
  const Slots by_glyph = slots_sorted_by(count, [&](auto slot) { return use.glyphs[slot].id; });
  std::vector<std::uint32_t> glyphs;
  glyphs.reserve(count);
  for (const std::uint16_t slot : by_glyph) glyphs.push_back(use.glyphs[slot].id);
  const auto program = programs.program(use.face, glyphs, compressor);

  EmbeddedFont font;
  font.codes.resize(count);
  font.widths.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    font.codes[by_glyph[i]] = program->codes[i];
    font.widths[by_glyph[i]] = program->widths[i];
  }
  // CIDs go up with the glyphs in most faces.
  const Slots by_code = std::ranges::is_sorted(program->codes)
                            ? by_glyph
                            : slots_sorted_by(count, [&](auto slot) { return font.codes[slot]; });

  const std::string name = subset_tag(glyphs) + info.postscript_name;
  const CharacterCollection& collection = program->collection;
  const ObjectId descriptor = add_descriptor(fonts, use.face, name, program, file);
  Dictionary cid_font;
  cid_font.add_name("Type", "Font")
      .add_name("Subtype", info.cff ? "CIDFontType0" : "CIDFontType2")
      .add_name("BaseFont", name)
      .add("CIDSystemInfo", Dictionary()
                                .add_bytes("Registry", collection.registry)
                                .add_bytes("Ordering", collection.ordering)
                                .add_integer("Supplement", collection.supplement))
      .add_reference("FontDescriptor", descriptor)
      .add_number("DW", default_width);
  if (const Array widths = widths_array(font, by_code); !widths.empty()) cid_font.add("W", widths);
  if (!info.cff) cid_font.add_name("CIDToGIDMap", "Identity");
  const ObjectId descendant = file.add(std::move(cid_font));

  for (unsigned variant = 0; variant <= use.variants; ++variant) {
    const auto texts = texts_of(use, font, by_code, static_cast<std::uint8_t>(variant));
    const ObjectId to_unicode =
        file.add_stream({}, compressor.deflate(to_unicode_map(document, texts)), Filter::flate);
    Dictionary type0;
    type0.add_name("Type", "Font")
        .add_name("Subtype", "Type0")
        .add_name("BaseFont", info.cff ? name + "-Identity-H" : name)
        .add_name("Encoding", "Identity-H")
        .add("DescendantFonts", Array().add_reference(descendant))
        .add_reference("ToUnicode", to_unicode);
    font.fonts.push_back(file.add(std::move(type0)));
  }
  return font;
}

}  // namespace tongbao::pdf

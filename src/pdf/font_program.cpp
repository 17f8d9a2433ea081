#include "pdf/font_program.h"

#include <array>
#include <memory>
#include <new>
#include <stdexcept>
#include <string_view>

#include <hb-subset.h>

#include "pdf/cff.h"
#include "pdf/cff_subset.h"
#include "pdf/syntax.h"

namespace tongbao::pdf {

namespace {

template <auto destroy>
struct Destroy {
  template <class T>
  void operator()(T* object) const {
    destroy(object);
  }
};
using Blob = std::unique_ptr<hb_blob_t, Destroy<hb_blob_destroy>>;
using Face = std::unique_ptr<hb_face_t, Destroy<hb_face_destroy>>;
using Input = std::unique_ptr<hb_subset_input_t, Destroy<hb_subset_input_destroy>>;
using Plan = std::unique_ptr<hb_subset_plan_t, Destroy<hb_subset_plan_destroy>>;

constexpr hb_tag_t cff_tag = HB_TAG('C', 'F', 'F', ' ');

// Everything but outlines and, for TrueType, what ISO 32000-1 9.9 asks for (glyf, head, hhea, hmtx,
// loca, maxp): a PDF has characters and metrics in its own objects.
constexpr std::array needless_tables = {
    HB_TAG('B', 'A', 'S', 'E'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('E', 'B', 'D', 'T'),
    HB_TAG('E', 'B', 'L', 'C'), HB_TAG('E', 'B', 'S', 'C'), HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'S', 'U', 'B'), HB_TAG('J', 'S', 'T', 'F'),
    HB_TAG('L', 'T', 'S', 'H'), HB_TAG('M', 'A', 'T', 'H'), HB_TAG('O', 'S', '/', '2'),
    HB_TAG('P', 'C', 'L', 'T'), HB_TAG('S', 'T', 'A', 'T'), HB_TAG('V', 'D', 'M', 'X'),
    HB_TAG('V', 'O', 'R', 'G'), HB_TAG('c', 'm', 'a', 'p'), HB_TAG('c', 'v', 't', ' '),
    HB_TAG('f', 'p', 'g', 'm'), HB_TAG('g', 'a', 's', 'p'), HB_TAG('h', 'd', 'm', 'x'),
    HB_TAG('k', 'e', 'r', 'n'), HB_TAG('m', 'e', 't', 'a'), HB_TAG('n', 'a', 'm', 'e'),
    HB_TAG('p', 'o', 's', 't'), HB_TAG('p', 'r', 'e', 'p'), HB_TAG('v', 'h', 'e', 'a'),
    HB_TAG('v', 'm', 't', 'x')};
constexpr std::array needless_with_cff = {HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x')};

std::span<const std::uint8_t> bytes_of(const Blob& blob) {
  unsigned size = 0;
  const char* data = hb_blob_get_data(blob.get(), &size);
  return {reinterpret_cast<const std::uint8_t*>(data), size};
}

Input make_input(std::span<const std::uint32_t> glyphs, bool cff) {
  Input input(hb_subset_input_create_or_fail());
  if (!input) throw std::bad_alloc();
  hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
  for (const std::uint32_t glyph : glyphs) hb_set_add(wanted, glyph);
  unsigned flags = HB_SUBSET_FLAGS_NO_HINTING;
  // Takes half as long as finding out which of them are needed.
  if (cff) flags |= HB_SUBSET_FLAGS_DESUBROUTINIZE;
  hb_subset_input_set_flags(input.get(), flags);
  hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const hb_tag_t tag : needless_tables) hb_set_add(dropped, tag);
  if (cff) {
    for (const hb_tag_t tag : needless_with_cff) hb_set_add(dropped, tag);
  }
  return input;
}

std::vector<std::uint16_t> codes_of(std::span<const std::uint32_t> glyphs,
                                    const hb_map_t& renumbered,
                                    const std::vector<std::uint16_t>* cids) {
  std::vector<std::uint16_t> codes;
  codes.reserve(glyphs.size());
  for (const std::uint32_t glyph : glyphs) {
    const hb_codepoint_t kept = hb_map_get(&renumbered, glyph);
    if (kept > 0xFFFF || (cids != nullptr && kept >= cids->size())) {
      throw std::runtime_error("a font subset lacks a glyph that was asked for");
    }
    codes.push_back(cids != nullptr ? (*cids)[kept] : static_cast<std::uint16_t>(kept));
  }
  return codes;
}

FontProgram copied(const CopyableFont& source, std::span<const std::uint32_t> glyphs) {
  DeflatedTable table = source.subset(glyphs);
  FontProgram program{.deflated = std::move(table.deflated),
                      .size = table.size,
                      .collection = source.names().collection,
                      .codes = {},
                      .widths = {}};
  program.codes.reserve(glyphs.size());
  for (const std::uint32_t glyph : glyphs) program.codes.push_back(source.names().cids.at(glyph));
  return program;
}

FontProgram cut(hb_face_t* source, bool cff, std::span<const std::uint32_t> glyphs,
                Compressor& compressor) {
  const Input input = make_input(glyphs, cff);
  const Plan plan(hb_subset_plan_create_or_fail(source, input.get()));
  if (!plan) throw std::runtime_error("hb_subset_plan_create_or_fail failed");
  const Face face(hb_subset_plan_execute_or_fail(plan.get()));
  if (!face) throw std::runtime_error("hb_subset_plan_execute_or_fail failed");
  const hb_map_t& renumbered = *hb_subset_plan_old_to_new_glyph_mapping(plan.get());

  const Blob blob(cff ? hb_face_reference_table(face.get(), cff_tag)
                      : hb_face_reference_blob(face.get()));
  const auto bytes = bytes_of(blob);
  FontProgram program;
  program.size = bytes.size();
  if (cff) {
    CffNames names = read_cff_names(bytes);
    program.codes = codes_of(glyphs, renumbered, &names.cids);
    program.collection = std::move(names.collection);
  } else {
    program.codes = codes_of(glyphs, renumbered, nullptr);
  }
  program.deflated =
      compressor.deflate({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  return program;
}

}  // namespace

struct FaceSubsetter::Data {
  const font::FontSet& fonts;
  font::FaceId face = 0;
  Blob cff_table;                                // of a CFF face
  std::unique_ptr<const CopyableFont> copyable;  // or null: HarfBuzz cuts it
};

FaceSubsetter::FaceSubsetter(const font::FontSet& fonts, font::FaceId face)
    : data_(new Data{.fonts = fonts, .face = face}) {
  if (!fonts.info(face).cff) return;
  data_->cff_table.reset(hb_face_reference_table(fonts.hb_face(face), cff_tag));
  data_->copyable = CopyableFont::open(bytes_of(data_->cff_table));
}

FaceSubsetter::~FaceSubsetter() = default;

FontProgram FaceSubsetter::subset(std::span<const std::uint32_t> glyphs,
                                  Compressor& compressor) const {
  const auto& [fonts, face, cff_table, copyable] = *data_;
  FontProgram program =
      copyable ? copied(*copyable, glyphs)
               : cut(fonts.subset_source(face), fonts.info(face).cff, glyphs, compressor);
  constexpr int width_decimals = 3;
  program.widths.reserve(glyphs.size());
  for (const std::uint32_t glyph : glyphs) {
    program.widths.push_back(rounded(fonts.advance(face, glyph) * 1000.0, width_decimals));
  }
  return program;
}

bool FaceSubsetter::cut_by_harfbuzz() const {
  return !data_->copyable;
}

}  // namespace tongbao::pdf

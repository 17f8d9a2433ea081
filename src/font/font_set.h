// The faces that documents are set in: roles (小标宋, 仿宋, 黑体, 楷体, 宋体), each served by a
// list of files of which the first that has a character shows it. Loaded once at start and
// immutable afterwards: safe on any thread.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "content/paged_document.h"

struct hb_face_t;
struct hb_font_t;

namespace tongbao::font {

using content::FaceId;
using RoleId = std::uint16_t;

// A face as opened. Measures are in thousandths of an em.
struct FaceInfo {
  std::string postscript_name;
  std::string family;
  std::filesystem::path file;
  unsigned index = 0;  // in a collection
  unsigned units_per_em = 1000;
  bool cff = false;     // CFF outlines, else TrueType
  double ascent = 880;  // of the ideographic em box
  double descent = -120;
  std::array<int, 4> box = {};  // font bounding box
};

// What a code point shows as in a role.
struct GlyphChoice {
  FaceId face = 0;
  std::uint32_t glyph = 0;  // 0: no face of the role has it
  float advance = 0;        // in em
};

class FontSet {
 public:
  // Reads `folder`/fonts.json and opens every face it names but optional ones that are absent. A
  // relative file name is looked for in `folder`; the case of its letters does not matter. Files
  // are mapped into memory: replace one by rename, never in place. Errors: font.listUnreadable,
  // font.listInvalid, font.missing, font.broken, font.embeddingForbidden (OS/2 fsType) — all at
  // once.
  [[nodiscard]] static Result<std::shared_ptr<const FontSet>> load(
      const std::filesystem::path& folder);
  ~FontSet();
  FontSet(const FontSet&) = delete;
  FontSet& operator=(const FontSet&) = delete;

  [[nodiscard]] const std::vector<std::string>& roles() const;         // names, in the list's order
  [[nodiscard]] const RoleId* find_role(std::string_view name) const;  // null: unknown
  [[nodiscard]] const std::string& label_of(RoleId role) const;        // 仿宋
  // The faces that serve a role, in the order they are asked: its own, then its fallbacks, then
  // those of every role.
  [[nodiscard]] const std::vector<FaceId>& faces_of(RoleId role) const;
  // So many of them are the role's own, at least one.
  [[nodiscard]] std::size_t own_face_count(RoleId role) const;
  // The optional files that the list names for the role and that are absent, as it writes them.
  [[nodiscard]] const std::vector<std::string>& absent_of(RoleId role) const;
  // The face that is asked first for ASCII (but the space) and Latin letters, if the list names
  // one.
  [[nodiscard]] std::optional<FaceId> latin_face_of(RoleId role) const;

  [[nodiscard]] std::size_t face_count() const;
  [[nodiscard]] const FaceInfo& info(FaceId face) const;

  // A flat-table look-up; no shaping. Controls (below U+0020, U+007F–009F, U+2028, U+2029) and what
  // takes no room (joiners, variation selectors, U+200B, U+00AD; shape() folds these into the
  // character before) have no glyph of their own: glyph 0. Private-use characters are taken from a
  // role's own faces only: in a fallback they would show as anything. Marks of ambiguous width
  // (“ ” ‘ ’ — … · ①) are full-width where the face can.
  [[nodiscard]] GlyphChoice choose(RoleId role, char32_t code_point) const;
  // The same for a character with a variation selector (UTS #37): the first face that knows the
  // pair, else the character alone.
  [[nodiscard]] GlyphChoice choose_variation(RoleId role, char32_t code_point,
                                             char32_t selector) const;
  // Advance of a glyph, in em.
  [[nodiscard]] float advance(FaceId face, std::uint32_t glyph) const;
  // Whether shaping may kern the face's Latin letters.
  [[nodiscard]] bool has_kerning(FaceId face) const;

  // HarfBuzz's own objects, for shaping and subsetting; immutable, owned by the set.
  [[nodiscard]] hb_face_t* hb_face(FaceId face) const;
  [[nodiscard]] hb_font_t* hb_font(FaceId face) const;
  // A face prepared for fast subsetting, once prepare() has done so; else the face itself.
  [[nodiscard]] hb_face_t* subset_source(FaceId face) const;
  // Prepares a face (hb_subset_preprocess: 0.2 s and 100 MB). Blocks; call it from a thread of its
  // own while others render.
  void prepare(FaceId face) const;

 private:
  FontSet();
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace tongbao::font

// One opened face: the file mapped into memory, HarfBuzz's objects over it, and what it says of
// itself. Internal to font/.
#pragma once
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/diagnostic.h"
#include "font/font_set.h"

namespace tongbao::font {

struct HbDeleter {
  void operator()(hb_face_t* face) const;
  void operator()(hb_font_t* font) const;
};

// Immutable but for prepare(); safe on any thread.
class Face {
 public:
  // Opens and checks face `index` of `file`. Null where it cannot be used; then `error` has a code
  // (font.missing, font.broken, font.embeddingForbidden), message and hint, but no place.
  [[nodiscard]] static std::unique_ptr<const Face> open(const std::filesystem::path& file,
                                                        unsigned index, Diagnostic& error);
  ~Face();
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;

  [[nodiscard]] const FaceInfo& info() const { return info_; }
  [[nodiscard]] hb_face_t* hb_face() const { return face_.get(); }
  [[nodiscard]] hb_font_t* hb_font() const { return font_.get(); }
  [[nodiscard]] bool kerned() const { return kerned_; }  // has kerning that shaping would apply

  // 0: none.
  [[nodiscard]] std::uint32_t glyph(char32_t code_point) const;
  [[nodiscard]] std::uint32_t variation_glyph(char32_t code_point, char32_t selector) const;
  // The glyph that the face's feature fwid puts in place of `glyph` (the glyph of `code_point`);
  // `glyph` itself where there is no such feature.
  [[nodiscard]] std::uint32_t full_width_glyph(char32_t code_point, std::uint32_t glyph) const;
  [[nodiscard]] float advance(std::uint32_t glyph) const;  // in em

  [[nodiscard]] hb_face_t* subset_source() const;
  // Blocks while it prepares. Calls for one face must not overlap.
  void prepare() const;

 private:
  Face() = default;
  std::unique_ptr<hb_face_t, HbDeleter> face_;
  std::unique_ptr<hb_font_t, HbDeleter> font_;
  mutable std::atomic<hb_face_t*> prepared_ = nullptr;  // owned
  FaceInfo info_;
  bool kerned_ = false;
};

}  // namespace tongbao::font

// What a FontSet holds. Internal to font/.
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "font/face.h"
#include "font/font_set.h"
#include "font/glyph_table.h"

namespace tongbao::font {

struct Role {
  std::string label;
  std::vector<FaceId> faces;  // its own, then its fallbacks, then everyone's
  std::size_t own_faces = 0;  // that many of them are its own
  std::optional<FaceId> latin;
  std::vector<std::string> absent;  // optional files, as the list writes them
  std::unique_ptr<GlyphTable> glyphs = std::make_unique<GlyphTable>();
};

struct FontSet::Data {
  std::vector<std::string> role_names;
  std::vector<RoleId> role_ids;
  std::vector<Role> roles;
  std::vector<std::unique_ptr<const Face>> faces;
  std::mutex preparing;
};

}  // namespace tongbao::font

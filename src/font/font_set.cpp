#include "font/font_set.h"

#include <algorithm>
#include <utility>

#include "base/file.h"
#include "font/characters.h"
#include "font/face_opener.h"
#include "font/font_list.h"
#include "font/font_set_data.h"

namespace tongbao::font {

namespace {

constexpr std::size_t largest_list = 1 << 20;  // bytes of fonts.json

GlyphChoice glyph_in(const Face& face, FaceId id, char32_t code_point) {
  std::uint32_t glyph = face.glyph(code_point);
  if (glyph == 0) return {};
  if (is_ambiguous_width_mark(code_point) && face.advance(glyph) < 1) {
    glyph = face.full_width_glyph(code_point, glyph);
  }
  return {.face = id, .glyph = glyph, .advance = face.advance(glyph)};
}

bool never_shown(char32_t code_point) {
  return is_control(code_point) || (code_point >= 0xD800 && code_point <= 0xDFFF) ||
         is_ignorable(code_point);
}

GlyphChoice look_up(const std::vector<std::unique_ptr<const Face>>& faces, const Role& role,
                    char32_t code_point) {
  if (role.latin && is_latin(code_point)) {
    const GlyphChoice choice = glyph_in(*faces[*role.latin], *role.latin, code_point);
    if (choice.glyph != 0) return choice;
  }
  const std::size_t asked = is_private_use(code_point) ? role.own_faces : role.faces.size();
  for (std::size_t i = 0; i < asked; ++i) {
    const FaceId id = role.faces[i];
    const GlyphChoice choice = glyph_in(*faces[id], id, code_point);
    if (choice.glyph != 0) return choice;
  }
  return {};
}

}  // namespace

FontSet::FontSet() : data_(std::make_unique<Data>()) {}
FontSet::~FontSet() = default;

Result<std::shared_ptr<const FontSet>> FontSet::load(const std::filesystem::path& folder) {
  const std::filesystem::path list_path = folder / "fonts.json";
  auto text = read_file(list_path, largest_list);
  if (!text) {
    for (Diagnostic& error : text.error()) error.code = "font.listUnreadable";
    return failure(std::move(text.error()));
  }
  Diagnostics errors;
  const FontList list = read_font_list(*text, list_path.string(), errors);
  std::shared_ptr<FontSet> set(new FontSet);
  Data& data = *set->data_;
  FaceOpener opener(folder, list_path.string(), data.faces, errors);
  for (const RoleEntry& entry : list.roles) {
    data.role_ids.push_back(static_cast<RoleId>(data.roles.size()));
    data.role_names.push_back(entry.role);
    data.roles.push_back(opener.open_role(entry, list.fallback));
  }
  if (!errors.empty()) return failure(std::move(errors));
  return set;
}

const std::vector<std::string>& FontSet::roles() const {
  return data_->role_names;
}

const RoleId* FontSet::find_role(std::string_view name) const {
  const auto& names = data_->role_names;
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? nullptr
                              : &data_->role_ids[static_cast<std::size_t>(found - names.begin())];
}

const std::string& FontSet::label_of(RoleId role) const {
  return data_->roles[role].label;
}

const std::vector<FaceId>& FontSet::faces_of(RoleId role) const {
  return data_->roles[role].faces;
}

std::size_t FontSet::own_face_count(RoleId role) const {
  return data_->roles[role].own_faces;
}

const std::vector<std::string>& FontSet::absent_of(RoleId role) const {
  return data_->roles[role].absent;
}

std::optional<FaceId> FontSet::latin_face_of(RoleId role) const {
  return data_->roles[role].latin;
}

std::size_t FontSet::face_count() const {
  return data_->faces.size();
}

const FaceInfo& FontSet::info(FaceId face) const {
  return data_->faces[face]->info();
}

GlyphChoice FontSet::choose(RoleId role, char32_t code_point) const {
  if (code_point > 0x10FFFF) return {};
  const Role& of_role = data_->roles[role];
  if (const auto known = of_role.glyphs->find(code_point)) return *known;
  const GlyphChoice choice =
      never_shown(code_point) ? GlyphChoice{} : look_up(data_->faces, of_role, code_point);
  of_role.glyphs->store(code_point, choice);
  return choice;
}

GlyphChoice FontSet::choose_variation(RoleId role, char32_t code_point, char32_t selector) const {
  for (const FaceId id : data_->roles[role].faces) {
    const Face& face = *data_->faces[id];
    const std::uint32_t glyph = face.variation_glyph(code_point, selector);
    if (glyph != 0) return {.face = id, .glyph = glyph, .advance = face.advance(glyph)};
  }
  return choose(role, code_point);
}

float FontSet::advance(FaceId face, std::uint32_t glyph) const {
  return data_->faces[face]->advance(glyph);
}

bool FontSet::has_kerning(FaceId face) const {
  return data_->faces[face]->kerned();
}

hb_face_t* FontSet::hb_face(FaceId face) const {
  return data_->faces[face]->hb_face();
}
hb_font_t* FontSet::hb_font(FaceId face) const {
  return data_->faces[face]->hb_font();
}

hb_face_t* FontSet::subset_source(FaceId face) const {
  return data_->faces[face]->subset_source();
}

void FontSet::prepare(FaceId face) const {
  const std::lock_guard lock(data_->preparing);
  data_->faces[face]->prepare();
}

}  // namespace tongbao::font

#include "font/face.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <system_error>
#include <utility>

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>

#include "font/sfnt.h"

namespace tongbao::font {

namespace {

struct BlobDeleter {
  void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
};
struct SetDeleter {
  void operator()(hb_set_t* set) const { hb_set_destroy(set); }
};
struct BufferDeleter {
  void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};

// The largest collections of CJK faces have some 150 MB; HarfBuzz counts in 32 bits.
constexpr std::uintmax_t largest_file = std::uintmax_t{1} << 29;

// PDF names and file names are made of these; whatever else a face puts into its name is dropped.
bool plain(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '+';
}

std::string plain_name(std::string name, const std::string& otherwise) {
  std::erase_if(name, [](char c) { return !plain(c); });
  return name.empty() ? otherwise : name;
}

std::string name_entry(hb_face_t* face, hb_ot_name_id_t id) {
  std::array<char, 256> text;
  unsigned size = text.size();
  hb_ot_name_get_utf8(face, id, hb_language_from_string("en", -1), &size, text.data());
  return {text.data(), size};
}

// The ideographic em box: from the BASE table, else from OS/2 where its values make one em, else
// 880 over 120. (FandolSong-Regular says 800/-200 in OS/2, but its ideographs sit as the others'.)
void measure_em_box(hb_font_t* font, const SfntFacts& facts, FaceInfo& info) {
  const double scale = 1000.0 / facts.units_per_em;
  hb_position_t bottom = 0;
  if (hb_ot_layout_get_baseline(font, HB_OT_LAYOUT_BASELINE_TAG_IDEO_EMBOX_BOTTOM_OR_LEFT,
                                HB_DIRECTION_LTR, HB_TAG('h', 'a', 'n', 'i'), HB_TAG_NONE,
                                &bottom) != 0) {
    info.descent = bottom * scale;
  } else if (facts.typo_ascent - facts.typo_descent == static_cast<int>(facts.units_per_em)) {
    info.descent = facts.typo_descent * scale;
  } else {
    info.descent = -120;
  }
  info.ascent = 1000 + info.descent;
}

FaceInfo describe(hb_face_t* face, hb_font_t* font, const SfntFacts& facts,
                  const std::filesystem::path& file, unsigned index) {
  FaceInfo info;
  info.postscript_name =
      plain_name(name_entry(face, HB_OT_NAME_ID_POSTSCRIPT_NAME), plain_name(file.stem(), "Face"));
  info.family = name_entry(face, HB_OT_NAME_ID_FONT_FAMILY);
  info.file = file;
  info.index = index;
  info.units_per_em = facts.units_per_em;
  info.cff = facts.cff;
  measure_em_box(font, facts, info);
  for (std::size_t i = 0; i < 4; ++i) {
    const double value = facts.box[i] * 1000.0 / facts.units_per_em;
    info.box[i] = static_cast<int>(i < 2 ? std::floor(value) : std::ceil(value));
  }
  return info;
}

Diagnostic missing(const std::filesystem::path& file) {
  return {.code = "font.missing",
          .where = {},
          .message = say("缺少字体文件 {}", "font file {} is missing", file.string()),
          .hint = say("scripts/setup 安装 Fandol 字体及 Debian 的 fonts-hanazono、fonts-noto-cjk；"
                      "可有可无的字体在 fonts.json 中注明 \"optional\": true",
                      "scripts/setup installs the Fandol faces and Debian's fonts-hanazono and "
                      "fonts-noto-cjk; a face that may be absent is \"optional\": true in "
                      "fonts.json")};
}

Diagnostic unusable(const char* code, const std::filesystem::path& file, unsigned index,
                    const Bilingual& reason, Bilingual hint) {
  return {.code = code,
          .where = {},
          .message = {fmt::format("字体文件 {}（第{}号）：{}", file.string(), index, reason.zh),
                      fmt::format("font file {} (face {}): {}", file.string(), index, reason.en)},
          .hint = std::move(hint)};
}

Diagnostic broken(const std::filesystem::path& file, unsigned index, const Bilingual& reason) {
  return unusable("font.broken", file, index, reason,
                  say("请换成完好的文件，或从 fonts.json 中去掉",
                      "put a sound file in its place, or take it out of fonts.json"));
}

Diagnostic forbidden(const std::filesystem::path& file, unsigned index, const Bilingual& reason) {
  return unusable("font.embeddingForbidden", file, index, reason,
                  say("请向字库厂商取得允许嵌入的版本，或从 fonts.json 中去掉",
                      "ask the foundry for a version that may be embedded, or take it out of "
                      "fonts.json"));
}

// Whether a file of a size that can be mapped is there; else what is wrong with it.
std::optional<Diagnostic> problem_of_file(const std::filesystem::path& file, unsigned index) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (status.type() == std::filesystem::file_type::not_found) return missing(file);
  if (error) {
    return broken(file, index, say("无法打开：{}", "it cannot be opened: {}", error.message()));
  }
  if (!std::filesystem::is_regular_file(status)) {
    return broken(file, index, say("不是文件", "it is no file"));
  }
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (!error && size > largest_file) {
    return broken(file, index, say("超过{} MB", "it is larger than {} MB", largest_file >> 20));
  }
  return std::nullopt;
}

// Whether a look-up by Unicode code point can find anything. (Faces of the nineties may know GB
// 2312 codes only.)
bool maps_unicode(hb_face_t* face) {
  const std::unique_ptr<hb_set_t, SetDeleter> characters(hb_set_create());
  hb_face_collect_unicodes(face, characters.get());
  return hb_set_get_max(characters.get()) != HB_SET_VALUE_INVALID;
}

bool kerns_in_gpos(hb_face_t* face) {
  std::array<hb_tag_t, 64> tags;
  unsigned start = 0, count = tags.size();
  while (count == tags.size()) {
    hb_ot_layout_table_get_feature_tags(face, HB_OT_TAG_GPOS, start, &count, tags.data());
    const auto end = tags.begin() + count;
    if (std::find(tags.begin(), end, HB_TAG('k', 'e', 'r', 'n')) != end) return true;
    start += count;
  }
  return false;
}

// HarfBuzz gives no extents for any glyph of outlines that it cannot read.
bool outlines_readable(hb_font_t* font, unsigned glyph_count) {
  hb_glyph_extents_t extents;
  return hb_font_get_glyph_extents(font, glyph_count / 2, &extents) != 0;
}

}  // namespace

void HbDeleter::operator()(hb_face_t* face) const {
  hb_face_destroy(face);
}
void HbDeleter::operator()(hb_font_t* font) const {
  hb_font_destroy(font);
}

std::unique_ptr<const Face> Face::open(const std::filesystem::path& file, unsigned index,
                                       Diagnostic& error) {
  if (auto problem = problem_of_file(file, index)) return error = std::move(*problem), nullptr;
  const std::unique_ptr<hb_blob_t, BlobDeleter> blob(
      hb_blob_create_from_file_or_fail(file.c_str()));
  if (blob == nullptr) {
    return error = broken(file, index, say("无法读取", "it cannot be read")), nullptr;
  }
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(blob.get(), &size);
  Bilingual problem;
  const SfntFacts facts =
      read_sfnt({reinterpret_cast<const std::uint8_t*>(bytes), size}, index, problem);
  if (!problem.empty()) return error = broken(file, index, problem), nullptr;
  if (const Bilingual reason = embedding_forbidden(facts.embedding); !reason.empty()) {
    return error = forbidden(file, index, reason), nullptr;
  }
  std::unique_ptr<Face> face(new Face);
  face->face_.reset(hb_face_create(blob.get(), index));
  hb_face_make_immutable(face->face_.get());
  face->font_.reset(hb_font_create(face->face_.get()));
  hb_font_make_immutable(face->font_.get());
  if (!outlines_readable(face->hb_font(), facts.glyph_count)) {
    problem = say("轮廓无法读取", "its outlines cannot be read");
  } else if (!maps_unicode(face->hb_face())) {
    problem =
        say("没有可用的Unicode字符映射（cmap表）", "it has no usable Unicode mapping (cmap table)");
  }
  if (!problem.empty()) return error = broken(file, index, problem), nullptr;
  face->info_ = describe(face->hb_face(), face->hb_font(), facts, file, index);
  face->kerned_ = facts.kern_table || kerns_in_gpos(face->hb_face());
  return face;
}

Face::~Face() {
  hb_face_destroy(prepared_.load(std::memory_order_acquire));
}

std::uint32_t Face::glyph(char32_t code_point) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(hb_font(), code_point, &glyph) != 0 ? glyph : 0;
}

std::uint32_t Face::variation_glyph(char32_t code_point, char32_t selector) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_variation_glyph(hb_font(), code_point, selector, &glyph) != 0 ? glyph : 0;
}

std::uint32_t Face::full_width_glyph(char32_t code_point, std::uint32_t glyph) const {
  const std::unique_ptr<hb_buffer_t, BufferDeleter> buffer(hb_buffer_create());
  hb_buffer_add(buffer.get(), code_point, 0);
  hb_buffer_set_content_type(buffer.get(), HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_direction(buffer.get(), HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer.get(), HB_SCRIPT_HAN);
  hb_buffer_set_language(buffer.get(), hb_language_from_string("zh-Hans", -1));
  const hb_feature_t full_width = {HB_TAG('f', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START,
                                   HB_FEATURE_GLOBAL_END};
  hb_shape(hb_font(), buffer.get(), &full_width, 1);
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
  return count == 1 && infos[0].codepoint != 0 ? infos[0].codepoint : glyph;
}

float Face::advance(std::uint32_t glyph) const {
  return static_cast<float>(hb_font_get_glyph_h_advance(hb_font(), glyph)) /
         static_cast<float>(info_.units_per_em);
}

hb_face_t* Face::subset_source() const {
  hb_face_t* prepared = prepared_.load(std::memory_order_acquire);
  return prepared != nullptr ? prepared : hb_face();
}

void Face::prepare() const {
  if (prepared_.load(std::memory_order_acquire) != nullptr) return;
  hb_face_t* prepared = hb_subset_preprocess(hb_face());
  hb_face_make_immutable(prepared);
  prepared_.store(prepared, std::memory_order_release);
}

}  // namespace tongbao::font

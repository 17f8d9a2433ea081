#include "pdf/font_descriptor.h"

#include <memory>

#include <hb-ot.h>

namespace tongbao::pdf {

namespace {

constexpr int flag_serif = 1 << 1;
constexpr int flag_symbolic = 1 << 2;  // more than the standard Latin characters
constexpr int flag_italic = 1 << 6;

// PANOSE of a Latin text face (family 2) with serifs (styles 2 to 10), in OS/2 at byte 32.
bool has_serifs(hb_face_t* face) {
  const std::unique_ptr<hb_blob_t, decltype(&hb_blob_destroy)> table(
      hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2')), hb_blob_destroy);
  constexpr unsigned panose = 32;
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(table.get(), &size);
  return size >= panose + 10 && bytes[panose] == 2 && bytes[panose + 1] >= 2 &&
         bytes[panose + 1] <= 10;
}

// Height of capitals in thousandths of an em, from OS/2 or from the face's own H.
double cap_height(hb_font_t* font) {
  hb_position_t height = 0;
  hb_ot_metrics_get_position_with_fallback(font, HB_OT_METRICS_TAG_CAP_HEIGHT, &height);
  int x_scale = 0;
  int y_scale = 0;
  hb_font_get_scale(font, &x_scale, &y_scale);
  return y_scale == 0 ? 0 : 1000.0 * height / y_scale;
}

// No table has the width of stems; they grow with the weight: about 95 at 400, 169 at 700.
double stem_width(hb_font_t* font) {
  const double weight = hb_style_get_value(font, HB_STYLE_TAG_WEIGHT);
  return 10 + 0.244 * (weight - 50);
}

}  // namespace

Dictionary describe_font(const font::FontSet& fonts, font::FaceId face, std::string_view name) {
  const font::FaceInfo& info = fonts.info(face);
  hb_font_t* font = fonts.hb_font(face);
  const double slant = hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE);
  int flags = flag_symbolic;
  if (has_serifs(fonts.hb_face(face))) flags |= flag_serif;
  if (slant != 0) flags |= flag_italic;

  Array box;
  for (const int edge : info.box) box.add_number(edge);
  Dictionary descriptor;
  descriptor.add_name("Type", "FontDescriptor")
      .add_name("FontName", name)
      .add_integer("Flags", flags)
      .add("FontBBox", box)
      .add_number("ItalicAngle", slant)
      .add_number("Ascent", info.ascent)
      .add_number("Descent", info.descent)
      .add_number("CapHeight", cap_height(font))
      .add_number("StemV", stem_width(font));
  return descriptor;
}

}  // namespace tongbao::pdf

// What a reader needs to know of a face beside its outlines (ISO 32000-1 9.8).
#pragma once
#include <string_view>

#include "font/font_set.h"
#include "pdf/dictionary.h"

namespace tongbao::pdf {

// The FontDescriptor of `face` under its subset's `name`, without the font file.
[[nodiscard]] Dictionary describe_font(const font::FontSet& fonts, font::FaceId face,
                                       std::string_view name);

}  // namespace tongbao::pdf

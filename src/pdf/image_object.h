// Pictures as image XObjects (ISO 32000-1 8.9.5), with soft masks (11.6.5.3) where they are
// transparent. Their colours are DeviceRGB: the output intent says that this is sRGB.
#pragma once
#include <vector>

#include "content/paged_document.h"
#include "pdf/deflate.h"
#include "pdf/object_file.h"

namespace tongbao::pdf {

[[nodiscard]] bool is_transparent(const content::Image& image);

// One object for each image that a page shows, however often; none for the others. By image.
// Requires pictures of images that exist. Throws std::invalid_argument where an image does not have
// as many bytes as pixels.
[[nodiscard]] std::vector<ObjectId> add_images(const content::PagedDocument& document,
                                               Compressor& compressor, ObjectFile& file);

}  // namespace tongbao::pdf

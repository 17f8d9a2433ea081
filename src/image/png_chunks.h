// The chunks of a PNG file (ISO/IEC 15948, clause 5), checked before a decoder sees them. Internal
// to the room.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongbao::image {

struct PngChunks {
  std::uint32_t width = 0;  // as IHDR has them; not checked
  std::uint32_t height = 0;
  std::string file;  // the file again, with what pixels need alone
};

[[nodiscard]] bool is_png(std::string_view bytes);

// Requires is_png(bytes). Errors: image.broken.
[[nodiscard]] Result<PngChunks> read_chunks(std::string_view bytes);

// The error image.broken, with its reason.
[[nodiscard]] Diagnostic broken(const Bilingual& reason);

}  // namespace tongbao::image

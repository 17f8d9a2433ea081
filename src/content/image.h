// A decoded picture: a seal, a signature stamp. Plain values.
#pragma once
#include <cstdint>
#include <string>

namespace tongbao::content {

struct Image {
  std::uint32_t width = 0;  // pixels, at least 1
  std::uint32_t height = 0;
  std::string rgb;          // 3 bytes a pixel, sRGB, rows from the top
  std::string alpha;        // 1 byte a pixel, 255 opaque; "" where all are
  std::string alternative;  // what it shows, for who cannot see it: 印章：三水区委
};

}  // namespace tongbao::content

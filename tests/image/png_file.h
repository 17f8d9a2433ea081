// PNG files made from their scan lines (ISO/IEC 15948), so that every kind can be had, sound or
// not.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tongbao::image {

// Bytes from numbers, so that a test reads as the standard's tables do.
[[nodiscard]] std::string bytes(const std::vector<int>& values);

enum ColourType { grey = 0, rgb = 2, palette = 3, grey_alpha = 4, rgb_alpha = 6 };

struct PngFile {
  std::uint32_t width = 1;
  std::uint32_t height = 1;
  int depth = 8;
  ColourType colour = grey;
  bool interlaced = false;
  std::string lines;        // each with its filter byte before it
  std::string before_data;  // chunks between IHDR and IDAT
  std::string after_data;   // and between IDAT and IEND

  [[nodiscard]] std::string file() const;
};

[[nodiscard]] std::string chunk(std::string_view type, std::string_view data);
[[nodiscard]] std::string deflated(std::string_view data);
[[nodiscard]] std::string number(std::uint32_t value);  // four bytes, the highest first

inline constexpr std::string_view png_signature{"\x89PNG\r\n\x1A\n", 8};

}  // namespace tongbao::image

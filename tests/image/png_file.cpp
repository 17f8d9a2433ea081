#include "image/png_file.h"

#include <zlib.h>

namespace tongbao::image {

std::string bytes(const std::vector<int>& values) {
  std::string text;
  for (const int value : values) text += static_cast<char>(value);
  return text;
}

std::string number(std::uint32_t value) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>((value >> shift) & 0xFF);
  return text;
}

std::string chunk(std::string_view type, std::string_view data) {
  const std::string covered = std::string(type) + std::string(data);
  const uLong sum =
      crc32(0, reinterpret_cast<const Bytef*>(covered.data()), static_cast<uInt>(covered.size()));
  return number(static_cast<std::uint32_t>(data.size())) + covered +
         number(static_cast<std::uint32_t>(sum));
}

std::string deflated(std::string_view data) {
  uLongf size = compressBound(data.size());
  std::string text(size, '\0');
  compress2(reinterpret_cast<Bytef*>(text.data()), &size,
            reinterpret_cast<const Bytef*>(data.data()), data.size(), 9);
  text.resize(size);
  return text;
}

std::string PngFile::file() const {
  const std::string header =
      number(width) + number(height) + bytes({depth, colour, 0, 0, interlaced ? 1 : 0});
  return std::string(png_signature) + chunk("IHDR", header) + before_data +
         chunk("IDAT", deflated(lines)) + after_data + chunk("IEND", "");
}

}  // namespace tongbao::image

#include "image/png.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <png.h>

#include "base/base64.h"
#include "image/png_chunks.h"

namespace tongbao::image {

namespace {

Diagnostic not_png() {
  return {.code = "image.notPng",
          .where = {},
          .message = say("不是 PNG 图片", "not a PNG picture"),
          .hint = say("请另存为 PNG 格式", "save it as PNG")};
}

Diagnostic too_many_bytes(std::size_t bytes, const PngLimits& limits) {
  return {
      .code = "image.tooLarge",
      .where = {},
      .message = say("图片文件太大：{} 字节，最多 {} 字节",
                     "the picture's file is too large: {} bytes, at most {}", bytes, limits.bytes),
      .hint = {}};
}

Diagnostic too_many_pixels(const PngChunks& chunks, const PngLimits& limits) {
  return {.code = "image.tooLarge",
          .where = {},
          .message = say("图片太大：{}×{} 像素；每边最多 {}，合计最多 {}",
                         "the picture is too large: {}×{} pixels; at most {} a side, {} in all",
                         chunks.width, chunks.height, limits.side, limits.pixels),
          .hint = say("请缩小图片", "make the picture smaller")};
}

bool fits(const PngChunks& chunks, const PngLimits& limits) {
  return chunks.width <= limits.side && chunks.height <= limits.side &&
         std::uint64_t{chunks.width} * chunks.height <= limits.pixels;
}

// libpng's simplified interface. It catches its own longjmp inside each call, prints nothing, and
// leaves its message in the struct.
class Decoder {
 public:
  Decoder() { image_.version = PNG_IMAGE_VERSION; }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  Decoder(Decoder&&) = delete;
  Decoder& operator=(Decoder&&) = delete;
  ~Decoder() { png_image_free(&image_); }

  // 4 bytes a pixel, red first, alpha last and not multiplied in; empty where it fails.
  std::vector<png_byte> read(const std::string& file) {
    if (png_image_begin_read_from_memory(&image_, file.data(), file.size()) == 0) return {};
    image_.format = PNG_FORMAT_RGBA;
    // Without gAMA, 16-bit samples would be taken as linear light.
    image_.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    std::vector<png_byte> pixels(PNG_IMAGE_SIZE(image_));
    if (png_image_finish_read(&image_, nullptr, pixels.data(), 0, nullptr) == 0) return {};
    return pixels;
  }

  [[nodiscard]] std::string_view complaint() const { return image_.message; }

 private:
  png_image image_{};
};

content::Image image_of(const PngChunks& chunks, const std::vector<png_byte>& pixels) {
  content::Image image{.width = chunks.width, .height = chunks.height};
  const std::size_t count = pixels.size() / 4;
  image.rgb.reserve(count * 3);
  image.alpha.reserve(count);
  bool is_opaque = true;
  for (std::size_t at = 0; at < pixels.size(); at += 4) {
    for (std::size_t i = 0; i < 3; ++i) image.rgb += static_cast<char>(pixels[at + i]);
    image.alpha += static_cast<char>(pixels[at + 3]);
    is_opaque = is_opaque && pixels[at + 3] == 0xFF;
  }
  if (is_opaque) image.alpha = {};
  return image;
}

}  // namespace

Result<content::Image> decode_png(std::string_view bytes, const PngLimits& limits) {
  if (!is_png(bytes)) return failure(not_png());
  if (bytes.size() > limits.bytes) return failure(too_many_bytes(bytes.size(), limits));
  const auto chunks = read_chunks(bytes);
  if (!chunks) return failure(chunks.error());
  if (chunks->width == 0 || chunks->height == 0) {
    return failure(broken(say("没有像素", "it has no pixels")));
  }
  if (!fits(*chunks, limits)) return failure(too_many_pixels(*chunks, limits));
  Decoder decoder;
  const std::vector<png_byte> pixels = decoder.read(chunks->file);
  if (pixels.empty()) return failure(broken(say("{}", "{}", decoder.complaint())));
  return image_of(*chunks, pixels);
}

Result<content::Image> decode_png_base64(std::string_view text, const PngLimits& limits) {
  const auto bytes = decode_base64(text);
  if (!bytes) return failure(not_png());
  return decode_png(*bytes, limits);
}

}  // namespace tongbao::image

// PNG (ISO/IEC 15948) → pixels, for seals and signature stamps. Pure; safe on any thread. Hostile
// input is expected: every size is checked before anything of that size is allocated, nothing but
// the chunks that pixels need (IHDR, PLTE, tRNS, IDAT, IEND) reaches libpng.
#pragma once
#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "content/image.h"

namespace tongbao::image {

struct PngLimits {
  std::size_t bytes = 6'000'000;  // of the file; what the record's longest base64 holds
  std::size_t side = 4096;        // pixels, width and height alike
  // Width times height. A tiny file may hold them all, so who decodes several pictures for one
  // document lowers this by what the ones before have used.
  std::size_t pixels = std::size_t{8} << 20;
};

// Every bit depth, colour type and interlacing comes out as 8-bit RGB and alpha. The first picture
// of an APNG is taken, and what follows IEND is left aside (PNG, third edition, 13.2). The colours
// are taken as sRGB: gAMA, cHRM, sRGB and iCCP are not looked at, since a seal's red is the same
// red from every scanner. Errors (their place is the caller's to fill in, `alternative` too):
//   image.notPng    another format, or nothing
//   image.broken    cut short, a wrong checksum, no pixels, data that do not decode
//   image.tooLarge  beyond `limits`
[[nodiscard]] Result<content::Image> decode_png(std::string_view bytes,
                                                const PngLimits& limits = {});

// The same from base64 (RFC 4648), as records carry it.
[[nodiscard]] Result<content::Image> decode_png_base64(std::string_view text,
                                                       const PngLimits& limits = {});

}  // namespace tongbao::image

#include "pdf/deflate.h"

#include <cstddef>
#include <new>

#include <libdeflate.h>

namespace tongbao::pdf {

namespace {

// For pages, maps and the faces whose outlines cannot be copied (outline_stream.h has the others).
// ISA-L is faster, but its bytes depend on where its buffers lie in memory: of 4,000 addresses, 13
// gave other bytes for one and the same page.
constexpr int level = 1;

}  // namespace

void Compressor::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

Compressor::Compressor() : compressor_(libdeflate_alloc_compressor(level)) {
  if (!compressor_) throw std::bad_alloc();
}

std::string Compressor::deflate(std::string_view bytes) {
  std::string out(libdeflate_zlib_compress_bound(compressor_.get(), bytes.size()), '\0');
  const std::size_t size = libdeflate_zlib_compress(compressor_.get(), bytes.data(), bytes.size(),
                                                    out.data(), out.size());
  out.resize(size);
  return out;
}

}  // namespace tongbao::pdf

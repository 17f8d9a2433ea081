// Keeps the font programs that HarfBuzz cut, so that glyphs that were seen together before are not
// cut again. The others, put together from outlines, take no longer to make than to look up.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "font/font_set.h"

namespace tongbao::pdf {

class Compressor;
struct FontProgram;

// The programs of one set of faces, the least recently used given up first. Safe on any thread.
class FontProgramCache {
 public:
  // `capacity` in bytes, keys and all; 0 keeps nothing. `fonts` must outlive the cache.
  FontProgramCache(const font::FontSet& fonts, std::size_t capacity);
  ~FontProgramCache();
  FontProgramCache(const FontProgramCache&) = delete;
  FontProgramCache& operator=(const FontProgramCache&) = delete;

  [[nodiscard]] const font::FontSet& fonts() const;

  // Prepares the first face of every role, where that makes its programs sooner ready (0.2 s and
  // 100 MB each, for faces that HarfBuzz must cut). Blocks; call it from a thread of its own.
  void prepare();

  // As FaceSubsetter::subset, equal whether kept or made. Threads that ask for the same one at the
  // same time may each make it.
  [[nodiscard]] std::shared_ptr<const FontProgram> program(font::FaceId face,
                                                           std::span<const std::uint32_t> glyphs,
                                                           Compressor& compressor);
  [[nodiscard]] std::size_t size() const;  // bytes kept, at most the capacity
  struct Use {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
  };
  [[nodiscard]] Use use() const;  // since the start

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace tongbao::pdf

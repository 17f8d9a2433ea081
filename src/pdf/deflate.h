// zlib streams (RFC 1950), through libdeflate.
#pragma once
#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace tongbao::pdf {

// Reusable, on one thread at a time. Throws std::bad_alloc.
class Compressor {
 public:
  explicit Compressor(int level);  // 0 to 12
  [[nodiscard]] std::string deflate(std::string_view bytes);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

}  // namespace tongbao::pdf

// zlib streams (RFC 1950), through libdeflate: the same bytes for the same input on every machine.
#pragma once
#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace tongbao::pdf {

// Reusable, on one thread at a time. What it deflated before does not change what comes next.
class Compressor {
 public:
  Compressor();  // throws std::bad_alloc
  [[nodiscard]] std::string deflate(std::string_view bytes);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

}  // namespace tongbao::pdf

// zlib streams (RFC 1950), through ISA-L.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace tongbao::pdf {

// Reusable, on one thread at a time. What it deflated before does not change what comes next.
class Compressor {
 public:
  Compressor();
  ~Compressor();
  // Throws std::length_error from 4 GiB.
  [[nodiscard]] std::string deflate(std::string_view bytes);

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace tongbao::pdf

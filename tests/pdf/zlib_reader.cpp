#include "zlib_reader.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace tongbao::pdf::testing {

std::string inflated(const std::string& stream, std::size_t size) {
  std::string out(size + 1, '\0');
  uLongf length = out.size();
  uLong read = stream.size();
  const int status = uncompress2(reinterpret_cast<Bytef*>(out.data()), &length,
                                 reinterpret_cast<const Bytef*>(stream.data()), &read);
  EXPECT_EQ(status, Z_OK);
  EXPECT_EQ(read, stream.size());
  EXPECT_EQ(length, size);
  out.resize(length);
  return out;
}

std::string noise(std::size_t size, std::uint32_t seed) {
  std::string bytes;
  while (bytes.size() < size) {
    seed = seed * 1664525 + 1013904223;
    bytes += static_cast<char>(seed >> 24);
  }
  return bytes;
}

}  // namespace tongbao::pdf::testing

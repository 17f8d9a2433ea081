#include "pdf/deflate.h"

#include <string>

#include <gtest/gtest.h>

#include "zlib_reader.h"

namespace tongbao::pdf {
namespace {

using testing::inflated;
using testing::noise;

TEST(Deflate, ZlibReadsItBack) {
  Compressor compressor;
  for (const std::size_t size : {0U, 1U, 1000U, 65536U, 1000000U}) {
    const std::string even(size, 'a');
    EXPECT_EQ(inflated(compressor.deflate(even), size), even) << size;
    EXPECT_EQ(inflated(compressor.deflate(noise(size)), size), noise(size)) << size;
  }
}

TEST(Deflate, WhatDoesNotDeflateGrowsLittle) {
  constexpr std::size_t size = 1000000;
  EXPECT_LE(Compressor().deflate(noise(size)).size(), size + size / 100);
  EXPECT_LE(Compressor().deflate(std::string(size, 'a')).size(), size / 100);
}

TEST(Deflate, WhatCameBeforeDoesNotMatter) {
  const std::string text = "0 0 Td (" + noise(5000) + noise(5000) + ") Tj";
  Compressor used;
  for (const std::size_t size : {0U, 70000U, 300U}) static_cast<void>(used.deflate(noise(size)));
  EXPECT_EQ(used.deflate(text), Compressor().deflate(text));
}

// Page contents that are much alike, one after the other: matches must come from within each.
TEST(Deflate, OtherStreamsLikeItDoNotMatter) {
  Compressor used;
  for (std::size_t seed = 0; seed < 400; ++seed) {
    std::string text;
    for (std::size_t i = 0; i <= seed % 23; ++i) {
      text += "/P<</MCID " + std::to_string((seed * 7 + i) % 31) + ">>BDC\n/F0 16 Tf\n" +
              std::to_string((seed * 13 + i * 5) % 97) + " 0 Td [(" + noise((seed + i) % 40) +
              ")]TJ\nEMC\n";
    }
    ASSERT_EQ(used.deflate(text), Compressor().deflate(text)) << seed;
  }
}

}  // namespace
}  // namespace tongbao::pdf

#include "pdf/outline_stream.h"

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "pdf/charstring_code.h"
#include "zlib_reader.h"

namespace tongbao::pdf {
namespace {

using testing::inflated;
using testing::noise;

// Kraft's sum is one: every row of bits means something, and no two the same.
TEST(CharstringCode, IsComplete) {
  double sum = 0;
  for (const int length : charstring_code_lengths) {
    EXPECT_GE(length, 1);
    EXPECT_LE(length, 15);
    sum += std::ldexp(1.0, -length);
  }
  EXPECT_EQ(sum, 1.0);
}

void expect_read_back(const std::string& head, const std::vector<std::string>& texts) {
  std::vector<DeflatedOutline> outlines;
  for (const std::string& text : texts) outlines.push_back(deflate_outline(text));
  std::vector<const DeflatedOutline*> joined;
  for (const DeflatedOutline& outline : outlines) joined.push_back(&outline);
  const std::string whole = std::accumulate(texts.begin(), texts.end(), head);
  EXPECT_EQ(inflated(join_outlines(head, joined), whole.size()), whole);
}

TEST(OutlineStream, ZlibReadsItBack) {
  expect_read_back("", {});
  expect_read_back("head", {});
  expect_read_back("", {"", "a", ""});
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  expect_read_back("head", {every_byte});
}

TEST(OutlineStream, OutlinesBeginAtAnyBit) {
  std::vector<std::string> texts;
  for (std::uint32_t i = 0; i < 500; ++i) texts.push_back(noise(i % 131, i + 1));
  expect_read_back(noise(100), texts);
}

// One byte's code, over and over: its bits fill whole words from every bit of a word.
TEST(OutlineStream, FillsWholeWords) {
  for (const std::size_t size : {7U, 8U, 9U, 63U, 64U, 65U, 640U}) {
    expect_read_back("", {std::string(3, '\x8B'), std::string(size, '\x77'), "end"});
  }
}

// A stored block holds at most 65,535 bytes (RFC 1951, 3.2.4).
TEST(OutlineStream, HeadsOfAnySize) {
  for (const std::size_t size : {65534U, 65535U, 65536U, 131070U, 200000U}) {
    expect_read_back(noise(size), {"outline"});
  }
}

}  // namespace
}  // namespace tongbao::pdf

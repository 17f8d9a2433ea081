#include "base/byte_blocks.h"

#include <string>

#include <gtest/gtest.h>

namespace tongbao {
namespace {

constexpr std::size_t kLongest = 70;  // of several blocks, whole and not

bool holds_mark(std::string_view text) {
  return any_byte(text, [](ByteBlock here, ByteBlock, ByteBlock) { return here == '!'; });
}

bool holds_sequence(std::string_view text) {
  return any_byte(text, [](ByteBlock here, ByteBlock next, ByteBlock after) {
    return (here == 'x') & (next == 'y') & (after == 'z');
  });
}

TEST(ByteBlocks, FindAByteWhereverItStands) {
  for (std::size_t size = 0; size <= kLongest; ++size) {
    EXPECT_FALSE(holds_mark(std::string(size, '.'))) << size;
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, '.');
      text[at] = '!';
      EXPECT_TRUE(holds_mark(text)) << size << " " << at;
    }
  }
}

TEST(ByteBlocks, FindASequenceWhereverItStands) {
  for (std::size_t size = 3; size <= kLongest; ++size) {
    for (std::size_t at = 0; at + 3 <= size; ++at) {
      std::string text(size, '.');
      text.replace(at, 3, "xyz");
      EXPECT_TRUE(holds_sequence(text)) << size << " " << at;
      text[at + 2] = '.';
      EXPECT_FALSE(holds_sequence(text)) << size << " " << at;
    }
  }
}

TEST(ByteBlocks, EndWithTheText) {
  const std::string text = std::string(40, '.') + "!xyz";
  for (std::size_t size = 0; size <= 40; ++size) {
    EXPECT_FALSE(holds_mark(std::string_view(text).substr(0, size)));
  }
  EXPECT_FALSE(holds_sequence(std::string_view(text).substr(0, 43)));
}

}  // namespace
}  // namespace tongbao

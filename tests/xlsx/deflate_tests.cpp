// Text deflated in pieces is a deflate stream of that text, whoever deflates the pieces.
#include <gtest/gtest.h>
#include <libdeflate.h>
#include <zlib.h>

#include "xlsx/deflate_stream.h"
#include "xlsx/ledger_maker.h"

namespace tongbao::xlsx {
namespace {

// Blocks, none of them the last, and an empty one that is.
std::string inflated(std::string blocks, std::size_t size) {
  blocks += std::string("\x03\x00", 2);
  std::string text(size, '\0');
  libdeflate_decompressor* const decompressor = libdeflate_alloc_decompressor();
  const auto result = libdeflate_deflate_decompress(decompressor, blocks.data(), blocks.size(),
                                                    text.data(), text.size(), nullptr);
  libdeflate_free_decompressor(decompressor);
  EXPECT_EQ(result, LIBDEFLATE_SUCCESS);
  return text;
}

std::string blocks_of(const DeflatedText& text) {
  return text.file.empty() ? text.bytes : read_file(text.file, 1 << 28).value();
}

std::string some_text(std::size_t size) {
  std::string text;
  for (unsigned i = 0; text.size() < size; ++i) {
    text += "<c s=\"" + std::to_string(i * 2654435761U % 977) + "\"/>" + test::han(i % 40);
  }
  text.resize(size);
  return text;
}

class Deflate : public ::testing::TestWithParam<std::size_t> {
 protected:
  DeflatedText deflate(const std::string& text, unsigned threads) {
    Disk disk(folder_.path(), 0);
    DeflateWorkers workers(threads);
    DeflateStream stream(workers, disk, folder_.path() / ("text" + std::to_string(threads)));
    for (std::size_t i = 0; i < text.size(); i += 1000) {
      stream.text() += text.substr(i, 1000);
      stream.pass_on();
    }
    EXPECT_EQ(stream.size(), text.size());
    DeflatedText deflated = stream.finish();
    EXPECT_FALSE(disk.failed());
    return deflated;
  }

  TemporaryFolder folder_;
};

TEST_P(Deflate, GivesTheTextBack) {
  const std::string text = some_text(GetParam());
  const DeflatedText one = deflate(text, 1);
  EXPECT_EQ(one.size, text.size());
  EXPECT_EQ(one.deflated_size, blocks_of(one).size());
  EXPECT_EQ(inflated(blocks_of(one), text.size()), text);
  EXPECT_EQ(one.crc, crc32_z(0, reinterpret_cast<const Bytef*>(text.data()), text.size()));
  for (const unsigned threads : {2U, 4U}) {
    const DeflatedText more = deflate(text, threads);
    EXPECT_EQ(blocks_of(more), blocks_of(one));
    EXPECT_EQ(more.crc, one.crc);
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Deflate,
                         ::testing::Values(0, 1, 999, 65'535, 1'048'576, 1'048'577, 20'000'000));

TEST(DeflateDisk, KeepsTheFirstFailure) {
  const TemporaryFolder folder;
  Disk disk(folder.path(), 0);
  disk.fail("write", ENOSPC);
  disk.fail("write", EIO);
  EXPECT_TRUE(disk.full());
}

}  // namespace
}  // namespace tongbao::xlsx

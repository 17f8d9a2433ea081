// Text deflated in pieces is a deflate stream of that text, whoever deflates the pieces.
#include <gtest/gtest.h>
#include <libdeflate.h>
#include <zlib.h>

#include "xlsx/block_deflater.h"
#include "xlsx/block_end.h"
#include "xlsx/deflate_stream.h"
#include "xlsx/ledger_maker.h"
#include "xlsx/sheet_data.h"

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

// Deterministic noise.
class Noise {
 public:
  unsigned next(unsigned below) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<unsigned>(state_ >> 33) % below;
  }

 private:
  std::uint64_t state_ = 2025;
};

// Text of few or many characters, with or without repetition, of any length: blocks of all kinds,
// and codes of all lengths at their end.
std::string noise_text(Noise& noise) {
  const unsigned letters = 1 + noise.next(256);
  const unsigned repeats = noise.next(100);
  std::string text;
  for (std::size_t size = noise.next(noise.next(8) == 0 ? 200'000 : 3'000); text.size() < size;) {
    if (!text.empty() && noise.next(100) < repeats) {
      const std::size_t from = noise.next(static_cast<unsigned>(text.size()));
      text += text.substr(from, 3 + noise.next(40));
    } else {
      text += static_cast<char>(noise.next(letters));
    }
  }
  return text;
}

TEST(DeflateBlocks, OfAnyTextsMakeOneStream) {
  Noise noise;
  BlockDeflater deflater;
  for (int round = 0; round < 200; ++round) {
    std::string all;
    std::string blocks;
    for (int i = 0; i < 10; ++i) {
      const std::string text = noise_text(noise);
      deflater.deflate(text, blocks);
      all += text;
    }
    ASSERT_EQ(inflated(blocks, all.size()), all) << round;
  }
}

// Every length of a text ends its only block at another bit.
TEST(DeflateBlocks, EndAtTheBitThatZlibSees) {
  libdeflate_compressor* const compressor = libdeflate_alloc_compressor(1);
  const std::string text = some_text(4'000);
  std::size_t told = 0;
  for (std::size_t size = 1; size < text.size(); ++size) {
    std::string stream(8'000, '\0');
    stream.resize(
        libdeflate_deflate_compress(compressor, text.data(), size, stream.data(), stream.size()));
    const auto bits = single_block_bits(stream);
    stream[0] = static_cast<char>(stream[0] & ~1);  // after a last block zlib fills the byte
    z_stream zlib{};
    ASSERT_EQ(inflateInit2(&zlib, -MAX_WBITS), Z_OK);
    std::string out(size + 1, '\0');
    zlib.next_in = reinterpret_cast<Bytef*>(stream.data());
    zlib.avail_in = static_cast<uInt>(stream.size());
    zlib.next_out = reinterpret_cast<Bytef*>(out.data());
    zlib.avail_out = static_cast<uInt>(out.size());
    inflate(&zlib, Z_BLOCK);  // to the end of the first block
    const auto unused = static_cast<std::size_t>(zlib.data_type) & 7;
    inflateEnd(&zlib);
    if (!bits) continue;
    ++told;
    EXPECT_EQ(*bits, (stream.size() - zlib.avail_in) * 8 - unused) << size;
  }
  libdeflate_free_compressor(compressor);
  EXPECT_GT(told, 3'000U);  // the shortest have codes that are not their own
}

TEST(DeflateBlocks, AreNotGuessed) {
  EXPECT_FALSE(single_block_bits(""));
  EXPECT_FALSE(single_block_bits(std::string("\x03\0", 2)));            // a fixed code
  EXPECT_FALSE(single_block_bits(std::string("\x01\0\0\xFF\xFF", 5)));  // stored
  EXPECT_FALSE(single_block_bits("\x05"));                              // cut off
  EXPECT_FALSE(single_block_bits(std::string(300, '\xFF')));
}

TEST(DeflateDisk, KeepsTheFirstFailure) {
  const TemporaryFolder folder;
  Disk disk(folder.path(), 0);
  disk.fail("write", ENOSPC);
  disk.fail("write", EIO);
  EXPECT_TRUE(disk.full());
}

// A row's number is no xsd:double: 1e+05 would be shorter, and Excel would refuse the file.
TEST(SheetData, NumbersItsRowsInDigits) {
  const TemporaryFolder folder;
  Disk disk(folder.path(), 0);
  DeflateWorkers workers(1);
  SheetData rows(workers, disk, folder.path() / "rows");
  constexpr int kRows = 100'000;
  for (int i = 0; i < kRows; ++i) {
    rows.begin_row(Pt{15});
    rows.end_row();
  }
  const DeflatedText deflated = rows.take();
  const std::string xml = inflated(blocks_of(deflated), deflated.size);
  EXPECT_TRUE(xml.ends_with(R"(<row r="100000" ht="15" customHeight="1"></row></sheetData>)"));
}

}  // namespace
}  // namespace tongbao::xlsx

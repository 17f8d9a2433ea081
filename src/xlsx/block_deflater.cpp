#include "xlsx/block_deflater.h"

#include <algorithm>
#include <new>

#include <libdeflate.h>

#include "xlsx/block_end.h"

namespace tongbao::xlsx {

namespace {

constexpr int kLevel = 1;
// libdeflate's fastest level ends a block after 65,535 bytes, unless less than 5,000 follow.
constexpr std::size_t kPieceBytes = 70'000;

// An empty stored block, which ends at a byte's edge (RFC 1951, 3.2.4): its head is three bits 0.
constexpr std::size_t kHeadBits = 3;
constexpr std::string_view kStoredHead{"\0", 1};
constexpr std::string_view kStoredLength{"\0\0\xFF\xFF", 4};

}  // namespace

void BlockDeflater::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

BlockDeflater::BlockDeflater() : compressor_(libdeflate_alloc_compressor(kLevel)), other_(kLevel) {
  if (!compressor_) throw std::bad_alloc();
}

void BlockDeflater::deflate(std::string_view text, std::string& blocks) {
  const std::size_t pieces = (text.size() + kPieceBytes - 1) / kPieceBytes;
  for (std::size_t left = pieces; left > 0; --left) {
    const std::size_t size = text.size() / left;
    deflate_piece(text.substr(0, size), blocks);
    text.remove_prefix(size);
  }
}

void BlockDeflater::deflate_piece(std::string_view piece, std::string& blocks) {
  const std::size_t begin = blocks.size();
  const std::size_t most = libdeflate_deflate_compress_bound(compressor_.get(), piece.size());
  blocks.resize(begin + most);
  const std::size_t size = libdeflate_deflate_compress(compressor_.get(), piece.data(),
                                                       piece.size(), &blocks[begin], most);
  blocks.resize(begin + size);
  const auto bits = single_block_bits(std::string_view(blocks).substr(begin));
  if (!bits) {
    blocks.resize(begin);
    other_.append_alone(piece, blocks);
    return;
  }
  blocks[begin] = static_cast<char>(blocks[begin] & ~1);  // not the last
  if (size * 8 - *bits < kHeadBits) blocks += kStoredHead;
  blocks += kStoredLength;
}

}  // namespace tongbao::xlsx

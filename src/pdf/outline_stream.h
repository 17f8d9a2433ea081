// Deflated font programs put together from outlines that were deflated before (RFC 1950, 1951).
// Outlines hardly repeat each other: of a 17-page notice (597 kB) a Huffman code alone leaves 3 %
// more than libdeflate's level 1. With one code for all of them the bits of an outline never
// change, so that putting a program together is copying.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tongbao::pdf {

struct DeflatedOutline {
  std::vector<std::uint64_t> words;  // the bits, the lowest first
  std::size_t bits = 0;
  std::size_t size = 0;       // of the outline, in bytes
  std::uint32_t adler32 = 0;  // of the outline
};

[[nodiscard]] DeflatedOutline deflate_outline(std::string_view outline);

// A zlib stream of `head`, as it is, and of `outlines`, one after the other.
[[nodiscard]] std::string join_outlines(std::string_view head,
                                        std::span<const DeflatedOutline* const> outlines);

}  // namespace tongbao::pdf

// Where a deflate stream (RFC 1951) of one block ends. Pure.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace tongbao::xlsx {

// The bits of `stream`, which is whole and has one block with Huffman codes of its own, without
// those that fill its last byte (they must be 0, as every encoder leaves them). Nothing for a
// stream of several blocks or of another kind, or where the end-of-block code is all zeros.
[[nodiscard]] std::optional<std::size_t> single_block_bits(std::string_view stream);

}  // namespace tongbao::xlsx

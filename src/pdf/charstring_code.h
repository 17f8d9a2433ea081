// A Huffman code made for Type 2 charstrings, the same for every face: what an outline becomes does
// not depend on what stands round it.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace tongbao::pdf {

// The bytes, then the end of a block (RFC 1951, 3.2.5).
constexpr std::size_t charstring_symbols = 257;

// In bits, at most 15; they make a complete code (RFC 1951, 3.2.2).
extern const std::array<std::uint8_t, charstring_symbols> charstring_code_lengths;

}  // namespace tongbao::pdf

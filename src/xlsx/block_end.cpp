#include "xlsx/block_end.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace tongbao::xlsx {

namespace {

constexpr std::size_t kEndOfBlock = 256;
constexpr std::size_t kLongestCode = 15;
constexpr std::size_t kLengthCodes = 19;  // of the code that code lengths are written in
constexpr std::size_t kMostLengths = 286 + 30 + 2;

// Bits from the lowest of the first byte on; 0 beyond the end.
class Bits {
 public:
  explicit Bits(std::string_view bytes) : bytes_(bytes) {}

  unsigned take(unsigned count) {
    unsigned value = 0;
    for (unsigned i = 0; i < count; ++i, ++at_) {
      const std::size_t byte = at_ / 8;
      if (byte >= bytes_.size()) continue;
      const unsigned bits = static_cast<unsigned char>(bytes_[byte]);
      value |= (bits >> at_ % 8 & 1U) << i;
    }
    return value;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

// A canonical Huffman code (RFC 1951, 3.2.2), given the length of each symbol's code, 0 for none.
template <std::size_t Symbols>
class Code {
 public:
  explicit Code(const std::array<std::uint8_t, Symbols>& lengths) : lengths_(lengths) {
    for (const std::uint8_t length : lengths) ++counts_[length];
    counts_[0] = 0;
    for (std::size_t i = 1; i <= kLongestCode; ++i) {
      first_[i] = (first_[i - 1] + counts_[i - 1]) << 1;
    }
  }

  // The code of a symbol that has one.
  [[nodiscard]] unsigned of(std::size_t symbol) const {
    const auto end = lengths_.begin() + static_cast<std::ptrdiff_t>(symbol);
    const auto before = std::count(lengths_.begin(), end, lengths_[symbol]);
    return first_[lengths_[symbol]] + static_cast<unsigned>(before);
  }

  // The next symbol; Symbols where the bits are none's code.
  std::size_t read(Bits& bits) const {
    unsigned code = 0;
    for (std::size_t length = 1; length <= kLongestCode; ++length) {
      code = code << 1 | bits.take(1);
      if (code - first_[length] >= counts_[length]) continue;
      for (std::size_t symbol = 0; symbol < Symbols; ++symbol) {
        if (lengths_[symbol] == length && of(symbol) == code) return symbol;
      }
    }
    return Symbols;
  }

 private:
  const std::array<std::uint8_t, Symbols>& lengths_;
  std::array<unsigned, kLongestCode + 1> counts_{};
  std::array<unsigned, kLongestCode + 1> first_{};
};

using Lengths = std::array<std::uint8_t, kMostLengths>;

std::array<std::uint8_t, kLengthCodes> read_length_code(Bits& bits, unsigned count) {
  constexpr std::array<std::uint8_t, kLengthCodes> kOrder{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                          11, 4,  12, 3, 13, 2, 14, 1, 15};
  std::array<std::uint8_t, kLengthCodes> lengths{};
  for (std::size_t i = 0; i < std::min<std::size_t>(count, kLengthCodes); ++i) {
    lengths[kOrder[i]] = static_cast<std::uint8_t>(bits.take(3));
  }
  return lengths;
}

// The lengths of the codes of literals and lengths (RFC 1951, 3.2.7), after the block's type.
std::optional<Lengths> read_lengths(Bits& bits) {
  const std::size_t symbols = bits.take(5) + 257;
  bits.take(5);  // how many distances
  const unsigned count = bits.take(4) + 4;
  const auto code_lengths = read_length_code(bits, count);
  const Code code(code_lengths);
  Lengths lengths{};
  for (std::size_t at = 0; at < symbols;) {
    const std::size_t symbol = code.read(bits);
    if (symbol == kLengthCodes || (symbol == 16 && at == 0)) return std::nullopt;
    const std::uint8_t repeated = symbol < 16    ? static_cast<std::uint8_t>(symbol)
                                  : symbol == 16 ? lengths[at - 1]
                                                 : std::uint8_t{0};
    std::size_t times = 1;
    if (symbol == 16) times = 3 + bits.take(2);
    if (symbol == 17) times = 3 + bits.take(3);
    if (symbol == 18) times = 11 + bits.take(7);
    for (; times > 0 && at < symbols; --times) lengths[at++] = repeated;
  }
  return lengths;
}

std::optional<std::size_t> last_one(std::string_view stream) {
  for (std::size_t i = stream.size(); i-- > 0;) {
    const auto byte = static_cast<unsigned char>(stream[i]);
    if (byte != 0) return i * 8 + static_cast<std::size_t>(std::bit_width(byte)) - 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> single_block_bits(std::string_view stream) {
  constexpr unsigned kLastOwnCodes = 0b101;  // the last block; Huffman codes of its own
  Bits bits(stream);
  if (bits.take(3) != kLastOwnCodes) return std::nullopt;
  const std::optional<Lengths> lengths = read_lengths(bits);
  if (!lengths || (*lengths)[kEndOfBlock] == 0) return std::nullopt;
  // A block ends with that code, its highest bit first; after the last 1 in the stream come the
  // zeros at its end, then those that fill the byte.
  const unsigned end_of_block = Code(*lengths).of(kEndOfBlock);
  const std::optional<std::size_t> one = last_one(stream);
  if (end_of_block == 0 || !one) return std::nullopt;
  const std::size_t end = *one + 1 + static_cast<std::size_t>(std::countr_zero(end_of_block));
  return end <= stream.size() * 8 && stream.size() * 8 - end < 8 ? std::optional(end)
                                                                 : std::nullopt;
}

}  // namespace tongbao::xlsx

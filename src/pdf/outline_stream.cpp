#include "pdf/outline_stream.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include <libdeflate.h>
#include <zlib.h>

#include "pdf/charstring_code.h"

namespace tongbao::pdf {

namespace {

constexpr std::size_t end_of_block = charstring_symbols - 1;
constexpr std::size_t word_bits = 64;
constexpr std::size_t largest_stored_block = 65535;

struct Code {
  std::uint16_t bits = 0;  // the first at the bottom, as a stream has them
  std::uint8_t length = 0;
};
using CodeTable = std::array<Code, charstring_symbols>;

std::uint16_t mirrored(std::uint32_t bits, std::uint32_t count) {
  std::uint32_t out = 0;
  for (; count > 0; --count, bits >>= 1) out = out << 1 | (bits & 1);
  return static_cast<std::uint16_t>(out);
}

// Codes follow from their lengths (RFC 1951, 3.2.2).
CodeTable make_codes() {
  constexpr std::uint32_t longest = 15;
  CodeTable codes{};
  std::uint32_t next = 0;
  for (std::uint8_t length = 1; length <= longest; ++length, next <<= 1) {
    for (std::size_t symbol = 0; symbol < charstring_symbols; ++symbol) {
      if (charstring_code_lengths[symbol] != length) continue;
      codes[symbol] = {mirrored(next++, length), length};
    }
  }
  return codes;
}

const CodeTable& codes() {
  static const CodeTable table = make_codes();
  return table;
}

void store(std::uint64_t word, char* to) {
  static_assert(std::endian::native == std::endian::little);
  std::memcpy(to, &word, sizeof word);
}

// Writes bits to memory that holds what will come and a word more.
class BitWriter {
 public:
  explicit BitWriter(char* to) : at_(to) {}

  // Requires count <= 64 and nothing above the lowest `count` bits.
  void add(std::uint64_t bits, std::size_t count) {
    pending_ |= bits << held_;
    if (held_ + count < word_bits) {
      held_ += count;
      return;
    }
    put_word();
    pending_ = held_ == 0 ? 0 : bits >> (word_bits - held_);
    held_ += count - word_bits;
  }

  void add(const DeflatedOutline& outline) {
    const std::size_t full = outline.bits / word_bits;
    if (held_ == 0) {
      std::memcpy(at_, outline.words.data(), full * sizeof(std::uint64_t));
      at_ += full * sizeof(std::uint64_t);
    } else {
      // Locals, which what is stored cannot change.
      const std::size_t held = held_;
      const std::size_t kept_back = word_bits - held;
      const std::uint64_t* words = outline.words.data();
      std::uint64_t pending = pending_;
      char* at = at_;
      for (const std::uint64_t* end = words + full; words != end; ++words) {
        store(pending | *words << held, at);
        pending = *words >> kept_back;
        at += sizeof pending;
      }
      pending_ = pending;
      at_ = at;
    }
    if (full < outline.words.size()) add(outline.words[full], outline.bits % word_bits);
  }

  // Bits written since the beginning, which was `begin`.
  [[nodiscard]] std::size_t count(const char* begin) const {
    return static_cast<std::size_t>(at_ - begin) * 8 + held_;
  }

  // Where the last byte ends, filled with zeros.
  char* finish() {
    store(pending_, at_);
    return at_ + (held_ + 7) / 8;
  }

 private:
  void put_word() {
    store(pending_, at_);
    at_ += sizeof pending_;
  }

  char* at_;
  std::uint64_t pending_ = 0;
  std::size_t held_ = 0;
};

// The head of the last block, with the code (RFC 1951, 3.2.7). The lengths of the code's words are
// themselves written plainly, four bits each; two distances, of which none is used, make a complete
// code of one bit each.
constexpr std::size_t distances = 2;
constexpr std::size_t block_head_bits =
    3 + 5 + 5 + 4 + 19 * 3 + (charstring_symbols + distances) * 4;

void add_block_head(BitWriter& writer) {
  constexpr std::uint64_t last_with_own_code = 1 | 2 << 1;
  constexpr std::size_t length_codes = 19;
  constexpr std::size_t unused_length_codes = 3;  // 16 to 18, which come first: repetitions
  writer.add(last_with_own_code, 3);
  writer.add(charstring_symbols - 257, 5);
  writer.add(distances - 1, 5);
  writer.add(length_codes - 4, 4);
  for (std::size_t i = 0; i < length_codes; ++i) writer.add(i < unused_length_codes ? 0 : 4, 3);
  for (const std::uint8_t length : charstring_code_lengths) writer.add(mirrored(length, 4), 4);
  for (std::size_t i = 0; i < distances; ++i) writer.add(mirrored(1, 4), 4);
}

char* add_stored(std::string_view bytes, char* to) {
  while (!bytes.empty()) {
    const std::string_view block = bytes.substr(0, largest_stored_block);
    const auto size = static_cast<std::uint32_t>(block.size());
    *to++ = 0;  // not the last, stored
    for (const std::uint32_t number : {size, ~size}) {
      *to++ = static_cast<char>(number & 0xFF);
      *to++ = static_cast<char>(number >> 8 & 0xFF);
    }
    to = std::ranges::copy(block, to).out;
    bytes.remove_prefix(block.size());
  }
  return to;
}

std::uint32_t adler32_of(std::string_view bytes) {
  constexpr std::uint32_t of_nothing = 1;
  return libdeflate_adler32(of_nothing, bytes.data(), bytes.size());
}

}  // namespace

DeflatedOutline deflate_outline(std::string_view outline) {
  constexpr std::size_t longest_code = 15;
  const CodeTable& table = codes();
  std::string bits((outline.size() * longest_code + 7) / 8 + 2 * sizeof(std::uint64_t), '\0');
  BitWriter writer(bits.data());
  std::size_t at = 0;
  for (; at + 4 <= outline.size(); at += 4) {
    std::uint64_t together = 0;
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const Code code = table[static_cast<unsigned char>(outline[at + i])];
      together |= std::uint64_t{code.bits} << length;
      length += code.length;
    }
    writer.add(together, length);
  }
  for (; at < outline.size(); ++at) {
    const Code code = table[static_cast<unsigned char>(outline[at])];
    writer.add(code.bits, code.length);
  }

  DeflatedOutline out;
  out.bits = writer.count(bits.data());
  writer.finish();
  out.words.resize((out.bits + word_bits - 1) / word_bits);
  std::memcpy(out.words.data(), bits.data(), out.words.size() * sizeof(std::uint64_t));
  out.size = outline.size();
  out.adler32 = adler32_of(outline);
  return out;
}

std::string join_outlines(std::string_view head, std::span<const DeflatedOutline* const> outlines) {
  constexpr std::size_t zlib_head = 2;
  constexpr std::size_t checksum = 4;
  const std::size_t stored_blocks = head.size() / largest_stored_block + 1;
  std::size_t bits = block_head_bits + codes()[end_of_block].length;
  uLong sum = adler32_of(head);
  for (const DeflatedOutline* outline : outlines) {
    bits += outline->bits;
    sum = adler32_combine(sum, outline->adler32, static_cast<z_off_t>(outline->size));
  }

  std::string out(
      zlib_head + stored_blocks * 5 + head.size() + bits / 8 + 2 * sizeof(std::uint64_t) + checksum,
      '\0');
  char* to = out.data();
  *to++ = 0x78;  // deflate, 32 KiB back
  *to++ = 0x01;  // the fastest compression; a checksum of these two bytes
  to = add_stored(head, to);
  BitWriter writer(to);
  add_block_head(writer);
  for (const DeflatedOutline* outline : outlines) writer.add(*outline);
  const Code end = codes()[end_of_block];
  writer.add(end.bits, end.length);
  to = writer.finish();
  for (int shift = 24; shift >= 0; shift -= 8) *to++ = static_cast<char>(sum >> shift & 0xFF);
  out.resize(static_cast<std::size_t>(to - out.data()));
  return out;
}

}  // namespace tongbao::pdf

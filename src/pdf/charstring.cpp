#include "pdf/charstring.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace tongbao::pdf {

namespace {

// What a byte at the begin of a token says (5177 3.1, 3.2).
enum class Token : std::uint8_t { operand, stems, masked_stems, mask, path, end, escape, other };

constexpr std::uint32_t byte_values = 256;

constexpr std::array<Token, byte_values> tokens = [] {
  std::array<Token, byte_values> kinds{};  // operands
  for (std::size_t byte = 0; byte < 32; ++byte) kinds[byte] = Token::other;
  for (const std::size_t byte : {1U, 3U}) kinds[byte] = Token::stems;
  for (const std::size_t byte : {18U, 23U}) kinds[byte] = Token::masked_stems;
  for (const std::size_t byte : {19U, 20U}) kinds[byte] = Token::mask;
  for (const std::size_t byte : {4U, 5U, 6U, 7U, 8U, 21U, 22U, 24U, 25U, 26U, 27U, 30U, 31U}) {
    kinds[byte] = Token::path;
  }
  kinds[14] = Token::end;
  kinds[12] = Token::escape;
  kinds[28] = Token::operand;
  return kinds;
}();

constexpr std::array<std::uint8_t, byte_values> lengths = [] {
  std::array<std::uint8_t, byte_values> bytes{};
  bytes.fill(1);
  for (std::size_t byte = 247; byte < 255; ++byte) bytes[byte] = 2;
  bytes[255] = 5;
  bytes[28] = 3;
  bytes[12] = 2;
  return bytes;
}();

bool is_flex(std::uint8_t second_byte) {
  return second_byte >= 34 && second_byte <= 37;
}

class Unhinter {
 public:
  Unhinter(std::span<const std::uint8_t> in, std::string& out) : in_(in), out_(out) {}

  // False where the charstring is one to leave as it is.
  bool run() {
    while (at_ < in_.size()) {
      const std::uint8_t byte = in_[at_];
      const std::size_t next = at_ + lengths[byte];
      if (next > in_.size()) return false;
      switch (tokens[byte]) {
        case Token::operand:
          if (operands_ == most_operands) return false;
          begins_[operands_++] = at_;
          break;
        case Token::stems:
        case Token::masked_stems:
        case Token::mask:
          if (!drop_hints(tokens[byte])) return false;
          continue;
        case Token::path:
          begin_path();
          break;
        case Token::escape:
          if (!is_flex(in_[at_ + 1])) return false;
          begin_path();
          break;
        case Token::end:
          copy_until(in_.size());
          return true;
        case Token::other:
          return false;
      }
      at_ = next;
      // Hints come first; masks follow only those stems that are made for them (5177 4.3).
      if (drawing_ && !masked_) break;
    }
    copy_until(in_.size());
    return true;
  }

 private:
  static constexpr std::size_t most_operands = 48;

  void begin_path() {
    drawing_ = true;
    operands_ = 0;
  }

  // The first operator may have the width before its own operands (5177 4.1), which come in pairs.
  bool drop_hints(Token token) {
    const bool width = operands_ % 2 == 1;
    if (width && (stems_ != 0 || drawing_)) return false;
    stems_ += operands_ / 2;
    masked_ = masked_ || token != Token::stems;
    const std::size_t mask_size = token == Token::mask ? (stems_ + 7) / 8 : 0;
    const std::size_t end = at_ + 1 + mask_size;
    if (end > in_.size()) return false;
    const std::size_t first = width ? 1 : 0;
    copy_until(first < operands_ ? begins_[first] : at_);
    copied_ = at_ = end;
    operands_ = 0;
    return true;
  }

  void copy_until(std::size_t end) {
    out_.append(reinterpret_cast<const char*>(in_.data()) + copied_, end - copied_);
  }

  std::span<const std::uint8_t> in_;
  std::string& out_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;
  std::array<std::size_t, most_operands> begins_;  // of the operands before the next operator
  std::size_t operands_ = 0;
  std::size_t stems_ = 0;
  bool drawing_ = false;
  bool masked_ = false;
};

}  // namespace

void append_unhinted(std::span<const std::uint8_t> charstring, std::string& out) {
  const std::size_t before = out.size();
  if (Unhinter(charstring, out).run()) return;
  out.resize(before);
  out.append(reinterpret_cast<const char*>(charstring.data()), charstring.size());
}

}  // namespace tongbao::pdf

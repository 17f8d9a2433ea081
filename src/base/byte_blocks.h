// Looking for bytes in a text many at a time. The vectors are GCC's and clang's own, which every
// processor has; loops over single bytes became such only as long as the compiler saw fit.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tongbao {

using ByteBlock = std::uint8_t __attribute__((vector_size(16)));

// Whether `is_odd` finds anything. It is given 16 bytes of `text` with those one and two further
// on, and marks what it finds, as comparisons of blocks do. Behind the text come letters.
template <class IsOdd>
[[nodiscard]] bool any_byte(std::string_view text, const IsOdd& is_odd) {
  constexpr std::size_t kSize = sizeof(ByteBlock);
  constexpr std::size_t kAhead = 2;
  const auto look = [&is_odd](const char* at) {
    ByteBlock here;
    ByteBlock next;
    ByteBlock after;
    std::memcpy(&here, at, kSize);
    std::memcpy(&next, at + 1, kSize);
    std::memcpy(&after, at + kAhead, kSize);
    return is_odd(here, next, after);
  };
  auto found = is_odd(ByteBlock{} + std::uint8_t{'a'}, ByteBlock{}, ByteBlock{});
  std::size_t at = 0;
  for (; at + kSize + kAhead <= text.size(); at += kSize) found |= look(text.data() + at);
  std::array<char, 2 * kSize + kAhead> end;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  std::memset(end.data(), 'a', end.size());
  if (at < text.size()) std::memcpy(end.data(), text.data() + at, text.size() - at);
  found |= look(end.data());
  if (text.size() - at > kSize) found |= look(end.data() + kSize);
  std::array<std::uint64_t, 2> halves;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  std::memcpy(halves.data(), &found, sizeof(found));
  return (halves[0] | halves[1]) != 0;
}

}  // namespace tongbao

// Remembers which of many texts came before, in 16 to 32 bytes each: 64 bits of their SHA-256.
// That two different ones among two million meet in it has a chance of 1 in 9 million.
// Internal to the room.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tongbao::record {

class DigestSet {
 public:
  using Digest = std::uint64_t;

  // Never 0.
  [[nodiscard]] static Digest digest_of(std::size_t scope, std::string_view text);

  bool insert(Digest digest);  // false: it is there already
  [[nodiscard]] bool contains(Digest digest) const;

 private:
  [[nodiscard]] std::size_t slot_of(Digest digest) const;  // its own, or the free one for it
  void grow();

  std::vector<Digest> slots_ = std::vector<Digest>(64);  // a power of two; 0: free
  std::size_t size_ = 0;
};

}  // namespace tongbao::record

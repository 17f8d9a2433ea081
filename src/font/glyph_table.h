// What every code point shows as in one role, filled as code points are asked for. Internal to
// font/.
#pragma once
#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <optional>

#include "font/font_set.h"

namespace tongbao::font {

// Two levels, blocks of 256 code points. Lock-free on any thread: two threads that fill the same
// entry store the same value.
class GlyphTable {
 public:
  GlyphTable() = default;
  ~GlyphTable() {
    for (auto& block : blocks_) delete block.load(std::memory_order_relaxed);
  }
  GlyphTable(const GlyphTable&) = delete;
  GlyphTable& operator=(const GlyphTable&) = delete;

  // Nothing where the code point has not been stored yet. Requires code_point <= U+10FFFF.
  [[nodiscard]] std::optional<GlyphChoice> find(char32_t code_point) const {
    const Block* block = blocks_[code_point >> 8].load(std::memory_order_acquire);
    if (block == nullptr) return std::nullopt;
    const std::uint64_t entry = (*block)[code_point & 0xFF].load(std::memory_order_relaxed);
    if (entry == 0) return std::nullopt;
    return unpack(entry);
  }

  void store(char32_t code_point, const GlyphChoice& choice) {
    block_for(code_point)[code_point & 0xFF].store(pack(choice), std::memory_order_relaxed);
  }

 private:
  using Block = std::array<std::atomic<std::uint64_t>, 256>;
  static constexpr std::uint64_t no_glyph = 0xFFFF'0000;  // glyph 0 of no face

  // Advance, face, glyph; glyph ids of OpenType have 16 bits. Never 0.
  static std::uint64_t pack(const GlyphChoice& choice) {
    if (choice.glyph == 0) return no_glyph;
    return std::uint64_t{std::bit_cast<std::uint32_t>(choice.advance)} << 32 |
           std::uint64_t{choice.face} << 16 | choice.glyph;
  }
  static GlyphChoice unpack(std::uint64_t entry) {
    if (entry == no_glyph) return {};
    return {.face = static_cast<FaceId>(entry >> 16 & 0xFFFF),
            .glyph = static_cast<std::uint32_t>(entry & 0xFFFF),
            .advance = std::bit_cast<float>(static_cast<std::uint32_t>(entry >> 32))};
  }

  Block& block_for(char32_t code_point) {
    std::atomic<Block*>& slot = blocks_[code_point >> 8];
    Block* block = slot.load(std::memory_order_acquire);
    if (block != nullptr) return *block;
    auto fresh = std::make_unique<Block>();
    if (slot.compare_exchange_strong(block, fresh.get(), std::memory_order_acq_rel)) {
      return *fresh.release();
    }
    return *block;
  }

  std::array<std::atomic<Block*>, 0x1100> blocks_{};
};

}  // namespace tongbao::font

// zlib streams as zlib reads them, which checks the header, the blocks and the Adler-32 sum
// (RFC 1950).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

namespace tongbao::pdf::testing {

// `stream` inflated; fails the test where it is not a whole stream of `size` bytes.
[[nodiscard]] std::string inflated(const std::string& stream, std::size_t size);

// Bytes that do not repeat, always the same.
[[nodiscard]] std::string noise(std::size_t size, std::uint32_t seed = 1);

}  // namespace tongbao::pdf::testing

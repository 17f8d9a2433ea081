#include "store/identifier.h"

#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <openssl/rand.h>

namespace tongbao::store {

std::string random_identifier() {
  std::array<unsigned char, 16> bits{};
  if (RAND_bytes(bits.data(), static_cast<int>(bits.size())) != 1) {
    throw std::runtime_error("no random bytes");
  }
  return fmt::format("{:02x}", fmt::join(bits, ""));
}

}  // namespace tongbao::store

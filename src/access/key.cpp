#include <array>
#include <span>
#include <stdexcept>

#include <openssl/rand.h>

#include "access/gate.h"

namespace tongbao::access {
namespace {

constexpr std::size_t id_bytes = 6;
constexpr std::size_t secret_bytes = 32;

template <std::size_t size>
std::string random_hex() {
  std::array<unsigned char, size> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(size)) != 1) {
    throw std::runtime_error("OpenSSL has no random bytes");
  }
  std::string text;
  for (const unsigned char byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace

NewKey make_key(std::string name, const Scopes& scopes, std::uint32_t requests_per_minute,
                std::uint32_t concurrency) {
  const std::string secret = random_hex<secret_bytes>();
  NewKey key;
  key.stored = {.id = random_hex<id_bytes>(),
                .name = std::move(name),
                .secret = sha256(secret),
                .scopes = to_text(scopes),
                .requests_per_minute = requests_per_minute,
                .concurrency = concurrency};
  key.text = fmt::format("tb_{}_{}", key.stored.id, secret);
  return key;
}

}  // namespace tongbao::access

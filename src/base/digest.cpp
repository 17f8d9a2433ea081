#include "base/digest.h"

#include <stdexcept>

#include <openssl/evp.h>

namespace tongbao {

Sha256 sha256(std::string_view bytes) {
  // Looked up once: for short texts that takes most of the time.
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  Sha256 digest{};
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, algorithm, nullptr) != 1) {
    throw std::runtime_error("OpenSSL does not compute SHA-256");
  }
  return digest;
}

Md5 md5(std::string_view bytes) {
  Md5 digest{};
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_md5(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL does not compute MD5");
  }
  return digest;
}

std::string hex(const Sha256& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(digest.size() * 2);
  for (const std::uint8_t byte : digest) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

}  // namespace tongbao

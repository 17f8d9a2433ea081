#include "base/digest.h"

#include <stdexcept>

#include <openssl/evp.h>

namespace tongbao {

namespace {

void require(int outcome) {
  if (outcome != 1) throw std::runtime_error("OpenSSL does not compute SHA-256");
}

// Looked up once: for short texts that takes most of the time.
const EVP_MD* algorithm() {
  static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return found;
}

}  // namespace

struct Sha256Sum::Context {
  EVP_MD_CTX* evp = EVP_MD_CTX_new();

  Context() = default;
  void begin() const { require(EVP_DigestInit_ex(evp, algorithm(), nullptr)); }
  ~Context() { EVP_MD_CTX_free(evp); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
};

Sha256Sum::Sha256Sum() : context_(std::make_unique<Context>()) {
  require(context_->evp != nullptr ? 1 : 0);
  context_->begin();
}

Sha256Sum::~Sha256Sum() = default;

void Sha256Sum::add(std::string_view bytes) {
  require(EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size()));
}

Sha256 Sha256Sum::finish() {
  Sha256 digest{};
  require(EVP_DigestFinal_ex(context_->evp, digest.data(), nullptr));
  context_->begin();
  return digest;
}

// Of short texts making the sum would take half the time, so a thread has one.
Sha256 sha256(std::string_view bytes) {
  thread_local Sha256Sum sum;
  sum.add(bytes);
  return sum.finish();
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

// SHA-256, for ETags and document identity; MD5, where a file format asks for it (OpenSSL's).
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tongbao {

using Sha256 = std::array<std::uint8_t, 32>;

[[nodiscard]] Sha256 sha256(std::string_view bytes);

// The same of bytes that come block by block. Throws std::runtime_error where OpenSSL refuses it.
class Sha256Sum {
 public:
  Sha256Sum();
  ~Sha256Sum();
  Sha256Sum(const Sha256Sum&) = delete;
  Sha256Sum& operator=(const Sha256Sum&) = delete;
  void add(std::string_view bytes);
  [[nodiscard]] Sha256 finish();  // at the end; a further sum begins

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

[[nodiscard]] std::string hex(const Sha256& digest);  // 64 lower-case digits

// No protection against anyone who means harm. Throws std::runtime_error where OpenSSL refuses it.
using Md5 = std::array<std::uint8_t, 16>;
[[nodiscard]] Md5 md5(std::string_view bytes);

}  // namespace tongbao

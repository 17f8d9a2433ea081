#include <array>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/digest.h"
#include "jobs/webhooks.h"

namespace tongbao::jobs {

std::string signature(std::string_view secret, std::string_view event, std::string_view timestamp,
                      std::string_view body) {
  std::string signed_text;
  signed_text.reserve(event.size() + timestamp.size() + body.size() + 2);
  signed_text.append(event).append(".").append(timestamp).append(".").append(body);
  Sha256 code{};
  const auto* const text = reinterpret_cast<const unsigned char*>(signed_text.data());
  if (HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), text, signed_text.size(),
           code.data(), nullptr) == nullptr) {
    throw std::runtime_error("OpenSSL refuses HMAC-SHA256");
  }
  return "sha256=" + hex(code);
}

}  // namespace tongbao::jobs

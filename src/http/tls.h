// The server's side of TLS: its certificate, and what it takes.
//
// Poco's secure sockets are not used: in 1.11 they wait without an end on a socket that does not
// block, and shake hands where connections are accepted.
#pragma once
#include <filesystem>
#include <memory>

#include "base/result.h"
#include "http/transport.h"

namespace tongbao::http {

// TLS 1.2 and 1.3, suites with forward secrecy and authenticated encryption, no renegotiation, no
// compression. Immutable; safe on any thread.
class TlsContext {
 public:
  // PEM files; the certificate's holds its chain too. Errors: http.badCertificate,
  // http.badCertificateKey (also one that does not belong to the certificate, or that wants a
  // password), http.certificateUnreadable, each with the file.
  [[nodiscard]] static Result<std::shared_ptr<const TlsContext>> load(
      const std::filesystem::path& certificate, const std::filesystem::path& key);
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  // Over the socket `descriptor`, which does not block and must outlive it. Shakes hands with the
  // first byte that is received.
  [[nodiscard]] std::unique_ptr<Transport> accept(int descriptor) const;

 private:
  struct Native;
  explicit TlsContext(std::unique_ptr<Native> native);
  std::unique_ptr<Native> native_;
};

}  // namespace tongbao::http

#include "http/tls.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tongbao::http {
namespace {

namespace fs = std::filesystem;

struct Free {
  void operator()(SSL* connection) const { SSL_free(connection); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

// Of TLS 1.2; all of 1.3's are good.
constexpr const char* suites = "ECDHE+AESGCM:ECDHE+CHACHA20";

int no_password(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*data*/) {
  return 0;
}

Diagnostic problem_with(const char* code, const fs::path& file, Bilingual message, Bilingual hint) {
  return {.code = code,
          .where = {.pointer = {}, .file = file.string()},
          .message = std::move(message),
          .hint = std::move(hint)};
}

Result<void> check_readable(const fs::path& file) {
  if (::access(file.c_str(), R_OK) == 0) return {};
  return failure(
      problem_with("http.certificateUnreadable", file, say("无法读取", "cannot be read"), {}));
}

Result<void> use(SSL_CTX* context, const fs::path& certificate, const fs::path& key) {
  if (auto readable = check_readable(certificate); !readable) return readable;
  if (auto readable = check_readable(key); !readable) return readable;
  if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1) {
    return failure(problem_with(
        "http.badCertificate", certificate, say("不是证书", "it is no certificate"),
        say("应为PEM，先本机证书，后中间证书", "PEM: the server's own first, then those between")));
  }
  if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) == 1 &&
      SSL_CTX_check_private_key(context) == 1) {
    return {};
  }
  return failure(problem_with("http.badCertificateKey", key,
                              say("不是该证书的私钥", "it is not the certificate's private key"),
                              say("应为PEM，不带口令", "PEM, without a password")));
}

class TlsTransport : public Transport {
 public:
  explicit TlsTransport(SSL* connection) : connection_(connection) {}
  ~TlsTransport() override { say_goodbye(); }

  Moved receive(std::span<char> block) override {
    ERR_clear_error();
    return moved(SSL_read(connection_.get(), block.data(), bounded(block.size())));
  }

  Moved send(std::string_view bytes) override {
    ERR_clear_error();
    return moved(SSL_write(connection_.get(), bytes.data(), bounded(bytes.size())));
  }

  void end_sending() override {
    say_goodbye();
    (void)::shutdown(SSL_get_fd(connection_.get()), SHUT_WR);
  }

  bool secure() const override { return true; }

 private:
  static int bounded(std::size_t size) {
    return static_cast<int>(
        std::min<std::size_t>(size, static_cast<std::size_t>(std::numeric_limits<int>::max())));
  }

  Moved moved(int count) {
    if (count > 0) return {Step::moved, static_cast<std::size_t>(count)};
    switch (SSL_get_error(connection_.get(), count)) {
      case SSL_ERROR_WANT_READ:
        return {Step::wants_read};
      case SSL_ERROR_WANT_WRITE:
        return {Step::wants_write};
      case SSL_ERROR_ZERO_RETURN:
        return {Step::closed};
      default:
        broken_ = true;
        return {Step::closed};
    }
  }

  // Once; a connection that broke, or never shook hands, takes none.
  void say_goodbye() {
    if (std::exchange(broken_, true) || SSL_is_init_finished(connection_.get()) != 1) return;
    ERR_clear_error();
    (void)SSL_shutdown(connection_.get());
  }

  std::unique_ptr<SSL, Free> connection_;
  bool broken_ = false;
};

}  // namespace

struct TlsContext::Native {
  std::unique_ptr<SSL_CTX, Free> context;
};

TlsContext::TlsContext(std::unique_ptr<Native> native) : native_(std::move(native)) {}

TlsContext::~TlsContext() = default;

Result<std::shared_ptr<const TlsContext>> TlsContext::load(const fs::path& certificate,
                                                           const fs::path& key) {
  auto native = std::make_unique<Native>();
  native->context.reset(SSL_CTX_new(TLS_server_method()));
  SSL_CTX* const context = native->context.get();
  const bool made = context != nullptr &&
                    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
                    SSL_CTX_set_cipher_list(context, suites) == 1;
  if (!made) throw std::runtime_error("OpenSSL makes no TLS context");
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_default_passwd_cb(context, no_password);
  ERR_clear_error();
  auto usable = use(context, certificate, key);
  ERR_clear_error();
  if (!usable) return failure(std::move(usable.error()));
  return std::shared_ptr<const TlsContext>(new TlsContext(std::move(native)));
}

std::unique_ptr<Transport> TlsContext::accept(int descriptor) const {
  SSL* const connection = SSL_new(native_->context.get());
  if (connection == nullptr || SSL_set_fd(connection, descriptor) != 1) {
    SSL_free(connection);
    throw std::runtime_error("OpenSSL makes no TLS connection");
  }
  SSL_set_accept_state(connection);
  return std::make_unique<TlsTransport>(connection);
}

}  // namespace tongbao::http

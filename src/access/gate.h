// Who may come in: API keys, their scopes and their limits, decided without asking the store for
// each request.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/scope.h"
#include "base/result.h"
#include "store/key_store.h"

namespace tongbao::access {

// A key as it is handed to its user, once: "tb_<id>_<secret>", the secret 64 hexadecimal digits.
struct NewKey {
  std::string text;
  store::StoredKey stored;
};
// Throws std::runtime_error where OpenSSL has no randomness.
[[nodiscard]] NewKey make_key(std::string name, const Scopes& scopes,
                              std::uint32_t requests_per_minute, std::uint32_t concurrency);

struct GateSettings {
  // False (loopback, --insecure): as long as no key was ever made, who sends none may do
  // everything. With the first key they are required, and stay so when it is revoked.
  bool required = true;
  std::chrono::milliseconds refresh{2000};  // after which a key made or revoked is known
  std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
};

using KeyReader = std::function<Result<std::vector<store::StoredKey>>()>;

// Safe on any thread.
class Gate {
 public:
  // Keys as last read go on being taken while the store is away. Reads them once.
  Gate(const GateSettings& settings, std::shared_ptr<const store::KeyStore> keys);
  Gate(const GateSettings& settings, KeyReader keys);
  ~Gate();
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  // A request that was let in; while it lives it counts as running.
  class Pass {
   public:
    Pass() = default;                                                    // of nobody
    [[nodiscard]] const std::string& key_id() const { return key_id_; }  // "": no key
    [[nodiscard]] bool is_admin() const { return admin_; }
    [[nodiscard]] bool may(Scope wanted) const { return !scopes_ || allows(*scopes_, wanted); }

   private:
    friend class Gate;
    std::string key_id_;
    bool admin_ = false;
    std::optional<Scopes> scopes_;  // nothing: of nobody in particular
    std::shared_ptr<void> running_;
  };

  // `authorization` is the field's value; nothing: there was none. The comparison takes the same
  // time wherever two secrets differ. A key may send a tenth of its minute's requests at once, the
  // rest as the minute passes. Errors: access.keyRequired, access.keyUnknown (unknown, revoked, or
  // no key at all), access.scopeMissing, access.rateExceeded, access.tooManyAtOnce, access.notReady
  // (the keys could not be read yet); `retry_after` then is in seconds, else 0. Whoever comes when
  // the keys are due to be read again waits for that; the others go on with those last read.
  struct Refusal {
    Diagnostic error;
    std::uint32_t retry_after = 0;
  };
  [[nodiscard]] tl::expected<Pass, Refusal> admit(const std::optional<std::string>& authorization,
                                                  Scope wanted);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tongbao::access

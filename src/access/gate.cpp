#include "access/gate.h"

#include <atomic>
#include <map>
#include <mutex>
#include <utility>

#include <openssl/crypto.h>

#include "access/allowance.h"

namespace tongbao::access {
namespace {

constexpr std::string_view key_start = "tb_";
constexpr std::size_t id_digits = 12;
constexpr std::size_t secret_digits = 64;
constexpr std::size_t key_length = key_start.size() + id_digits + 1 + secret_digits;

struct Credentials {
  std::string id;
  std::string secret;
};

bool is_bearer(std::string_view word) {
  constexpr std::string_view wanted = "bearer";
  return std::equal(word.begin(), word.end(), wanted.begin(), wanted.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

// "Bearer tb_<id>_<secret>" (RFC 6750 section 2.1). What has another shape is a key that is not
// known.
Credentials credentials_in(std::string_view authorization) {
  const std::size_t space = std::min(authorization.find(' '), authorization.size());
  std::string_view key = authorization.substr(space);
  key.remove_prefix(std::min(key.find_first_not_of(' '), key.size()));
  const bool sound = is_bearer(authorization.substr(0, space)) && key.size() == key_length &&
                     key.starts_with(key_start) && key[key_start.size() + id_digits] == '_';
  if (!sound) return {};
  return {std::string(key.substr(key_start.size(), id_digits)),
          std::string(key.substr(key_length - secret_digits))};
}

using Refusal = Gate::Refusal;

Refusal refusal(const char* code, Bilingual message, Bilingual hint,
                std::uint32_t retry_after = 0) {
  return {
      .error = {.code = code, .where = {}, .message = std::move(message), .hint = std::move(hint)},
      .retry_after = retry_after};
}

Refusal key_required() {
  return refusal("access.keyRequired", say("需要密钥", "a key is required"),
                 say("请发送 Authorization: Bearer 密钥", "send Authorization: Bearer KEY"));
}

Refusal key_unknown() {
  return refusal("access.keyUnknown", say("密钥无效", "the key is not valid"),
                 say("可能已被撤销", "it may have been revoked"));
}

Refusal scope_missing(Scope wanted) {
  return refusal("access.scopeMissing",
                 say("密钥没有权限{}", "the key has no scope {}", name_of(wanted)),
                 say("用tongbao keys create --scopes另建", "make one with keys create --scopes"));
}

Refusal rate_exceeded(std::uint32_t seconds) {
  return refusal("access.rateExceeded",
                 say("该密钥每分钟的请求数已满", "the key has had its requests of this minute"),
                 say("{}秒后重试", "try again in {} s", seconds), seconds);
}

Refusal too_many_at_once() {
  return refusal("access.tooManyAtOnce",
                 say("该密钥同时进行的请求已满", "the key has as many requests running as it may"),
                 say("等其中一个完成后再发", "wait until one of them is done"), 1);
}

Refusal not_ready() {
  return refusal("access.notReady",
                 say("暂时无法核对密钥", "keys cannot be looked up at the moment"),
                 say("稍后重试", "try again later"), 2);
}

// What is counted for a key, across readings of the list.
struct Usage {
  std::mutex mutex;
  Allowance allowance;
  std::uint32_t running = 0;
};

// Counts a request as running for as long as it lives.
class Running {
 public:
  explicit Running(std::shared_ptr<Usage> usage) : usage_(std::move(usage)) {}
  ~Running() {
    const std::lock_guard lock(usage_->mutex);
    --usage_->running;
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  std::shared_ptr<Usage> usage_;
};

struct KnownKey {
  Sha256 secret{};
  Scopes scopes;
  std::uint32_t requests_per_minute = 0;
  std::uint32_t concurrency = 0;
  std::shared_ptr<Usage> usage;
};

// Active keys by id. Never changes once it is read.
struct KeyList {
  std::map<std::string, KnownKey, std::less<>> active;
  bool any = false;  // was ever made, revoked ones too
};

std::shared_ptr<Usage> usage_of(const std::string& id, const KeyList* before) {
  if (before != nullptr) {
    if (const auto known = before->active.find(id); known != before->active.end()) {
      return known->second.usage;
    }
  }
  return std::make_shared<Usage>();
}

std::shared_ptr<const KeyList> make_list(const std::vector<store::StoredKey>& stored,
                                         const KeyList* before) {
  auto list = std::make_shared<KeyList>();
  list->any = !stored.empty();
  for (const store::StoredKey& key : stored) {
    if (key.revoked_at) continue;
    list->active[key.id] = {.secret = key.secret,
                            .scopes = parse_scopes(key.scopes).value_or(Scopes{}),
                            .requests_per_minute = key.requests_per_minute,
                            .concurrency = key.concurrency,
                            .usage = usage_of(key.id, before)};
  }
  return list;
}

// Null: not known. The work is the same whether or not there is a key of that id.
const KnownKey* find_key(const KeyList& list, const Credentials& sent) {
  static const KnownKey nobody;
  const auto found = list.active.find(sent.id);
  const bool known = found != list.active.end();
  const KnownKey& candidate = known ? found->second : nobody;
  const Sha256 digest = sha256(sent.secret);
  const bool equal = CRYPTO_memcmp(digest.data(), candidate.secret.data(), digest.size()) == 0;
  return known && equal ? &candidate : nullptr;
}

tl::expected<std::shared_ptr<void>, Refusal> begin(const KnownKey& key,
                                                   std::chrono::steady_clock::time_point now) {
  Usage& usage = *key.usage;
  const std::lock_guard lock(usage.mutex);
  if (key.concurrency > 0 && usage.running >= key.concurrency) {
    return tl::unexpected(too_many_at_once());
  }
  if (const auto wait = usage.allowance.refuse(key.requests_per_minute, now)) {
    return tl::unexpected(rate_exceeded(*wait));
  }
  auto running = std::make_shared<Running>(key.usage);
  ++usage.running;
  return running;
}

}  // namespace

struct Gate::State {
  GateSettings settings;
  KeyReader read;
  std::mutex reading;                             // held by the one who reads the list
  std::mutex mutex;                               // over what follows
  std::shared_ptr<const KeyList> list = nullptr;  // null: never read
  std::chrono::steady_clock::time_point due{};

  // The list, read again by the first who comes when it is due.
  std::shared_ptr<const KeyList> current() {
    const std::unique_lock reader(reading, std::try_to_lock);
    std::shared_ptr<const KeyList> known = last();
    if (!reader || !is_due()) return known;
    const auto stored = read();
    const std::lock_guard lock(mutex);
    due = settings.now() + settings.refresh;
    if (stored) list = make_list(*stored, known.get());
    return list;
  }

 private:
  std::shared_ptr<const KeyList> last() {
    const std::lock_guard lock(mutex);
    return list;
  }
  bool is_due() {
    const std::lock_guard lock(mutex);
    return settings.now() >= due;
  }
};

Gate::Gate(const GateSettings& settings, std::shared_ptr<const store::KeyStore> keys)
    : Gate(settings, [keys = std::move(keys)] { return keys->all(); }) {}

Gate::Gate(const GateSettings& settings, KeyReader keys)
    : state_(new State{.settings = settings, .read = std::move(keys)}) {
  state_->due = settings.now();
  (void)state_->current();
}

Gate::~Gate() = default;

tl::expected<Gate::Pass, Gate::Refusal> Gate::admit(const std::optional<std::string>& authorization,
                                                    Scope wanted) {
  Pass pass;
  if (wanted == Scope::none) return pass;
  const auto list = state_->current();
  if (!list) return tl::unexpected(not_ready());
  if (!authorization) {
    if (state_->settings.required || list->any) return tl::unexpected(key_required());
    pass.admin_ = true;
    return pass;
  }
  const Credentials sent = credentials_in(*authorization);
  const KnownKey* key = find_key(*list, sent);
  if (key == nullptr) return tl::unexpected(key_unknown());
  if (!allows(key->scopes, wanted)) return tl::unexpected(scope_missing(wanted));
  auto running = begin(*key, state_->settings.now());
  if (!running) return tl::unexpected(std::move(running.error()));
  pass.key_id_ = sent.id;
  pass.admin_ = key->scopes.contains(Scope::admin);
  pass.scopes_ = key->scopes;
  pass.running_ = *std::move(running);
  return pass;
}

}  // namespace tongbao::access

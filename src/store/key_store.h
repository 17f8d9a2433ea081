// API keys as they are kept: never the secret, only its digest.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "store/database.h"

namespace tongbao::store {

struct StoredKey {
  std::string id;                         // 12 hexadecimal digits; public, names the key in logs
  std::string name;                       // for people
  Sha256 secret{};                        // digest of the secret, which has 256 random bits
  std::string scopes;                     // "render,check"
  std::uint32_t requests_per_minute = 0;  // 0: no limit
  std::uint32_t concurrency = 0;          // requests at once; 0: no limit
  std::int64_t created_at = 0;
  std::optional<std::int64_t> revoked_at;
};

// Safe on any thread.
class KeyStore {
 public:
  explicit KeyStore(std::shared_ptr<Database> database);

  // created_at is set by the store. Error also: store.keyExists (the id is another key's).
  [[nodiscard]] Result<void> add(const StoredKey& key);
  [[nodiscard]] Result<std::vector<StoredKey>> all() const;  // revoked ones too, oldest first
  [[nodiscard]] Result<bool> revoke(const std::string& id);  // false: unknown, or revoked before

 private:
  std::shared_ptr<Database> database_;
};

}  // namespace tongbao::store

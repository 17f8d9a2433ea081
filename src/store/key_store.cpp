#include "store/key_store.h"

#include "store/implementation.h"

namespace tongbao::store {

namespace {

Diagnostic id_is_taken(const std::string& id) {
  return store_error("store.keyExists", say("密钥编号{}已被使用", "the key id {} is taken", id));
}

StoredKey key_of(const Row& row) {
  return {.id = row.text(0),
          .name = row.text(1),
          .secret = row.digest(2),
          .scopes = row.text(3),
          .requests_per_minute = row.number<std::uint32_t>(4),
          .concurrency = row.number<std::uint32_t>(5),
          .created_at = row.integer(6),
          .revoked_at = row.optional_number<std::int64_t>(7)};
}

}  // namespace

KeyStore::KeyStore(std::shared_ptr<Database> database) : database_(std::move(database)) {}

Result<void> KeyStore::add(const StoredKey& key) {
  return database_->implementation().write<void>([&](Session& session) -> Result<void> {
    const Rows added = session.run(
        "INSERT INTO api_keys (id, name, secret, scopes, requests_per_minute, concurrency, "
        "created_at) VALUES (?, ?, ?, ?, ?, ?, " +
            session.dialect().now + ") ON CONFLICT DO NOTHING RETURNING id",
        Parameters(key.id, key.name, key.secret, key.scopes, key.requests_per_minute,
                   key.concurrency));
    if (!added.empty()) return {};
    // The same key: the commit of the first try went through although its answer was lost.
    const Rows same = session.run("SELECT 1 FROM api_keys WHERE id = ? AND secret = ?",
                                  Parameters(key.id, key.secret));
    if (same.empty()) return failure(id_is_taken(key.id));
    return {};
  });
}

Result<std::vector<StoredKey>> KeyStore::all() const {
  const auto rows = database_->implementation().ask(
      R"(SELECT id, name, secret, scopes, requests_per_minute, concurrency, created_at, revoked_at
         FROM api_keys ORDER BY created_at, id)");
  if (!rows) return failure(rows.error());
  std::vector<StoredKey> keys;
  keys.reserve(rows->size());
  for (const Row& row : *rows) keys.push_back(key_of(row));
  return keys;
}

Result<bool> KeyStore::revoke(const std::string& id) {
  return database_->implementation().write<bool>([&](Session& session) -> Result<bool> {
    return !session
                .run("UPDATE api_keys SET revoked_at = " + session.dialect().now +
                         " WHERE id = ? AND revoked_at IS NULL RETURNING id",
                     Parameters(id))
                .empty();
  });
}

}  // namespace tongbao::store

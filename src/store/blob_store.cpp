#include "store/blob_store.h"

#include <system_error>
#include <utility>

#include "store/blob_keeper.h"

namespace tongbao::store {

namespace {

// Known, and not to be swept for an hour, before the first byte lies there.
Result<void> announce(Database::Implementation& database, const Sha256& digest,
                      std::uint64_t bytes) {
  return database.write<void>([&](Session& session) -> Result<void> {
    session.run("INSERT INTO blobs (digest, bytes, whole, suspect_since) VALUES (?, ?, 0, " +
                    session.dialect().now +
                    ") ON CONFLICT (digest) DO UPDATE SET suspect_since = excluded.suspect_since",
                Parameters(digest, bytes));
    return {};
  });
}

Result<void> confirm(Database::Implementation& database, const Sha256& digest) {
  return database.write<void>([&](Session& session) -> Result<void> {
    const Rows rows =
        session.run("UPDATE blobs SET whole = 1, suspect_since = " + session.dialect().now +
                        " WHERE digest = ? RETURNING whole",
                    Parameters(digest));
    if (rows.empty()) return failure(blob_lost(digest));
    return {};
  });
}

}  // namespace

BlobStore::BlobStore(std::shared_ptr<Database> database) : database_(std::move(database)) {}

Result<Sha256> BlobStore::put(const DocumentBytes& bytes) {
  Database::Implementation& database = database_->implementation();
  try {
    const Sha256 digest = bytes.sha256();
    const auto outcome = announce(database, digest, bytes.size())
                             .and_then([&] { return blob_keeper(database)->put(digest, bytes); })
                             .and_then([&] { return confirm(database, digest); });
    if (!outcome) return failure(outcome.error());
    return digest;
  } catch (const std::system_error& error) {
    return failure(unavailable(error.what()));
  }
}

Result<DocumentBytes> BlobStore::get(const Sha256& digest) const {
  Database::Implementation& database = database_->implementation();
  const auto rows = database.ask("SELECT bytes FROM blobs WHERE digest = ?", Parameters(digest));
  if (!rows) return failure(rows.error());
  if (rows->empty()) return failure(blob_lost(digest));
  return blob_keeper(database)->get(digest, rows->front().number<std::uint64_t>(0));
}

}  // namespace tongbao::store

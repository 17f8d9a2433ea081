#include <fmt/format.h>

#include "store/blob_keeper.h"
#include "store/implementation.h"
#include "store/job_changes.h"
#include "store/job_store.h"

namespace tongbao::store {

namespace {

using Milliseconds = std::chrono::milliseconds;

// Short transactions: others get their turn in between.
constexpr std::size_t jobs_at_once = 50;
constexpr std::size_t blobs_at_once = 200;

constexpr Milliseconds blob_age = std::chrono::hours(1);

void cancel(Session& session, const std::string& id, const std::string& webhook) {
  suspect_blobs(session, id, true);
  session.run(
      R"(UPDATE documents SET state = 'cancelled', rank = NULL, result = NULL, bytes = NULL,
           media_type = NULL, file_name = NULL, title = NULL, unit = NULL, date = NULL,
           pages = NULL, problems = NULL, errors = ''
         WHERE job = ?)",
      Parameters(id));
  session.run(
      R"(UPDATE jobs SET revision = revision + 1, waiting = 0, done = 0, failed = 0,
           cancelled = documents
         WHERE id = ?)",
      Parameters(id));
  end_job(session, id, webhook);
}

}  // namespace

Result<bool> JobStore::remove(const std::string& id) {
  return database_->implementation().write<bool>([&](Session& session) -> Result<bool> {
    lock_documents(session, id);
    const Rows rows = session.run(
        "SELECT finished_at, webhook FROM jobs WHERE id = ?" + session.dialect().for_update,
        Parameters(id));
    if (rows.empty()) return false;
    if (rows.front().is_null(0)) {
      cancel(session, id, rows.front().text(1));
    } else {
      delete_job(session, id);
    }
    return true;
  });
}

namespace {

Result<Rows> expired_jobs(Database::Implementation& database, Milliseconds retention) {
  return database.ask(fmt::format("SELECT id FROM jobs WHERE finished_at < {} - CAST(? AS BIGINT) "
                                  "ORDER BY finished_at LIMIT {}",
                                  database.dialect().now, jobs_at_once),
                      Parameters(retention.count()));
}

// Ended jobs change no more, so what was found expired still is, or is gone.
Result<std::size_t> sweep_jobs(Database::Implementation& database, Milliseconds retention) {
  std::size_t swept = 0;
  for (;;) {
    const auto expired = expired_jobs(database, retention);
    if (!expired) return failure(expired.error());
    for (const Row& row : *expired) {
      const std::string id = row.text(0);
      const auto deleted = database.write<bool>([&](Session& session) -> Result<bool> {
        lock_documents(session, id);
        const bool is_there =
            !session
                 .run("SELECT id FROM jobs WHERE id = ?" + session.dialect().for_update,
                      Parameters(id))
                 .empty();
        if (is_there) delete_job(session, id);
        return is_there;
      });
      if (!deleted) return failure(deleted.error());
      if (*deleted) ++swept;
    }
    if (expired->size() < jobs_at_once) return swept;
  }
}

std::string list_of(const Rows& digests, Parameters& parameters) {
  std::string marks;
  for (const Row& row : digests) {
    parameters.add(row.text(0));
    marks += marks.empty() ? "?" : ", ?";
  }
  return "(" + marks + ")";
}

// Who wants to refer to one of them locks it first: after that lock is seen by nobody, what refers
// to it is seen by a statement that begins later. Returns how many were looked at.
std::size_t sweep_some_blobs(Session& session, BlobKeeper& keeper) {
  const Dialect& dialect = session.dialect();
  const Rows suspects = session.run(
      fmt::format("SELECT digest FROM blobs WHERE suspect_since < {} - CAST(? AS BIGINT) "
                  "ORDER BY suspect_since LIMIT {}{}{}",
                  dialect.now, blobs_at_once, dialect.for_update, dialect.skip_locked),
      Parameters(blob_age.count()));
  if (suspects.empty()) return 0;
  Parameters parameters;
  const std::string list = list_of(suspects, parameters);
  const Rows deleted = session.run(
      "DELETE FROM blobs WHERE digest IN " + list +
          " AND NOT EXISTS (SELECT 1 FROM documents WHERE input = blobs.digest)"
          " AND NOT EXISTS (SELECT 1 FROM documents WHERE result = blobs.digest) RETURNING digest",
      parameters);
  session.run("UPDATE blobs SET suspect_since = NULL WHERE digest IN " + list, parameters);
  std::vector<std::string> digests;
  digests.reserve(deleted.size());
  for (const Row& row : deleted) digests.push_back(row.text(0));
  keeper.remove(session, digests);
  return suspects.size();
}

Result<void> sweep_blobs(Database::Implementation& database) {
  const auto keeper = blob_keeper(database);
  for (;;) {
    const auto looked_at =
        database.write<std::size_t>([&](Session& session) -> Result<std::size_t> {
          return sweep_some_blobs(session, *keeper);
        });
    if (!looked_at) return failure(looked_at.error());
    if (*looked_at < blobs_at_once) break;
  }
  keeper->tidy();
  return {};
}

}  // namespace

Result<std::size_t> JobStore::sweep(Milliseconds retention) {
  Database::Implementation& database = database_->implementation();
  const auto swept = sweep_jobs(database, retention);
  if (!swept) return failure(swept.error());
  if (const auto blobs = sweep_blobs(database); !blobs) return failure(blobs.error());
  return *swept;
}

}  // namespace tongbao::store

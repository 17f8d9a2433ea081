#include "store/job_changes.h"

#include "store/identifier.h"

namespace tongbao::store {

std::string next_in_queue(const Dialect& dialect) {
  return "SELECT job, n, token, attempt, state, name, template, template_version, format, options, "
         "input FROM documents WHERE rank IS NOT NULL AND due_at <= " +
         dialect.now + " ORDER BY rank LIMIT 1" + dialect.for_update + dialect.skip_locked;
}

JobRow change_job(Session& session, const std::string& id, const CountsChange& change) {
  const Rows rows = session.run(
      R"(UPDATE jobs SET revision = revision + 1, waiting = waiting + CAST(? AS BIGINT),
           done = done + CAST(? AS BIGINT), failed = failed + CAST(? AS BIGINT)
         WHERE id = ?
         RETURNING owner, operator, request_id, webhook, documents - done - failed - cancelled)",
      Parameters(change.waiting, change.done, change.failed, id));
  const Row& job = rows.at(0);
  if (job.integer(4) == 0) end_job(session, id, job.text(3));
  return {.owner = job.text(0), .operator_ = job.text(1), .request_id = job.text(2)};
}

void end_job(Session& session, const std::string& id, const std::string& webhook) {
  const std::string& now = session.dialect().now;
  session.run("UPDATE jobs SET finished_at = " + now + " WHERE id = ?", Parameters(id));
  if (webhook.empty()) return;
  session.run(
      "INSERT INTO deliveries (event, job, address, attempt, token, due_at, reason) "
      "VALUES (?, ?, ?, 0, 0, " +
          now + ", '')",
      Parameters(random_identifier(), id, webhook));
}

void lock_documents(Session& session, const std::string& id) {
  if (session.dialect().for_update.empty()) return;
  session.run("SELECT COUNT(*) FROM (SELECT 1 FROM documents WHERE job = ? ORDER BY n" +
                  session.dialect().for_update + ") AS locked",
              Parameters(id));
}

void suspect_blobs(Session& session, const std::string& id, bool results_only) {
  // 0: for longer than an hour; else a sweep would not have cleared it.
  std::string statement =
      "UPDATE blobs SET suspect_since = 0 WHERE suspect_since IS NULL AND digest IN "
      "(SELECT result FROM documents WHERE job = ? AND result IS NOT NULL";
  Parameters parameters(id);
  if (!results_only) {
    statement += " UNION SELECT input FROM documents WHERE job = ?";
    parameters.add(id);
  }
  session.run(statement + ")", parameters);
}

void delete_job(Session& session, const std::string& id) {
  suspect_blobs(session, id, false);
  session.run("DELETE FROM deliveries WHERE job = ?", Parameters(id));
  session.run("DELETE FROM documents WHERE job = ?", Parameters(id));
  session.run("DELETE FROM jobs WHERE id = ?", Parameters(id));
}

}  // namespace tongbao::store

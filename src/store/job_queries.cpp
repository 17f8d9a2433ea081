#include "store/implementation.h"
#include "store/job_store.h"

namespace tongbao::store {

namespace {

Job job_of(const Row& row) {
  Job job;
  job.id = row.text(0);
  job.owner = row.text(1);
  job.operator_ = row.text(2);
  job.request_id = row.text(3);
  job.webhook = row.text(4);
  job.revision = row.number<std::uint64_t>(5);
  job.created_at = row.integer(6);
  job.finished_at = row.optional_number<std::int64_t>(7);
  return job;
}

State state_at(const Row& row, std::size_t column) {
  const auto state = state_named(row.text(column));
  if (!state) throw SqlError(SqlError::Kind::other, "no state: " + row.text(column));
  return *state;
}

JobDocument document_of(const Row& row) {
  JobDocument document;
  document.n = row.number<std::size_t>(0);
  document.order = {.name = row.text(1),
                    .template_id = row.text(2),
                    .template_version = row.number<unsigned>(3),
                    .format = row.text(4),
                    .options = row.text(5),
                    .input = row.digest(6)};
  document.state = state_at(row, 7);
  document.errors = row.text(8);
  if (document.state != State::done) return document;
  document.made = {.digest = row.digest(9),
                   .bytes = row.number<std::uint64_t>(10),
                   .media_type = row.text(11),
                   .file_name = row.text(12),
                   .title = row.text(13),
                   .unit = row.text(14),
                   .date = row.text(15),
                   .pages = row.optional_number<std::uint64_t>(16),
                   .rows = row.optional_number<std::uint64_t>(17)};
  return document;
}

}  // namespace

JobStore::JobStore(std::shared_ptr<Database> database) : database_(std::move(database)) {}

Result<std::optional<Job>> JobStore::find(const std::string& id) const {
  using Found = std::optional<Job>;
  return database_->implementation().read<Found>([&](Session& session) -> Result<Found> {
    const Rows jobs = session.run(
        R"(SELECT id, owner, operator, request_id, webhook, revision, created_at, finished_at
           FROM jobs WHERE id = ?)",
        Parameters(id));
    if (jobs.empty()) return Found();
    Job job = job_of(jobs.front());
    const Rows documents = session.run(
        R"(SELECT n, name, template, template_version, format, options, input, state, errors,
             result, bytes, media_type, file_name, title, unit, date, pages, problems
           FROM documents WHERE job = ? ORDER BY n)",
        Parameters(id));
    job.documents.reserve(documents.size());
    for (const Row& row : documents) job.documents.push_back(document_of(row));
    return job;
  });
}

Result<std::optional<std::uint64_t>> JobStore::revision(const std::string& id) const {
  const auto rows =
      database_->implementation().ask("SELECT revision FROM jobs WHERE id = ?", Parameters(id));
  if (!rows) return failure(rows.error());
  if (rows->empty()) return std::nullopt;
  return rows->front().number<std::uint64_t>(0);
}

Result<JobStore::Counts> JobStore::counts() const {
  return database_->implementation().read<Counts>([](Session& session) -> Result<Counts> {
    Counts counts;
    for (const State state :
         {State::queued, State::running, State::done, State::failed, State::cancelled}) {
      counts.jobs[state] = 0;
    }
    // As state_of() has it.
    for (const Row& row : session.run(
             R"(SELECT CASE WHEN finished_at IS NULL AND waiting = documents THEN 'queued'
                     WHEN finished_at IS NULL THEN 'running'
                     WHEN failed > 0 THEN 'failed'
                     WHEN cancelled > 0 THEN 'cancelled'
                     ELSE 'done' END AS state, COUNT(*)
                FROM jobs GROUP BY 1)")) {
      counts.jobs[state_at(row, 0)] = row.number<std::uint64_t>(1);
    }
    const Rows sums = session.run(
        R"(SELECT COALESCE(SUM(waiting), 0),
             COALESCE(SUM(documents - waiting - done - failed - cancelled), 0),
             COALESCE(SUM(done), 0), COALESCE(SUM(failed), 0), COALESCE(SUM(cancelled), 0)
           FROM jobs)");
    std::size_t column = 0;
    for (const State state :
         {State::queued, State::running, State::done, State::failed, State::cancelled}) {
      counts.documents[state] = sums.at(0).number<std::uint64_t>(column++);
    }
    counts.deliveries_due =
        session.run("SELECT COUNT(*) FROM deliveries WHERE due_at <= " + session.dialect().now)
            .at(0)
            .number<std::uint64_t>(0);
    return counts;
  });
}

}  // namespace tongbao::store

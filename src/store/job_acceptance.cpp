#include <set>

#include <fmt/format.h>

#include "store/identifier.h"
#include "store/implementation.h"
#include "store/job_store.h"

namespace tongbao::store {

namespace {

// The queue is served by rank: a job is treated as if its documents, and the jobs that its owner
// has waiting, came one a second. So what is small goes ahead of the rest of what is large, whoever
// sends many jobs stands behind himself, and as ranks are times, nobody waits for ever.
constexpr std::int64_t rank_step = 1000;  // ms

// Rows in one statement, so that a large job costs few of them.
constexpr std::size_t rows_in_statement = 100;
constexpr auto document_columns =
    "job, n, name, template, template_version, format, options, input, state, rank, due_at, "
    "attempt, token, worker, errors";
constexpr auto document_values = "(?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, 0, 0, 0, '', '')";

struct Queue {
  std::uint64_t waiting = 0;       // documents
  std::int64_t jobs_of_owner = 0;  // with documents that wait
};

Queue queue_of(Session& session, const std::string& owner) {
  const Rows rows = session.run(
      R"(SELECT COALESCE(SUM(waiting), 0),
           COALESCE(SUM(CASE WHEN owner = ? AND waiting > 0 THEN 1 ELSE 0 END), 0)
         FROM jobs WHERE finished_at IS NULL)",
      Parameters(owner));
  return {.waiting = rows.at(0).number<std::uint64_t>(0), .jobs_of_owner = rows.at(0).integer(1)};
}

Diagnostic queue_full(std::size_t most_waiting) {
  return store_error(
      "jobs.queueFull",
      say("作业队列已满（上限{}份文件）", "the queue is full ({} documents at most)", most_waiting),
      say("稍后重试", "try again later"));
}

// What an earlier request with the same key came to.
std::optional<Result<Accepted>> repetition(Session& session, const NewJob& job) {
  if (job.idempotency_key.empty()) return std::nullopt;
  const Rows rows = session.run("SELECT id, body FROM jobs WHERE owner = ? AND idempotency_key = ?",
                                Parameters(job.owner, job.idempotency_key));
  if (rows.empty()) return std::nullopt;
  if (rows.front().digest(1) == job.body) {
    return Accepted{.id = rows.front().text(0), .repeated = true};
  }
  return failure(
      store_error("jobs.idempotencyConflict",
                  say("同一 Idempotency-Key 已用于内容不同的请求",
                      "the Idempotency-Key was used for another request"),
                  say("每个不同的请求使用不同的键", "use a key of its own for each request")));
}

// Locks those that are there: none is swept before the job refers to it.
std::set<std::string> whole_blobs(Session& session, const std::set<std::string>& digests) {
  std::set<std::string> whole;
  auto next = digests.begin();
  while (next != digests.end()) {
    Parameters parameters;
    std::string marks;
    for (std::size_t i = 0; i < rows_in_statement && next != digests.end(); ++i, ++next) {
      parameters.add(*next);
      marks += marks.empty() ? "?" : ", ?";
    }
    const Rows rows = session.run("SELECT digest FROM blobs WHERE whole = 1 AND digest IN (" +
                                      marks + ") ORDER BY digest" + session.dialect().for_share,
                                  parameters);
    for (const Row& row : rows) whole.insert(row.text(0));
  }
  return whole;
}

Diagnostics lost_inputs(Session& session, const NewJob& job) {
  std::set<std::string> digests;
  for (const Order& order : job.documents) digests.insert(hex(order.input));
  const std::set<std::string> whole = whole_blobs(session, digests);
  Diagnostics errors;
  if (whole.size() == digests.size()) return errors;
  for (std::size_t n = 0; n < job.documents.size(); ++n) {
    if (whole.contains(hex(job.documents[n].input))) continue;
    Diagnostic error =
        store_error("jobs.inputLost",
                    say("存储中没有文件{}的输入内容", "the store has no input of document {}", n));
    error.where = Place::at_pointer(fmt::format("/documents/{}", n));
    errors.push_back(std::move(error));
  }
  return errors;
}

// False: another has the key since this transaction began.
bool insert_job(Session& session, const std::string& id, const NewJob& job, std::int64_t now) {
  const std::size_t count = job.documents.size();
  std::optional<std::string> key;
  if (!job.idempotency_key.empty()) key = job.idempotency_key;
  std::optional<std::int64_t> finished_at;
  if (count == 0) finished_at = now;
  const Rows rows = session.run(
      "INSERT INTO jobs (id, owner, operator, request_id, webhook, idempotency_key, body, revision,"
      " created_at, finished_at, documents, waiting, done, failed, cancelled) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, 0, 0, 0) ON CONFLICT DO NOTHING RETURNING id",
      Parameters(id, job.owner, job.operator_, job.request_id, job.webhook, key, job.body, now,
                 finished_at, count, count));
  return !rows.empty();
}

std::int64_t clock_of(Session& session) {
  return session.run("SELECT " + session.dialect().now).at(0).integer(0);
}

void insert_documents(Session& session, const std::string& id, const NewJob& job,
                      std::int64_t first_rank) {
  Parameters parameters;
  std::string rows;
  for (std::size_t n = 0; n < job.documents.size(); ++n) {
    const Order& order = job.documents[n];
    parameters.add(id)
        .add(n)
        .add(order.name)
        .add(order.template_id)
        .add(order.template_version)
        .add(order.format)
        .add(order.options)
        .add(order.input)
        .add(first_rank + static_cast<std::int64_t>(n) * rank_step);
    rows += rows.empty() ? "" : ", ";
    rows += document_values;
    if (n + 1 < job.documents.size() && (n + 1) % rows_in_statement != 0) continue;
    session.run(fmt::format("INSERT INTO documents ({}) VALUES {}", document_columns, rows),
                parameters);
    parameters.clear();
    rows.clear();
  }
}

Result<Accepted> accept_as(Session& session, const std::string& id, const NewJob& job,
                           std::size_t most_waiting) {
  if (auto earlier = repetition(session, job)) {
    // `id` itself: the commit of the first try went through although its answer was lost.
    if (*earlier && (*earlier)->id == id) (*earlier)->repeated = false;
    return *earlier;
  }
  const Queue queue = queue_of(session, job.owner);
  if (queue.waiting + job.documents.size() > most_waiting) {
    return failure(queue_full(most_waiting));
  }
  if (Diagnostics errors = lost_inputs(session, job); !errors.empty()) {
    return failure(std::move(errors));
  }
  const std::int64_t now = clock_of(session);
  if (!insert_job(session, id, job, now)) {
    if (auto earlier = repetition(session, job)) return *earlier;
    throw SqlError(SqlError::Kind::busy, "the job with this key went away just now");
  }
  insert_documents(session, id, job, now + queue.jobs_of_owner * rank_step);
  return Accepted{.id = id};
}

}  // namespace

Result<Accepted> JobStore::accept(const NewJob& job, std::size_t most_waiting) {
  const std::string id = random_identifier();
  return database_->implementation().write<Accepted>([&](Session& session) -> Result<Accepted> {
    if (!session.run("SELECT 1 FROM jobs WHERE id = ?", Parameters(id)).empty()) {
      return Accepted{.id = id};
    }
    return accept_as(session, id, job, most_waiting);
  });
}

}  // namespace tongbao::store

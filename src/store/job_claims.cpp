#include <algorithm>

#include "store/implementation.h"
#include "store/job_changes.h"
#include "store/job_store.h"

namespace tongbao::store {

namespace {

using Milliseconds = std::chrono::milliseconds;

// Before a document that took its worker down is begun again: nothing the first time, when it most
// likely was not its fault, then ever longer.
Milliseconds pause_after(unsigned attempt, Milliseconds lease) {
  constexpr Milliseconds longest = std::chrono::minutes(5);
  constexpr unsigned most_doublings = 10;
  const unsigned doublings = std::min(attempt - std::min(attempt, 1U), most_doublings);
  return std::min(longest, lease * ((1 << doublings) - 1));
}

// Until when a document in the hands of a worker is left alone.
Milliseconds reserved_for(unsigned attempt, Milliseconds lease) {
  return lease + pause_after(attempt, lease);
}

struct Candidate {
  Claim claim;
  bool was_running = false;
};

std::optional<Candidate> next_candidate(Session& session) {
  const Rows rows = session.run(next_in_queue(session.dialect()));
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  Candidate candidate;
  Claim& claim = candidate.claim;
  claim.job = row.text(0);
  claim.n = row.number<std::size_t>(1);
  claim.token = row.number<std::uint64_t>(2);
  claim.attempt = row.number<unsigned>(3);
  candidate.was_running = row.text(4) == name_of(State::running);
  claim.order = {.name = row.text(5),
                 .template_id = row.text(6),
                 .template_version = row.number<unsigned>(7),
                 .format = row.text(8),
                 .options = row.text(9),
                 .input = row.digest(10)};
  return candidate;
}

void set_failed(Session& session, const Claim& claim, const std::string& errors) {
  session.run(
      "UPDATE documents SET state = 'failed', rank = NULL, errors = ? WHERE job = ? AND n = ?",
      Parameters(errors, claim.job, claim.n));
}

// It is locked, and its claim is renewed or made.
Claim take(Session& session, Candidate candidate, const std::string& worker, Milliseconds lease) {
  Claim& claim = candidate.claim;
  ++claim.token;
  ++claim.attempt;
  session.run(
      "UPDATE documents SET state = 'running', token = ?, attempt = ?, worker = ?, due_at = " +
          session.dialect().now + " + CAST(? AS BIGINT) WHERE job = ? AND n = ?",
      Parameters(claim.token, claim.attempt, worker, reserved_for(claim.attempt, lease).count(),
                 claim.job, claim.n));
  JobRow job = change_job(session, claim.job, {.waiting = candidate.was_running ? 0 : -1});
  claim.owner = std::move(job.owner);
  claim.operator_ = std::move(job.operator_);
  claim.request_id = std::move(job.request_id);
  return claim;
}

// One document is looked at; where it has to be given up, that is committed before the next.
struct Look {
  std::optional<Claim> claim;
  bool gave_up = false;
};

Look look(Session& session, const std::string& worker, Milliseconds lease, unsigned most_attempts,
          const std::string& given_up) {
  auto candidate = next_candidate(session);
  if (!candidate) return {};
  if (candidate->claim.attempt < most_attempts) {
    return {.claim = take(session, std::move(*candidate), worker, lease)};
  }
  set_failed(session, candidate->claim, given_up);
  change_job(session, candidate->claim.job,
             {.waiting = candidate->was_running ? 0 : -1, .failed = 1});
  return {.gave_up = true};
}

// How a document stands that this claim is about, locked.
struct Held {
  bool running = false;  // in this claim's hands
  bool ended = false;    // by this claim: its answer was lost on an earlier try
};

Held held_by(Session& session, const Claim& claim, State end) {
  const Rows rows =
      session.run("SELECT state FROM documents WHERE job = ? AND n = ? AND token = ?" +
                      session.dialect().for_update,
                  Parameters(claim.job, claim.n, claim.token));
  if (rows.empty()) return {};
  const auto state = state_named(rows.front().text(0));
  return {.running = state == State::running, .ended = state == end};
}

// Keeps the blob from being swept before the document refers to it.
bool has_blob(Session& session, const Sha256& digest) {
  return !session
              .run("SELECT digest FROM blobs WHERE digest = ? AND whole = 1" +
                       session.dialect().for_share,
                   Parameters(digest))
              .empty();
}

void set_made(Session& session, const Claim& claim, const Made& made) {
  session.run(
      R"(UPDATE documents SET state = 'done', rank = NULL, result = ?, bytes = ?, media_type = ?,
           file_name = ?, title = ?, unit = ?, date = ?, pages = ?, problems = ?
         WHERE job = ? AND n = ?)",
      Parameters(made.digest, made.bytes, made.media_type, made.file_name, made.title, made.unit,
                 made.date, made.pages, made.rows, claim.job, claim.n));
}

}  // namespace

Result<std::optional<Claim>> JobStore::claim(const std::string& worker, Milliseconds lease,
                                             unsigned most_attempts, const std::string& given_up) {
  for (;;) {
    const auto seen =
        database_->implementation().write<Look>([&](Session& session) -> Result<Look> {
          return look(session, worker, lease, most_attempts, given_up);
        });
    if (!seen) return failure(seen.error());
    if (!seen->gave_up) return seen->claim;
  }
}

Result<Standing> JobStore::renew(const Claim& claim, Milliseconds lease) {
  return database_->implementation().write<Standing>([&](Session& session) -> Result<Standing> {
    const Rows rows = session.run(
        "UPDATE documents SET due_at = " + session.dialect().now +
            " + CAST(? AS BIGINT) WHERE job = ? AND n = ? AND token = ? AND state = 'running' "
            "RETURNING n",
        Parameters(reserved_for(claim.attempt, lease).count(), claim.job, claim.n, claim.token));
    return rows.empty() ? Standing::lost : Standing::held;
  });
}

Result<Standing> JobStore::finish(const Claim& claim, const Made& made) {
  return database_->implementation().write<Standing>([&](Session& session) -> Result<Standing> {
    const Held held = held_by(session, claim, State::done);
    if (!held.running) return held.ended ? Standing::held : Standing::lost;
    if (!has_blob(session, made.digest)) return failure(blob_lost(made.digest));
    set_made(session, claim, made);
    change_job(session, claim.job, {.done = 1});
    return Standing::held;
  });
}

Result<Standing> JobStore::fail(const Claim& claim, const std::string& errors) {
  return database_->implementation().write<Standing>([&](Session& session) -> Result<Standing> {
    const Held held = held_by(session, claim, State::failed);
    if (!held.running) return held.ended ? Standing::held : Standing::lost;
    set_failed(session, claim, errors);
    change_job(session, claim.job, {.failed = 1});
    return Standing::held;
  });
}

Result<Standing> JobStore::release(const Claim& claim) {
  return database_->implementation().write<Standing>([&](Session& session) -> Result<Standing> {
    const Held held = held_by(session, claim, State::queued);
    if (!held.running) return held.ended ? Standing::held : Standing::lost;
    session.run(
        "UPDATE documents SET state = 'queued', due_at = 0, attempt = attempt - 1 "
        "WHERE job = ? AND n = ?",
        Parameters(claim.job, claim.n));
    change_job(session, claim.job, {.waiting = 1});
    return Standing::held;
  });
}

}  // namespace tongbao::store

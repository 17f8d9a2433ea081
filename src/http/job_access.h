// What the handlers of jobs share. Safe on any thread.
#pragma once
#include <string>
#include <vector>

#include "http/routes.h"
#include "jobs/desk.h"
#include "jobs/submission.h"

namespace tongbao::http {

// Error: http.noJobs, where the server has no store.
[[nodiscard]] Attempt<jobs::Desk*> desk_of(const Service& service);

// The job that the path names. A job of another key is not there, but for admin. Errors:
// jobs.unknownJob, http.noJobs, store.*.
[[nodiscard]] Attempt<store::Job> find_job(const Service& service, const Call& call);

// What several orders have in common.
struct Batch {
  std::vector<store::Order> orders;
  std::string webhook;
  Sha256 body{};  // of the request, to tell its repetition
};

// Takes the job into the queue, and answers 202 with its address. Errors: jobs.badIdempotencyKey,
// jobs.idempotencyConflict, jobs.queueFull, store.*.
[[nodiscard]] Attempt<Reply> accept_job(const Service& service, const Call& call, Batch batch);

// True where the caller would rather have a job than wait (RFC 7240 section 4.1).
[[nodiscard]] bool prefers_async(const RequestHead& head);

// Errors of the store and the like, as a problem. What the store says of itself (its address, its
// folder) goes to the log alone.
[[nodiscard]] tl::unexpected<Problem> refuse_with(Diagnostics errors);

}  // namespace tongbao::http

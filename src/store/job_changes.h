// Steps that several transactions on jobs have in common. Of this room only.
//
// Locks are taken in one order everywhere, so that nobody waits for one who waits for him:
// documents of a job by number, then blobs by digest, then the job.
#pragma once
#include <cstdint>
#include <string>

#include "store/session.h"

namespace tongbao::store {

// The document whose turn it is: job, n, token, attempt, state, name, template, template_version,
// format, options, input. Locked, unless another has it.
[[nodiscard]] std::string next_in_queue(const Dialect& dialect);

// A job, in which documents have changed their state.
struct CountsChange {
  int waiting = 0;
  int done = 0;
  int failed = 0;
};

// Who the job is of, as it stands after the change.
struct JobRow {
  std::string owner;
  std::string operator_;
  std::string request_id;
};

// Adds to the job's counts, and to its revision. Where that ends it, its end is set and its webhook
// made due.
JobRow change_job(Session& session, const std::string& id, const CountsChange& change);

// Sets the job's end, and makes its webhook due.
void end_job(Session& session, const std::string& id, const std::string& webhook);

// Locks every document of the job, by number.
void lock_documents(Session& session, const std::string& id);

// The blobs that the job refers to may be swept, unless others refer to them. `results_only`: its
// inputs stay.
void suspect_blobs(Session& session, const std::string& id, bool results_only);

// The job and all that hangs on it.
void delete_job(Session& session, const std::string& id);

}  // namespace tongbao::store

// The queue: jobs accepted, documents claimed by one worker at a time under a lease (租约), and
// their ends. What was accepted is kept until it is removed: every call that returns a value has
// been committed to disk.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/job.h"

namespace tongbao::store {

struct NewJob {
  std::string owner;
  std::string operator_;
  std::string request_id;
  std::string webhook;
  std::string idempotency_key;  // "": none; keys of different owners are different
  Sha256 body{};                // of the request, to tell a repetition from another request
  std::vector<Order> documents;
};

struct Accepted {
  std::string id;         // 32 hexadecimal digits, not to be guessed
  bool repeated = false;  // that of an earlier request with the same key and body
};

// One document in the hands of one worker.
struct Claim {
  std::string job;
  std::size_t n = 0;
  std::uint64_t token = 0;  // a later claim of the document has another one
  unsigned attempt = 1;     // how often it has been begun, this time counted
  Order order;
  std::string owner;
  std::string operator_;
  std::string request_id;
};

enum class Standing { held, lost };  // lost: cancelled, or the lease ran out and another took it

// Safe on any thread, and with any number of processes on the same store.
class JobStore {
 public:
  explicit JobStore(std::shared_ptr<Database> database);

  // Errors also: jobs.idempotencyConflict (same key, another body), jobs.queueFull (more than
  // `most_waiting` documents would wait), jobs.inputLost (an input is not in the BlobStore).
  [[nodiscard]] Result<Accepted> accept(const NewJob& job, std::size_t most_waiting);

  [[nodiscard]] Result<std::optional<Job>> find(const std::string& id) const;
  // Its revision alone: a cheap question, for those who wait for a change.
  [[nodiscard]] Result<std::optional<std::uint64_t>> revision(const std::string& id) const;

  // The document whose turn it is, of those that wait or whose lease has run out; nothing: there is
  // none. The oldest first, but a job counts as if its documents came one a second, and an owner's
  // jobs likewise: what is large lets what is small pass. What
  // begun `most_attempts` times and never ended is failed with `given_up` in place of being
  // claimed: it takes its worker down.
  [[nodiscard]] Result<std::optional<Claim>> claim(const std::string& worker,
                                                   std::chrono::milliseconds lease,
                                                   unsigned most_attempts,
                                                   const std::string& given_up);
  [[nodiscard]] Result<Standing> renew(const Claim& claim, std::chrono::milliseconds lease);
  // The document's end. Lost: nothing was changed. The last document of a job ends the job and, in
  // the same transaction, makes its webhook due. Error also: store.blobLost (`made` is not in the
  // BlobStore).
  [[nodiscard]] Result<Standing> finish(const Claim& claim, const Made& made);
  [[nodiscard]] Result<Standing> fail(const Claim& claim, const std::string& errors);
  // Back into the queue, as if it had not been begun: of a worker that stops.
  [[nodiscard]] Result<Standing> release(const Claim& claim);

  // Of a job that has ended: the job and its results. Of another: what waits or runs is cancelled,
  // what was made is deleted, and the job stays to be seen as cancelled: it has ended, and its
  // webhook is due. False: there is no such job.
  [[nodiscard]] Result<bool> remove(const std::string& id);

  // Deletes jobs that ended longer ago than `retention`, then blobs that nothing refers to and that
  // are older than an hour. Returns how many jobs went.
  [[nodiscard]] Result<std::size_t> sweep(std::chrono::milliseconds retention);

  struct Counts {
    std::map<State, std::uint64_t> jobs;  // of those that are kept
    std::map<State, std::uint64_t> documents;
    std::uint64_t deliveries_due = 0;
  };
  [[nodiscard]] Result<Counts> counts() const;

 private:
  std::shared_ptr<Database> database_;
};

}  // namespace tongbao::store

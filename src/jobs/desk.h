// Where jobs are handed in and asked after: what the HTTP side shares with the runner.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>

#include "jobs/webhooks.h"
#include "store/blob_store.h"
#include "store/job_store.h"

namespace tongbao::jobs {

// Safe on any thread.
struct Desk {
  std::shared_ptr<store::Database> database;
  store::JobStore jobs;
  store::BlobStore blobs;
  WebhookPolicy webhooks;
  std::size_t most_waiting = 10'000;  // documents in the queue; more: 503
  std::function<void()> wake;         // there is something to do
};

}  // namespace tongbao::jobs

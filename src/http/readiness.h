// Whether a document could be made now, found out once a second on a thread of its own, so that the
// answer never waits. Safe on any thread.
#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "base/result.h"
#include "http/deadline.h"
#include "http/problem.h"
#include "http/rendering.h"

namespace tongbao::http {

class Readiness {
 public:
  using Probe = std::function<Result<void>()>;

  // `probe_store` may be null: there is no store. Until it has answered first, the store counts as
  // away; and so it does where it has said nothing for five seconds. `probe_audit` likewise may be
  // null.
  Readiness(std::shared_ptr<const Rendering> rendering, Probe probe_store, Probe probe_audit);

  // Nothing: ready. Else http.storeAway, audit.unwritable, http.faceAway, http.notReady; with the
  // cause, for the log.
  [[nodiscard]] std::optional<Problem> obstacle() const;

 private:
  void watch(const std::stop_token& stop);
  [[nodiscard]] bool store_answers() const;  // requires the lock

  std::shared_ptr<const Rendering> rendering_;
  Probe probe_store_;
  Probe probe_audit_;
  mutable std::mutex mutex_;
  std::condition_variable_any stopped_;
  Diagnostics rendering_obstacles_;
  Diagnostics store_obstacles_;
  Diagnostics audit_obstacles_;
  std::optional<Deadline> store_asked_;  // when it last answered, well or not
  std::jthread watching_;                // goes first
};

}  // namespace tongbao::http

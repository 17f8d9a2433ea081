// The claims in the hands of this process, renewed before their leases run out.
#pragma once
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "store/job_store.h"

namespace tongbao::jobs {

// Safe on any thread.
class Leases {
 public:
  Leases(store::JobStore jobs, std::chrono::milliseconds lease)
      : jobs_(std::move(jobs)), lease_(lease) {}

  // One claim, renewed as long as the object lives.
  class Hold {
   public:
    Hold(Leases& leases, store::Claim claim);
    ~Hold();
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;

    [[nodiscard]] const store::Claim& claim() const { return held_->claim; }
    // It was cancelled, or another has it: what is made of it is worth nothing.
    [[nodiscard]] bool is_lost() const { return held_->lost; }
    // Kept beyond this object, and back in the queue after `pause`: others come first.
    void give_back_after(std::chrono::milliseconds pause);

   private:
    friend class Leases;
    struct Held {
      explicit Held(store::Claim taken) : claim(std::move(taken)) {}
      store::Claim claim;
      std::atomic<bool> lost = false;
      std::optional<std::chrono::steady_clock::time_point> back_at;
    };
    Leases& leases_;
    std::shared_ptr<Held> held_;
    bool kept_ = false;
  };

  // Renews at a third of the lease until `stop`; then gives back what waits for it.
  void run(const std::stop_token& stop);

 private:
  using Held = Hold::Held;
  [[nodiscard]] std::vector<std::shared_ptr<Held>> all() const;
  void forget(const std::shared_ptr<Held>& held);
  void look_after_all();
  [[nodiscard]] bool look_after(const std::shared_ptr<Held>& held);
  void give_back_all();

  store::JobStore jobs_;
  std::chrono::milliseconds lease_;
  mutable std::mutex mutex_;  // over held_ and every back_at
  std::vector<std::shared_ptr<Held>> held_;
};

}  // namespace tongbao::jobs

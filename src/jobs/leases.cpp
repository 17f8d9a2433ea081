#include "jobs/leases.h"

#include <utility>

#include "jobs/pauses.h"

namespace tongbao::jobs {

using Clock = std::chrono::steady_clock;

Leases::Hold::Hold(Leases& leases, store::Claim claim)
    : leases_(leases), held_(std::make_shared<Held>(std::move(claim))) {
  const std::lock_guard lock(leases_.mutex_);
  leases_.held_.push_back(held_);
}

Leases::Hold::~Hold() {
  if (!kept_) leases_.forget(held_);
}

void Leases::Hold::give_back_after(std::chrono::milliseconds pause) {
  const std::lock_guard lock(leases_.mutex_);
  held_->back_at = Clock::now() + pause;
  kept_ = true;
}

void Leases::run(const std::stop_token& stop) {
  while (rest(stop, lease_ / 3)) look_after_all();
  give_back_all();
}

std::vector<std::shared_ptr<Leases::Held>> Leases::all() const {
  const std::lock_guard lock(mutex_);
  return held_;
}

void Leases::forget(const std::shared_ptr<Held>& held) {
  const std::lock_guard lock(mutex_);
  std::erase(held_, held);
}

void Leases::look_after_all() {
  for (const auto& held : all()) {
    if (!look_after(held)) return;
  }
}

// False: the store is away, and asking it for the others would only take time.
bool Leases::look_after(const std::shared_ptr<Held>& held) {
  if (held->lost) return true;
  std::unique_lock lock(mutex_);
  const auto back_at = held->back_at;
  lock.unlock();
  const bool back = back_at && *back_at <= Clock::now();
  const auto standing = back ? jobs_.release(held->claim) : jobs_.renew(held->claim, lease_);
  if (!standing) return false;
  if (*standing == store::Standing::lost) held->lost = true;
  if (back || (back_at && held->lost)) forget(held);
  return true;
}

void Leases::give_back_all() {
  for (const auto& held : all()) {
    const std::unique_lock lock(mutex_);
    if (!held->back_at) continue;
    if (!jobs_.release(held->claim)) return;
  }
}

}  // namespace tongbao::jobs

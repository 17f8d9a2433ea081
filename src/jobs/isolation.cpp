#include "jobs/isolation.h"

namespace tongbao::jobs {

std::shared_ptr<Isolation::Turn> Isolation::enter(bool alone, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (alone) ++waiting_alone_;
  const bool free = changed_.wait(
      lock, stop, [&] { return alone ? working_ == 0 : !alone_ && waiting_alone_ == 0; });
  if (alone) --waiting_alone_;
  if (!free) {
    changed_.notify_all();
    return nullptr;
  }
  ++working_;
  alone_ = alone;
  lock.unlock();
  return std::make_shared<Turn>(*this);
}

void Isolation::leave() {
  const std::lock_guard lock(mutex_);
  --working_;
  if (working_ == 0) alone_ = false;
  changed_.notify_all();
}

}  // namespace tongbao::jobs

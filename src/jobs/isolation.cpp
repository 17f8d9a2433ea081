#include "jobs/isolation.h"

namespace tongbao::jobs {

std::unique_ptr<Isolation::Turn> Isolation::enter(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait(lock, stop, [this] { return alone_ == nullptr; })) return nullptr;
  ++working_;
  return std::make_unique<Turn>(*this);
}

bool Isolation::Turn::become_alone(const std::stop_token& stop) {
  std::unique_lock lock(isolation_.mutex_);
  if (isolation_.alone_ != nullptr) return false;
  isolation_.alone_ = this;
  return isolation_.changed_.wait(lock, stop, [this] { return isolation_.working_ == 1; });
}

void Isolation::leave(const Turn& turn) {
  const std::lock_guard lock(mutex_);
  --working_;
  if (alone_ == &turn) alone_ = nullptr;
  changed_.notify_all();
}

}  // namespace tongbao::jobs

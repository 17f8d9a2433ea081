#include "store/session_pool.h"

#include <algorithm>
#include <utility>

namespace tongbao::store {

SessionPool::SessionPool(Open open, std::size_t most, std::chrono::milliseconds patience)
    : open_(std::move(open)), most_(std::max<std::size_t>(most, 1)), patience_(patience) {}

SessionPool::Lease::~Lease() {
  pool_->give_back(spoiled_ ? nullptr : std::move(session_));
}

SessionPool::Lease SessionPool::take() {
  std::unique_ptr<Session> session = take_idle();
  if (session) return {*this, std::move(session)};
  try {
    session = open_();
  } catch (...) {
    give_back(nullptr);
    throw;
  }
  return {*this, std::move(session)};
}

// Null: the caller may open one.
std::unique_ptr<Session> SessionPool::take_idle() {
  std::unique_lock lock(mutex_);
  const auto deadline = std::chrono::steady_clock::now() + patience_;
  if (!changed_.wait_until(lock, deadline, [this] { return taken_ < most_; })) {
    throw SqlError(SqlError::Kind::timeout, "every session is in use");
  }
  ++taken_;
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Session> session = std::move(idle_.back());
  idle_.pop_back();
  return session;
}

void SessionPool::drop_idle() {
  const std::lock_guard lock(mutex_);
  idle_.clear();
}

void SessionPool::give_back(std::unique_ptr<Session> session) {
  {
    const std::lock_guard lock(mutex_);
    --taken_;
    if (session && session->is_sound()) idle_.push_back(std::move(session));
  }
  changed_.notify_one();
}

}  // namespace tongbao::store

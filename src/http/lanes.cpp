#include "http/lanes.h"

#include <utility>

namespace tongbao::http {

Lanes::Lanes(std::size_t limit, std::size_t surplus, GiveBack give_back)
    : limit_(limit), surplus_(surplus), give_back_(std::move(give_back)) {}

Lanes::~Lanes() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    entries_.clear();
  }
  entered_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Lanes::enter(std::unique_ptr<Connection>& connection) {
  {
    const std::lock_guard lock(mutex_);
    const std::size_t most = limit_ + surplus_;
    if (stopping_ || taken_ >= most || busy_ >= 2 * most) return false;
    entries_.push_back({std::move(connection), taken_ >= limit_});
    ++taken_;
    ++busy_;
    if (threads_.size() < busy_) threads_.emplace_back([this] { run(); });
  }
  entered_.notify_one();
  return true;
}

std::size_t Lanes::taken() const {
  const std::lock_guard lock(mutex_);
  return taken_;
}

void Lanes::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    entered_.wait(lock, [&] { return stopping_ || !entries_.empty(); });
    if (stopping_) return;
    Entry entry = std::move(entries_.front());
    entries_.pop_front();
    lock.unlock();
    serve(entry);
    lock.lock();
  }
}

void Lanes::serve(Entry& entry) {
  bool counted = true;
  const auto answered = [&] {
    if (!std::exchange(counted, false)) return;
    const std::lock_guard lock(mutex_);
    --taken_;
  };
  const Connection::Next next = entry.connection->serve(entry.surplus, answered);
  answered();
  {
    const std::lock_guard lock(mutex_);
    --busy_;
  }
  give_back_(std::move(entry.connection), next);
}

}  // namespace tongbao::http

#include "http/worker_pool.h"

#include <algorithm>
#include <utility>

namespace tongbao::http {

namespace {

constexpr std::chrono::milliseconds between_looks{100};

std::chrono::microseconds between(Deadline begin, Deadline end) {
  return std::chrono::duration_cast<std::chrono::microseconds>(end - begin);
}

}  // namespace

WorkerPool::WorkerPool(std::size_t threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
  const std::lock_guard lock(mutex_);
  threads_.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { serve(); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    queue_.clear();
  }
  work_there_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

Outcome WorkerPool::run(Work work, Deadline deadline, const std::function<bool()>& has_left,
                        Timing* timing) {
  auto job = std::make_shared<Job>();
  job->work = std::move(work);
  std::unique_lock lock(mutex_);
  if (abandoned_) return Outcome::abandoned;
  if (!enqueue(job)) return Outcome::full;
  work_there_.notify_one();
  waited_for_.insert(job);
  const Outcome outcome = wait(*job, deadline, has_left, lock);
  waited_for_.erase(job);
  if (timing != nullptr && job->begun) {
    *timing = {.queued = between(job->asked, *job->begun),
               .worked = between(*job->begun, Clock::now()),
               .begun = true};
  }
  if (outcome != Outcome::done) {
    job->stop.request_stop();
    std::erase(queue_, job);
    return outcome;
  }
  if (job->failure) std::rethrow_exception(job->failure);
  return Outcome::done;
}

// Until the job is done or given up. Requires the lock.
Outcome WorkerPool::wait(Job& job, Deadline deadline, const std::function<bool()>& has_left,
                         std::unique_lock<std::mutex>& lock) {
  while (true) {
    const Deadline look = std::min(deadline, Clock::now() + between_looks);
    job.ended.wait_until(lock, look, [&] { return job.done || abandoned_; });
    if (job.done) return Outcome::done;
    if (abandoned_) return Outcome::abandoned;
    if (Clock::now() >= deadline) return Outcome::late;
    lock.unlock();
    const bool left = has_left();
    lock.lock();
    if (left && !job.done) return Outcome::left;
  }
}

// A thread that is free takes a job without its counting as waiting. Requires the lock.
bool WorkerPool::enqueue(const std::shared_ptr<Job>& job) {
  if (queue_.size() + running_ >= queue_limit_ + threads_.size()) return false;
  queue_.push_back(job);
  return true;
}

void WorkerPool::abandon() {
  const std::lock_guard lock(mutex_);
  abandoned_ = true;
  for (const auto& job : waited_for_) job->ended.notify_one();
}

WorkerPool::Levels WorkerPool::levels() const {
  const std::lock_guard lock(mutex_);
  return {.queued = queue_.size(), .running = running_, .threads = threads_.size()};
}

void WorkerPool::serve() {
  std::unique_lock lock(mutex_);
  while (true) {
    work_there_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    const std::shared_ptr<Job> job = std::move(queue_.front());
    queue_.pop_front();
    perform(job, lock);
  }
}

void WorkerPool::perform(const std::shared_ptr<Job>& job, std::unique_lock<std::mutex>& lock) {
  Work work = std::move(job->work);
  job->begun = Clock::now();
  ++running_;
  lock.unlock();
  std::exception_ptr failure;
  try {
    work(job->stop.get_token());
  } catch (...) {
    failure = std::current_exception();
  }
  lock.lock();
  --running_;
  job->failure = std::move(failure);
  job->done = true;
  job->ended.notify_one();
  // Nobody waits while the system takes back what the work held: files of gigabytes take a moment.
  lock.unlock();
  work = nullptr;
  lock.lock();
}

}  // namespace tongbao::http

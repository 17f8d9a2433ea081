// Threads for the work that costs time (reading records, rendering), apart from those that hold
// connections (the program gives them a lower priority, so that those answer whatever the load),
// with a bounded queue before them. Safe on any thread.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <thread>
#include <vector>

#include "http/deadline.h"

namespace tongbao::http {

enum class Outcome {
  done,
  full,       // the queue had no place; nothing was run
  late,       // not done by the deadline; not begun, it never will be, begun, it is asked to stop
  left,       // as late, because nobody waits for it any more
  abandoned,  // as late, because of abandon()
};

class WorkerPool {
 public:
  WorkerPool(std::size_t threads, std::size_t queue_limit);
  ~WorkerPool();  // waits for what runs; what is queued never runs
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  using Work = std::function<void(const std::stop_token& stop)>;

  // Runs `work` on a thread of the pool and waits for it; throws what it throws. Asks `has_left`
  // ten times a second whether the result is still wanted. `work` must own all it uses, since it
  // may go on after its caller gave up: until it sees `stop`.
  // `timing` is set where the work was begun.
  struct Timing {
    std::chrono::microseconds queued{0};
    std::chrono::microseconds worked{0};
    bool begun = false;
  };
  [[nodiscard]] Outcome run(Work work, Deadline deadline, const std::function<bool()>& has_left,
                            Timing* timing = nullptr);

  struct Levels {
    std::size_t queued = 0;
    std::size_t running = 0;
    std::size_t threads = 0;
  };
  [[nodiscard]] Levels levels() const;

  // Makes every caller of run() return at once, now and from now on.
  void abandon();

 private:
  struct Job {
    Work work;
    std::stop_source stop;
    std::exception_ptr failure;
    bool done = false;
    Deadline asked = Clock::now();
    std::optional<Deadline> begun;
    // Its own: told through one for all, every caller would wake up for every job.
    std::condition_variable ended;
  };

  void serve();
  void perform(const std::shared_ptr<Job>& job, std::unique_lock<std::mutex>& lock);
  [[nodiscard]] Outcome wait(Job& job, Deadline deadline, const std::function<bool()>& has_left,
                             std::unique_lock<std::mutex>& lock);
  [[nodiscard]] bool enqueue(const std::shared_ptr<Job>& job);

  mutable std::mutex mutex_;
  std::condition_variable work_there_;
  std::deque<std::shared_ptr<Job>> queue_;
  std::set<std::shared_ptr<Job>> waited_for_;
  std::size_t queue_limit_;
  std::size_t running_ = 0;
  bool abandoned_ = false;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace tongbao::http

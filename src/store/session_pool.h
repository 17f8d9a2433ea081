// The connections of this process: opened when they are needed, kept while they are sound. Of this
// room only.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/session.h"

namespace tongbao::store {

// Safe on any thread.
class SessionPool {
 public:
  using Open = std::function<std::unique_ptr<Session>()>;
  SessionPool(Open open, std::size_t most, std::chrono::milliseconds patience);

  // Goes back to its pool, which must outlive it.
  class Lease {
   public:
    Lease(SessionPool& pool, std::unique_ptr<Session> session)
        : pool_(&pool), session_(std::move(session)) {}
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    [[nodiscard]] Session& session() const { return *session_; }
    // It is closed in place of being kept.
    void spoil() { spoiled_ = true; }

   private:
    SessionPool* pool_;
    std::unique_ptr<Session> session_;
    bool spoiled_ = false;
  };
  // Throws SqlError: none was free in time, or none could be opened.
  [[nodiscard]] Lease take();
  // Closes those that are not in use: the store went away, and they with it.
  void drop_idle();

 private:
  std::unique_ptr<Session> take_idle();
  void give_back(std::unique_ptr<Session> session);

  const Open open_;
  const std::size_t most_;
  const std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<Session>> idle_;
  std::size_t taken_ = 0;
};

}  // namespace tongbao::store

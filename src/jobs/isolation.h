// Lets a document that may take the process down be made while no other is, so that it takes none
// with it.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <stop_token>

namespace tongbao::jobs {

// Safe on any thread.
class Isolation {
 public:
  // The right to claim a document and to make it, beside others.
  class Turn {
   public:
    explicit Turn(Isolation& isolation) : isolation_(isolation) {}
    ~Turn() { isolation_.leave(*this); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    // Waits until the others are done; none begins before this one is. False: another waits for
    // the same or has it, or `stop` came first.
    [[nodiscard]] bool become_alone(const std::stop_token& stop);

   private:
    Isolation& isolation_;
  };

  // Waits for one that is or will be alone. Null: `stop` came first.
  [[nodiscard]] std::unique_ptr<Turn> enter(const std::stop_token& stop);

 private:
  void leave(const Turn& turn);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::size_t working_ = 0;
  const Turn* alone_ = nullptr;  // is, or will be
};

}  // namespace tongbao::jobs

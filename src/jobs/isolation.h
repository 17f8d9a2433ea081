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
  // Waits until its holder may work: `alone`, or with others. Null: `stop` came first.
  class Turn;
  [[nodiscard]] std::shared_ptr<Turn> enter(bool alone, const std::stop_token& stop);

 private:
  void leave();

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::size_t working_ = 0;
  std::size_t waiting_alone_ = 0;
  bool alone_ = false;
};

class Isolation::Turn {
 public:
  explicit Turn(Isolation& isolation) : isolation_(isolation) {}
  ~Turn() { isolation_.leave(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Isolation& isolation_;
};

}  // namespace tongbao::jobs

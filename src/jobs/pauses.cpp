#include "jobs/pauses.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace tongbao::jobs {

std::chrono::milliseconds Pauses::next() {
  constexpr std::chrono::milliseconds longest{5000};
  return std::exchange(next_, std::min(longest, next_ * 2));
}

bool rest(const std::stop_token& stop, std::chrono::milliseconds pause) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait_for(lock, stop, pause, [] { return false; });
  return !stop.stop_requested();
}

}  // namespace tongbao::jobs

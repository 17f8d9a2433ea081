// Waiting for something that is away, without pressing it.
#pragma once
#include <chrono>
#include <stop_token>

namespace tongbao::jobs {

// 100 ms, each time doubled, at most 5 s.
class Pauses {
 public:
  [[nodiscard]] std::chrono::milliseconds next();
  void reset() { next_ = first; }

 private:
  static constexpr std::chrono::milliseconds first{100};
  std::chrono::milliseconds next_ = first;
};

// False at once where `stop` asks for it.
bool rest(const std::stop_token& stop, std::chrono::milliseconds pause);

}  // namespace tongbao::jobs

// What one key may do in a while, and at once.
#pragma once
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>

namespace tongbao::access {

// A bucket that holds a tenth of a minute's requests, at least one, and fills in a minute with all
// of them. For one thread at a time.
class Allowance {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  // Takes a request out; else the seconds until there is one, at least 1. `per_minute` 0: no limit.
  [[nodiscard]] std::optional<std::uint32_t> refuse(std::uint32_t per_minute, Moment now) {
    if (per_minute == 0) return std::nullopt;
    const double per_second = per_minute / 60.0;
    const double most = std::max(1.0, per_minute / 10.0);
    const double passed = filled_ ? std::chrono::duration<double>(now - *filled_).count() : 0.0;
    held_ = filled_ ? std::min(most, held_ + std::max(0.0, passed) * per_second) : most;
    filled_ = now;
    if (held_ < 1.0) {
      return static_cast<std::uint32_t>(std::max(1.0, std::ceil((1.0 - held_) / per_second)));
    }
    held_ -= 1.0;
    return std::nullopt;
  }

 private:
  double held_ = 0.0;
  std::optional<Moment> filled_;
};

}  // namespace tongbao::access

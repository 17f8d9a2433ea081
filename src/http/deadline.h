// The moment by which something must be done; never read from a document's making.
#pragma once
#include <algorithm>
#include <chrono>

namespace tongbao::http {

using Clock = std::chrono::steady_clock;
using Deadline = Clock::time_point;

// Time until `deadline`, never negative.
[[nodiscard]] inline std::chrono::microseconds time_left(Deadline deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::microseconds>(deadline - Clock::now());
  return std::max(left, std::chrono::microseconds(0));
}

}  // namespace tongbao::http

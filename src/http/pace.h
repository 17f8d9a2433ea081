// How long a transfer may take. For one thread.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstdint>

#include "http/deadline.h"

namespace tongbao::http {

// `patience`, and a second more for each 64 KiB that has moved; but never `patience` with nothing
// moving. So what flows is not cut, however long it is, and what stands or drips is.
class Pace {
 public:
  explicit Pace(std::chrono::milliseconds patience, Deadline begun = Clock::now())
      : patience_(patience), whole_(begun + patience), standing_(whole_) {}

  [[nodiscard]] Deadline deadline() const { return std::min(whole_, standing_); }

  void moved(std::uint64_t bytes) {
    whole_ += std::chrono::microseconds(bytes * 1'000'000 / slowest);
    standing_ = Clock::now() + patience_;
  }

 private:
  static constexpr std::uint64_t slowest = std::uint64_t{64} << 10;  // bytes a second

  std::chrono::milliseconds patience_;
  Deadline whole_;
  Deadline standing_;
};

// When a document must be made from a body of `bytes`: `patience`, and a second more for each MiB.
[[nodiscard]] inline Deadline work_deadline(std::chrono::milliseconds patience,
                                            std::uint64_t bytes) {
  return Clock::now() + patience + std::chrono::seconds(bytes >> 20U);
}

}  // namespace tongbao::http

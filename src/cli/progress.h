// How far a ledger is, on stderr.
#pragma once
#include <chrono>
#include <cstddef>

#include "cli/command.h"

namespace tongbao::cli {

// Says every half second how many problems have passed: on a terminal in one line, which is wiped
// at the end, else in a line each.
class Progress {
 public:
  // `console` must outlive it.
  explicit Progress(Console& console);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void report(std::size_t problems);

 private:
  using Clock = std::chrono::steady_clock;
  void print(std::size_t problems);

  Console& console_;
  Clock::time_point next_;
  bool line_open_ = false;
};

}  // namespace tongbao::cli

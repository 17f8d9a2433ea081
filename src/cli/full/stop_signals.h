// SIGINT and SIGTERM for a service.
#pragma once
#include <csignal>

namespace tongbao::cli {

// Keeps both from all threads so that one can wait for them. Made before any thread starts: threads
// inherit what is blocked. SIGPIPE is ignored from then on.
class StopSignals {
 public:
  StopSignals();
  // Waits for one; a second then ends the process at once.
  void wait() const;

 private:
  sigset_t set_{};
};

}  // namespace tongbao::cli

#include "cli/full/stop_signals.h"

#include <pthread.h>

namespace tongbao::cli {

StopSignals::StopSignals() {
  sigemptyset(&set_);
  sigaddset(&set_, SIGINT);
  sigaddset(&set_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
}

void StopSignals::wait() const {
  int received = 0;
  sigwait(&set_, &received);
  pthread_sigmask(SIG_UNBLOCK, &set_, nullptr);
}

}  // namespace tongbao::cli

#include "cli/interruption.h"

#include <array>
#include <csignal>

namespace tongbao::cli {

namespace {

constexpr std::array signals = {SIGINT, SIGTERM, SIGHUP};

volatile std::sig_atomic_t received = 0;  // all that a handler may write

void keep_in_mind(int signal) {
  received = signal;
}

// What a parent made the process ignore (nohup) stays ignored.
bool is_ignored(int signal) {
  struct sigaction present {};
  return ::sigaction(signal, nullptr, &present) == 0 && present.sa_handler == SIG_IGN;
}

void handle(int signal, void (*handler)(int)) {
  if (is_ignored(signal)) return;
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

Interruption::Interruption() {
  received = 0;
  for (const int signal : signals) handle(signal, keep_in_mind);
}

Interruption::~Interruption() {
  for (const int signal : signals) handle(signal, SIG_DFL);
  if (received != 0) std::raise(received);
}

bool Interruption::requested() const {
  return received != 0;
}

}  // namespace tongbao::cli

#include "cli/progress.h"

#include <ostream>

namespace tongbao::cli {

namespace {

constexpr std::chrono::milliseconds interval{500};
constexpr std::size_t between_looks = 64;  // rows: looking at the clock for each would cost

}  // namespace

Progress::Progress(Console& console) : console_(console), next_(Clock::now() + interval) {}

Progress::~Progress() {
  if (line_open_) console_.err << "\r\033[K" << std::flush;
}

void Progress::report(std::size_t problems) {
  if (problems % between_looks != 0) return;
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + interval;
  print(problems);
}

void Progress::print(std::size_t problems) {
  const std::string text = say("已处理 {} 行", "{} rows done", problems).in(console_.language);
  if (console_.err_is_terminal) {
    console_.err << '\r' << text << "\033[K" << std::flush;
    line_open_ = true;
  } else {
    console_.err << text << std::endl;
  }
}

}  // namespace tongbao::cli

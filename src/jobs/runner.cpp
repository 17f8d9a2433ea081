#include "jobs/runner.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "jobs/failure.h"
#include "jobs/pauses.h"
#include "jobs/processor.h"

namespace tongbao::jobs {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::minutes between_sweeps{5};

std::string given_up() {
  return to_json({{.code = "jobs.givenUp",
                   .where = {},
                   .message = say("多次生成都没有完成，已放弃",
                                  "begun several times and never ended: given up"),
                   .hint = say("请联系运维人员", "ask the operator")}});
}

}  // namespace

struct Runner::State {
  State(const RunnerSettings& chosen, const std::shared_ptr<store::Database>& database,
        std::shared_ptr<const Maker> maker, std::shared_ptr<audit::Log> audit, Observer watcher)
      : settings(chosen),
        jobs(database),
        processor(database, std::move(maker), std::move(audit), chosen.lease),
        observer(std::move(watcher)) {}

  void work();
  // False: there was no document, or trouble with it; wait before the next.
  bool work_once(Pauses& pauses);
  void wait_for_work(std::uint64_t seen);
  void say_away(const Diagnostics& errors);
  void sweep(const std::stop_token& stop);
  void await_workers(std::chrono::milliseconds grace);

  const RunnerSettings settings;
  store::JobStore jobs;
  Processor processor;
  Isolation isolation;
  Observer observer;
  const std::string when_given_up = given_up();

  std::stop_source closing;  // nothing more is claimed
  std::stop_source abandon;  // what runs is broken off
  std::mutex mutex;          // over what follows
  std::condition_variable_any changed;
  std::uint64_t wakes = 0;
  std::size_t working = 0;  // threads
  bool away = false;        // the store, as last heard

  std::vector<std::jthread> workers;
  std::jthread renewer;
  std::jthread sweeper;
};

void Runner::State::work() {
  Pauses pauses;
  while (!closing.stop_requested()) {
    try {
      if (work_once(pauses)) pauses.reset();
    } catch (const std::exception&) {  // out of memory; the lease runs out
      rest(closing.get_token(), pauses.next());
    }
  }
  const std::lock_guard lock(mutex);
  --working;
  changed.notify_all();
}

bool Runner::State::work_once(Pauses& pauses) {
  std::unique_lock lock(mutex);
  const std::uint64_t seen = wakes;
  lock.unlock();
  auto turn = isolation.enter(closing.get_token());
  if (!turn) return false;
  auto claim = jobs.claim(settings.node, settings.lease, settings.most_attempts, when_given_up);
  if (!claim) {
    say_away(claim.error());
    turn.reset();
    rest(closing.get_token(), pauses.next());
    return false;
  }
  lock.lock();
  away = false;
  lock.unlock();
  if (!*claim) {
    turn.reset();
    wait_for_work(seen);
    return true;
  }
  const auto begun = Clock::now();
  Ended ended = processor.process(**std::move(claim), *turn, abandon.get_token());
  turn.reset();
  ended.duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun);
  const bool trouble = ended.state == store::State::queued;
  if (trouble && ended.cause.empty()) return false;
  observer(ended);
  if (trouble) rest(closing.get_token(), pauses.next());
  return !trouble;
}

void Runner::State::wait_for_work(std::uint64_t seen) {
  std::unique_lock lock(mutex);
  changed.wait_for(lock, closing.get_token(), settings.poll, [&] { return wakes != seen; });
}

void Runner::State::say_away(const Diagnostics& errors) {
  std::unique_lock lock(mutex);
  if (std::exchange(away, true)) return;
  lock.unlock();
  observer({.claim = {},
            .state = store::State::queued,
            .cause = errors.empty() ? "" : to_line(errors.front(), Language::en)});
}

void Runner::State::sweep(const std::stop_token& stop) {
  do {
    static_cast<void>(jobs.sweep(settings.retention));  // what it could not do, the next does
  } while (rest(stop, between_sweeps));
}

void Runner::State::await_workers(std::chrono::milliseconds grace) {
  std::unique_lock lock(mutex);
  changed.wait_for(lock, grace, [this] { return working == 0; });
}

Runner::Runner(const RunnerSettings& settings, std::shared_ptr<store::Database> database,
               std::shared_ptr<const Maker> maker, std::shared_ptr<audit::Log> audit,
               Observer observer)
    : state_(std::make_unique<State>(settings, database, std::move(maker), std::move(audit),
                                     std::move(observer))) {}

Runner::~Runner() {
  stop(std::chrono::milliseconds(0));
}

void Runner::start() {
  State& state = *state_;
  state.renewer =
      std::jthread([&state](const std::stop_token& stop) { state.processor.leases().run(stop); });
  state.sweeper = std::jthread([&state](const std::stop_token& stop) { state.sweep(stop); });
  state.working = state.settings.threads;
  for (std::size_t i = 0; i < state.settings.threads; ++i) {
    state.workers.emplace_back([&state] { state.work(); });
  }
}

void Runner::wake() {
  const std::lock_guard lock(state_->mutex);
  ++state_->wakes;
  state_->changed.notify_all();
}

void Runner::stop(std::chrono::milliseconds grace) {
  State& state = *state_;
  state.closing.request_stop();
  state.await_workers(grace);
  state.abandon.request_stop();
  state.workers.clear();
  // Only now: what runs to its end needs its lease.
  state.renewer = {};
  state.sweeper = {};
}

}  // namespace tongbao::jobs

// Workers that are killed at their work, as processes of their own.
#include <csignal>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "jobs/runner_fixture.h"

namespace tongbao::jobs {
namespace {

using namespace std::chrono_literals;
using store::State;

// A worker in a process of its own, which ends only by a signal. Made while this process has no
// other threads.
class WorkerProcess {
 public:
  WorkerProcess(const std::filesystem::path& folder, const Make& make,
                const RunnerSettings& settings)
      : pid_(::fork()) {
    if (pid_ != 0) return;
    Site site(folder, "worker");
    const auto runner = site.runner(make, settings);
    while (true) ::pause();
  }
  ~WorkerProcess() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  // Whether it still runs.
  [[nodiscard]] bool runs() {
    if (pid_ > 0 && ::waitpid(pid_, nullptr, WNOHANG) == pid_) pid_ = -1;
    return pid_ > 0;
  }

 private:
  pid_t pid_;
};

Result<render::Document> make_at_once(const store::Order& order, const DocumentBytes& input,
                                      const render::Checkpoint&) {
  return document_of(order, input);
}

TEST(KilledWorker, LeavesItsDocumentToAnother) {
  const TemporaryFolder folder;
  const Make never = [](const store::Order&, const DocumentBytes&,
                        const render::Checkpoint&) -> Result<render::Document> {
    while (true) std::this_thread::sleep_for(1s);
  };
  auto worker = std::make_unique<WorkerProcess>(folder.path(), never, quick_settings());
  Site site(folder.path());
  const std::string id = site.submit({"one", "two"});
  ASSERT_TRUE(comes_true([&] { return site.find(id).documents[1].state == State::running; }));
  worker.reset();
  const auto runner = site.runner(make_at_once, quick_settings());
  const store::Job job = site.wait_for(id);
  EXPECT_EQ(state_of(job), State::done);
  for (const Ended& ended : site.heard.all()) EXPECT_EQ(ended.claim.attempt, 2U);
}

TEST(KilledWorker, GivesUpWhatKillsItAndFinishesTheRest) {
  const TemporaryFolder folder;
  const Make poisoned = [](const store::Order& order, const DocumentBytes& input,
                           const render::Checkpoint&) -> Result<render::Document> {
    if (order.name == "poison") {
      std::this_thread::sleep_for(100ms);  // others are at work by then
      ::kill(::getpid(), SIGKILL);
    }
    std::this_thread::sleep_for(20ms);
    return document_of(order, input);
  };
  RunnerSettings settings = quick_settings();
  settings.lease = 300ms;
  settings.most_attempts = 5;
  std::string id;
  {
    Site site(folder.path());
    id = site.submit({"a", "b", "poison", "c", "d", "e", "f", "g", "h", "i"});
  }
  int deaths = 0;
  store::Job job;
  for (; deaths <= 10; ++deaths) {
    WorkerProcess worker(folder.path(), poisoned, settings);
    bool ended = false;
    while (worker.runs() && !ended) {
      const Site site(folder.path());
      job = site.wait_for(id, 1s);
      ended = has_ended(state_of(job));
    }
    if (ended) break;
  }
  EXPECT_EQ(deaths, 5);
  ASSERT_EQ(job.documents.size(), 10U);
  for (const store::JobDocument& document : job.documents) {
    const bool poison = document.order.name == "poison";
    EXPECT_EQ(document.state, poison ? State::failed : State::done) << document.order.name;
    if (!poison) continue;
    EXPECT_EQ(parse_failure(document.errors).front().code, "jobs.givenUp");
  }
  const auto chains = audit::verify(folder.path() / "audit");
  ASSERT_TRUE(chains);
  for (const audit::Chain& chain : *chains) EXPECT_FALSE(has_error(chain.errors)) << chain.file;
}

}  // namespace
}  // namespace tongbao::jobs

// Many threads, and processes that are killed: nothing is lost, nothing is done twice.
#include <array>
#include <atomic>
#include <csignal>
#include <functional>
#include <random>
#include <thread>

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store_fixture.h"

namespace tongbao::store {

namespace {

class ConcurrencyTest : public StoreTest {};

using Work = std::function<void(int)>;

void in_threads(int count, const Work& work) {
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}

TEST_P(ConcurrencyTest, EightThreadsMakeTwoThousandDocumentsEachOnce) {
  constexpr std::size_t job_count = 40;
  constexpr std::size_t document_count = 50;
  NewJob job = job_of(document_count);
  job.webhook = "https://oa.example.gov.cn/hook";
  for (std::size_t i = 0; i < job_count; ++i) static_cast<void>(jobs.accept(job, many).value());
  const Made result = made();

  std::atomic<std::size_t> done = 0;
  in_threads(8, [&](int i) {
    // Two processes, as far as the store can see.
    JobStore mine(i % 2 == 0 ? database : fresh.open());
    while (const auto claimed = mine.claim("w", long_lease, any_attempts, "[]").value()) {
      EXPECT_EQ(claimed->attempt, 1U);
      EXPECT_EQ(mine.finish(*claimed, result).value(), Standing::held);
      ++done;
    }
  });
  EXPECT_EQ(done, job_count * document_count);
  const JobStore::Counts counts = jobs.counts().value();
  EXPECT_EQ(counts.jobs.at(State::done), job_count);
  EXPECT_EQ(counts.documents.at(State::done), job_count * document_count);
  EXPECT_EQ(counts.deliveries_due, job_count);  // each job ended once
}

TEST_P(ConcurrencyTest, TheSameKeyAtTheSameTimeIsOneJob) {
  NewJob job = job_of(20);
  job.idempotency_key = "key";
  std::array<std::string, 8> ids;
  std::atomic<int> fresh_ones = 0;
  in_threads(8, [&](int i) {
    const Accepted accepted = jobs.accept(job, many).value();
    ids.at(static_cast<std::size_t>(i)) = accepted.id;
    if (!accepted.repeated) ++fresh_ones;
  });
  EXPECT_THAT(ids, ::testing::Each(ids[0]));
  EXPECT_EQ(fresh_ones, 1);
  EXPECT_EQ(jobs.counts().value().documents.at(State::queued), 20U);
}

TEST_P(ConcurrencyTest, RemovingWhileWorkersRunLeavesEveryJobEnded) {
  std::vector<std::string> ids;
  for (int i = 0; i < 30; ++i) ids.push_back(accept(10));
  const Made result = made();
  in_threads(5, [&](int i) {
    if (i == 0) {
      for (const std::string& id : ids) EXPECT_TRUE(jobs.remove(id));
      return;
    }
    while (const auto claimed = claim()) EXPECT_TRUE(jobs.finish(*claimed, result));
  });
  const JobStore::Counts counts = jobs.counts().value();
  EXPECT_EQ(counts.documents.at(State::queued) + counts.documents.at(State::running), 0U);
  EXPECT_EQ(counts.jobs.at(State::queued) + counts.jobs.at(State::running), 0U);
  for (const std::string& id : ids) {
    const auto job = jobs.find(id).value();
    if (job) {
      EXPECT_EQ(state_of(*job), State::cancelled);
    }
  }
}

TEST_P(ConcurrencyTest, ASweepNeverTakesWhatAJobRefersTo) {
  std::atomic<bool> ended = false;
  std::thread sweeper([&] {
    while (!ended) {
      fresh.run("UPDATE blobs SET suspect_since = suspect_since - 7200000");
      EXPECT_TRUE(jobs.sweep(1h));
    }
  });
  std::vector<std::string> accepted;
  for (int i = 0; i < 100; ++i) {
    const std::string bytes = "input" + std::to_string(i);
    const auto input = blobs.put(DocumentBytes(bytes));
    if (!input) continue;  // two hours passed before it was whole
    NewJob job;
    job.documents.push_back({.input = *input});
    const auto outcome = jobs.accept(job, many);
    if (outcome) {
      accepted.push_back(bytes);
    } else {
      EXPECT_EQ(code_of(outcome.error()), "jobs.inputLost");
    }
  }
  ended = true;
  sweeper.join();
  for (const std::string& bytes : accepted) EXPECT_TRUE(blobs.get(sha256(bytes))) << bytes;
}

// Processes are forked before anything is open: neither SQLite nor a connection may be carried
// over.
class KillTest : public ::testing::TestWithParam<Kind> {
 protected:
  static constexpr std::size_t job_count = 20;
  static constexpr std::size_t document_count = 40;

  pid_t forked(const std::function<void()>& work) const {
    const pid_t process = ::fork();
    if (process != 0) return process;
    work();
    ::_exit(0);
  }
  static int ended(pid_t process) {
    int status = 0;
    EXPECT_EQ(::waitpid(process, &status, 0), process);
    return status;
  }
  void accept_jobs() const {
    const auto database = fresh.open();
    NewJob job;
    job.webhook = "https://oa.example.gov.cn/hook";
    const Sha256 input = BlobStore(database).put(DocumentBytes(std::string("input"))).value();
    job.documents.resize(document_count, Order{.input = input});
    for (std::size_t i = 0; i < job_count; ++i) {
      if (!JobStore(database).accept(job, many)) ::_exit(1);
    }
  }
  void work_until_killed() const {
    const auto database = fresh.open();
    JobStore jobs(database);
    BlobStore blobs(database);
    for (;;) {
      const auto claimed = jobs.claim("w", 400ms, any_attempts, "[]");
      if (!claimed) ::_exit(1);
      if (!*claimed) {
        std::this_thread::sleep_for(5ms);
        continue;
      }
      const Claim& claim = **claimed;
      const std::string bytes = claim.job + std::to_string(claim.n);
      Made made;
      made.digest = blobs.put(DocumentBytes(bytes)).value();
      if (!jobs.finish(claim, made)) ::_exit(1);
    }
  }

  FreshStore fresh{GetParam()};
};

TEST_P(KillTest, KilledWorkersLoseNothingAndDoubleNothing) {
  ASSERT_EQ(ended(forked([this] { accept_jobs(); })), 0);
  std::minstd_rand random(7);
  std::array<pid_t, 3> workers{};
  for (pid_t& worker : workers) worker = forked([this] { work_until_killed(); });
  for (int i = 0; i < 20; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 80));
    pid_t& victim = workers.at(random() % workers.size());
    ::kill(victim, SIGKILL);
    EXPECT_TRUE(WIFSIGNALED(ended(victim)));
    victim = forked([this] { work_until_killed(); });
  }
  const auto all_done = [this] {
    int status = 0;
    const pid_t asked = forked([this] {
      const JobStore::Counts counts = JobStore(fresh.open()).counts().value();
      ::_exit(counts.jobs.at(State::done) == job_count ? 0 : 1);
    });
    ::waitpid(asked, &status, 0);
    return status == 0;
  };
  for (int i = 0; i < 300 && !all_done(); ++i) std::this_thread::sleep_for(100ms);
  for (const pid_t worker : workers) {
    ::kill(worker, SIGKILL);
    EXPECT_TRUE(WIFSIGNALED(ended(worker)));
  }

  const auto database = fresh.open();
  JobStore jobs(database);
  const JobStore::Counts counts = jobs.counts().value();
  EXPECT_EQ(counts.jobs.at(State::done), job_count);
  EXPECT_EQ(counts.documents.at(State::done), job_count * document_count);
  EXPECT_EQ(counts.deliveries_due, job_count);
  EXPECT_EQ(jobs.claim("w", 1s, any_attempts, "[]").value(), std::nullopt);
  BlobStore blobs(database);
  for (std::size_t i = 0; i < job_count; ++i) {
    const std::string id =
        fresh.run("SELECT id FROM jobs ORDER BY id LIMIT 1 OFFSET " + std::to_string(i));
    const Job job = jobs.find(id.substr(0, 32)).value().value();
    for (const JobDocument& document : job.documents) {
      EXPECT_EQ(blobs.get(document.made->digest).value().text(),
                job.id + std::to_string(document.n));
    }
  }
}

}  // namespace

TONGBAO_ON_BOTH_STORES(ConcurrencyTest);
TONGBAO_ON_BOTH_STORES(KillTest);

}  // namespace tongbao::store

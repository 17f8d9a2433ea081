// PostgreSQL goes away and comes back.
#include <atomic>
#include <functional>
#include <thread>

#include <gmock/gmock.h>

#include "store/postgres_server.h"
#include "store/store_fixture.h"

namespace tongbao::store {

namespace {

using Clock = std::chrono::steady_clock;

class OutageTest : public ::testing::Test {
 protected:
  OutageTest() : database(open()), jobs(database), blobs(database) {
    job.documents.push_back({.input = blobs.put(DocumentBytes(std::string("input"))).value()});
  }
  std::shared_ptr<Database> open() const {
    return Database::open({.url = server.url(), .folder = folder.path(), .patience = patience})
        .value();
  }
  std::string accept() { return jobs.accept(job, many).value().id; }

  static constexpr auto patience = 2000ms;
  const PostgresServer server;
  const TemporaryFolder folder;
  std::shared_ptr<Database> database;
  JobStore jobs;
  BlobStore blobs;
  NewJob job;
};

TEST_F(OutageTest, WhatIsDownIsSaidAndWhatIsUpAgainIsUsedAtOnce) {
  const std::string id = accept();
  server.crash();
  const auto begun = Clock::now();
  EXPECT_EQ(code_of(database->probe().error()), "store.unavailable");
  EXPECT_EQ(code_of(jobs.find(id).error()), "store.unavailable");
  EXPECT_EQ(code_of(jobs.accept(job, many).error()), "store.unavailable");
  EXPECT_EQ(code_of(blobs.get(job.documents[0].input).error()), "store.unavailable");
  EXPECT_LT(Clock::now() - begun, 4 * patience);
  server.restart();
  EXPECT_TRUE(database->probe());
  EXPECT_TRUE(jobs.find(id).value());
  EXPECT_EQ(jobs.claim("w", 1min, 10, "[]").value().value().job, id);
}

TEST_F(OutageTest, SessionsThatWereLostWhileIdleAreNoError) {
  std::vector<std::thread> threads;  // several sessions
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this] {
      for (int k = 0; k < 20; ++k) EXPECT_TRUE(database->probe());
    });
  }
  for (std::thread& thread : threads) thread.join();
  server.crash();
  server.restart();
  const std::string id = accept();
  EXPECT_TRUE(jobs.find(id).value());
}

TEST_F(OutageTest, AServerThatDoesNotAnswerIsSaidWithinThePatience) {
  const std::string id = accept();
  server.freeze();
  for (const std::function<Diagnostics()>& call :
       {std::function<Diagnostics()>([this] { return database->probe().error(); }),
        std::function<Diagnostics()>([this] { return jobs.accept(job, many).error(); })}) {
    const auto begun = Clock::now();
    EXPECT_EQ(code_of(call()), "store.unavailable");
    EXPECT_LT(Clock::now() - begun, 2 * patience);
  }
  server.thaw();
  EXPECT_TRUE(jobs.find(id).value());
}

TEST_F(OutageTest, WhatWasAcceptedOutlivesCrashesUnderLoad) {
  std::atomic<bool> ended = false;
  std::array<std::vector<std::string>, 3> accepted;
  std::vector<std::thread> threads;
  for (std::vector<std::string>& ids : accepted) {
    threads.emplace_back([this, &ended, &ids] {
      JobStore mine(database);
      while (!ended) {
        const auto outcome = mine.accept(job, many);
        if (outcome) ids.push_back(outcome->id);
      }
    });
  }
  for (int i = 0; i < 4; ++i) {
    std::this_thread::sleep_for(150ms);
    server.crash();
    server.restart();
  }
  ended = true;
  for (std::thread& thread : threads) thread.join();
  std::size_t count = 0;
  for (const std::vector<std::string>& ids : accepted) {
    count += ids.size();
    for (const std::string& id : ids) EXPECT_TRUE(jobs.find(id).value()) << id;
  }
  EXPECT_GT(count, 0U);
}

}  // namespace

}  // namespace tongbao::store

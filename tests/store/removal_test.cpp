#include <thread>

#include <gmock/gmock.h>

#include "store/delivery_store.h"
#include "store/store_fixture.h"

namespace tongbao::store {

namespace {

class RemovalTest : public StoreTest {
 protected:
  std::string accept_with_webhook(std::size_t count) {
    NewJob job = job_of(count);
    job.webhook = "https://oa.example.gov.cn/hook";
    return jobs.accept(job, many).value().id;
  }
  [[nodiscard]] bool is_kept(const std::string& bytes) const {
    return blobs.get(sha256(bytes)).has_value();
  }
  void let_two_hours_pass_for_blobs() const {
    fresh.run("UPDATE blobs SET suspect_since = suspect_since - 7200000");
  }
  std::string finished_job(const std::string& result) {
    const std::string id = accept(1);
    EXPECT_EQ(jobs.finish(claim().value(), made(result)).value(), Standing::held);
    return id;
  }
};

TEST_P(RemovalTest, AnEndedJobGoesWithAllThatHangsOnIt) {
  const std::string id = accept_with_webhook(1);
  EXPECT_EQ(jobs.finish(claim().value(), made()).value(), Standing::held);
  EXPECT_EQ(jobs.counts().value().deliveries_due, 1U);
  EXPECT_TRUE(jobs.remove(id).value());
  EXPECT_EQ(jobs.find(id).value(), std::nullopt);
  EXPECT_FALSE(jobs.remove(id).value());
  EXPECT_EQ(jobs.counts().value().deliveries_due, 0U);
}

TEST_P(RemovalTest, AJobThatRunsIsCancelledAndStaysToBeSeen) {
  const std::string id = accept_with_webhook(4);
  EXPECT_EQ(jobs.finish(claim().value(), made()).value(), Standing::held);
  EXPECT_EQ(jobs.fail(claim().value(), "[]").value(), Standing::held);
  const Claim running = claim().value();
  const std::uint64_t revision = jobs.revision(id).value().value();

  EXPECT_TRUE(jobs.remove(id).value());
  const Job job = find(id);
  EXPECT_EQ(state_of(job), State::cancelled);
  EXPECT_GT(job.revision, revision);
  EXPECT_TRUE(job.finished_at);
  for (const JobDocument& document : job.documents) {
    EXPECT_EQ(document.state, State::cancelled);
    EXPECT_EQ(document.made, std::nullopt);
    EXPECT_EQ(document.errors, "");
  }
  EXPECT_EQ(jobs.counts().value().documents.at(State::cancelled), 4U);
  EXPECT_EQ(jobs.counts().value().jobs.at(State::cancelled), 1U);
  EXPECT_EQ(jobs.counts().value().deliveries_due, 1U);

  EXPECT_EQ(jobs.renew(running, long_lease).value(), Standing::lost);
  EXPECT_EQ(jobs.finish(running, made()).value(), Standing::lost);
  EXPECT_EQ(jobs.release(running).value(), Standing::lost);
  EXPECT_EQ(claim(), std::nullopt);
  EXPECT_EQ(jobs.counts().value().deliveries_due, 1U);

  EXPECT_TRUE(jobs.remove(id).value());  // it has ended
  EXPECT_EQ(jobs.find(id).value(), std::nullopt);
}

TEST_P(RemovalTest, ASweepTakesWhatEndedLongEnoughAgo) {
  const std::string ended = finished_job("result");
  const std::string open = accept(1);
  std::this_thread::sleep_for(5ms);
  EXPECT_EQ(jobs.sweep(1h).value(), 0U);
  EXPECT_TRUE(jobs.find(ended).value());
  EXPECT_EQ(jobs.sweep(1ms).value(), 1U);
  EXPECT_EQ(jobs.find(ended).value(), std::nullopt);
  EXPECT_TRUE(jobs.find(open).value());
}

TEST_P(RemovalTest, ManyJobsAreSweptAtOnce) {
  for (int i = 0; i < 120; ++i) finished_job("result");
  std::this_thread::sleep_for(5ms);
  EXPECT_EQ(jobs.sweep(1ms).value(), 120U);
}

TEST_P(RemovalTest, WhatWasPutIsKeptForAnHour) {
  static_cast<void>(blobs.put(DocumentBytes(std::string("young"))));
  static_cast<void>(jobs.sweep(1h));
  EXPECT_TRUE(is_kept("young"));
  let_two_hours_pass_for_blobs();
  static_cast<void>(blobs.put(DocumentBytes(std::string("young"))));  // young again
  static_cast<void>(jobs.sweep(1h));
  EXPECT_TRUE(is_kept("young"));
  let_two_hours_pass_for_blobs();
  static_cast<void>(jobs.sweep(1h));
  EXPECT_FALSE(is_kept("young"));
}

TEST_P(RemovalTest, WhatAJobRefersToIsKeptUntilTheLastOneGoes) {
  const std::string first = finished_job("result");
  const std::string second = finished_job("result");
  let_two_hours_pass_for_blobs();
  static_cast<void>(jobs.sweep(1h));
  static_cast<void>(jobs.sweep(1h));
  EXPECT_TRUE(is_kept("result"));
  EXPECT_TRUE(is_kept("{\"input\":1}"));

  EXPECT_TRUE(jobs.remove(first).value());
  static_cast<void>(jobs.sweep(1h));
  EXPECT_TRUE(is_kept("result"));

  EXPECT_TRUE(jobs.remove(second).value());
  static_cast<void>(jobs.sweep(1h));
  EXPECT_FALSE(is_kept("result"));
  EXPECT_FALSE(is_kept("{\"input\":1}"));
}

TEST_P(RemovalTest, ACancelledJobKeepsItsInputsAndNotItsResults) {
  const std::string id = accept(2);
  EXPECT_EQ(jobs.finish(claim().value(), made("result")).value(), Standing::held);
  let_two_hours_pass_for_blobs();
  static_cast<void>(jobs.sweep(1h));
  EXPECT_TRUE(jobs.remove(id).value());
  static_cast<void>(jobs.sweep(1h));
  EXPECT_FALSE(is_kept("result"));
  EXPECT_TRUE(is_kept("{\"input\":1}"));
}

TEST_P(RemovalTest, WhatIsBeingReadCanBeReadToItsEnd) {
  const std::string bytes(2'000'000, 'x');
  const Sha256 digest = blobs.put(DocumentBytes(bytes)).value();
  const DocumentBytes read = blobs.get(digest).value();
  let_two_hours_pass_for_blobs();
  static_cast<void>(jobs.sweep(1h));
  EXPECT_FALSE(is_kept(bytes));
  EXPECT_EQ(read.text(), bytes);
}

TEST_P(RemovalTest, WhatKilledProcessesLeftIsSwept) {
  namespace fs = std::filesystem;
  const fs::path passing = fresh.folder() / "blobs" / "passing";
  for (const char* name : {"old", "new"}) {
    fs::create_directory(passing / name);
    ASSERT_TRUE(write_file(passing / name / "bytes", "half"));
  }
  fs::last_write_time(passing / "old", fs::file_time_type::clock::now() - 25h);
  static_cast<void>(jobs.sweep(1h));
  EXPECT_FALSE(fs::exists(passing / "old"));
  EXPECT_TRUE(fs::exists(passing / "new"));
}

}  // namespace

TONGBAO_ON_BOTH_STORES(RemovalTest);

}  // namespace tongbao::store

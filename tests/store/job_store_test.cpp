#include <thread>

#include <gmock/gmock.h>

#include "store/store_fixture.h"

namespace tongbao::store {

namespace {

class JobStoreTest : public StoreTest {};

TEST_P(JobStoreTest, KeepsWhatWasAccepted) {
  NewJob job = job_of(2);
  job.webhook = "https://oa.example.gov.cn/hook";
  const Accepted accepted = jobs.accept(job, many).value();
  EXPECT_EQ(accepted.id.size(), 32U);
  EXPECT_FALSE(accepted.repeated);

  JobStore another(fresh.open());
  const Job found = another.find(accepted.id).value().value();
  EXPECT_EQ(found.id, accepted.id);
  EXPECT_EQ(found.owner, "owner");
  EXPECT_EQ(found.operator_, "李明");
  EXPECT_EQ(found.request_id, "request-1");
  EXPECT_EQ(found.webhook, job.webhook);
  EXPECT_EQ(found.revision, 1U);
  EXPECT_GT(found.created_at, 1'700'000'000'000);
  EXPECT_EQ(found.finished_at, std::nullopt);
  ASSERT_EQ(found.documents.size(), 2U);
  EXPECT_EQ(found.documents[1].n, 1U);
  EXPECT_EQ(found.documents[1].order.name, "文件1");
  EXPECT_EQ(found.documents[1].order.template_id, "notice");
  EXPECT_EQ(found.documents[1].order.template_version, 3U);
  EXPECT_EQ(found.documents[1].order.format, "pdf");
  EXPECT_EQ(found.documents[1].order.options, "{}");
  EXPECT_EQ(found.documents[1].order.input, job.documents[1].input);
  EXPECT_EQ(state_of(found), State::queued);
}

TEST_P(JobStoreTest, KnowsNoJobThatWasNotAccepted) {
  EXPECT_EQ(jobs.find("0123").value(), std::nullopt);
  EXPECT_EQ(jobs.revision("0123").value(), std::nullopt);
  EXPECT_FALSE(jobs.remove("0123").value());
  EXPECT_EQ(claim(), std::nullopt);
}

TEST_P(JobStoreTest, TextsAreValuesAndNeverStatements) {
  NewJob job = job_of(1, "x'); DROP TABLE jobs; --");
  job.operator_ = "'; DELETE FROM documents; -- ? $1 \\";
  job.request_id = std::string("nul\0inside", 10);
  job.documents[0].name = "\xFF broken";
  const std::string id = jobs.accept(job, many).value().id;
  const Job found = find(id);
  EXPECT_EQ(found.owner, job.owner);
  EXPECT_EQ(found.operator_, job.operator_);
  EXPECT_EQ(found.request_id, "nul\xEF\xBF\xBDinside");
  EXPECT_EQ(found.documents[0].order.name, "\xEF\xBF\xBD broken");
  EXPECT_EQ(jobs.find("' OR '1'='1").value(), std::nullopt);
}

TEST_P(JobStoreTest, ADocumentIsClaimedMadeAndDone) {
  const std::string id = accept(2);
  const Claim first = claim().value();
  EXPECT_EQ(first.job, id);
  EXPECT_EQ(first.n, 0U);
  EXPECT_EQ(first.attempt, 1U);
  EXPECT_EQ(first.order.name, "文件0");
  EXPECT_EQ(first.owner, "owner");
  EXPECT_EQ(first.operator_, "李明");
  EXPECT_EQ(first.request_id, "request-1");
  EXPECT_EQ(state_of(find(id)), State::running);

  const Claim second = claim().value();
  EXPECT_EQ(second.n, 1U);
  EXPECT_EQ(claim(), std::nullopt);

  Made ledger = made("ledger");
  ledger.pages = std::nullopt;
  ledger.rows = 12;
  EXPECT_EQ(jobs.finish(first, made()).value(), Standing::held);
  EXPECT_EQ(find(id).finished_at, std::nullopt);
  EXPECT_EQ(jobs.finish(second, ledger).value(), Standing::held);

  const Job job = find(id);
  EXPECT_EQ(state_of(job), State::done);
  EXPECT_GE(job.finished_at.value(), job.created_at);
  EXPECT_EQ(job.revision, 5U);  // accepted, two claims, two ends
  EXPECT_EQ(jobs.revision(id).value(), 5U);
  const Made notice = job.documents[0].made.value();
  EXPECT_EQ(notice.digest, made().digest);
  EXPECT_EQ(notice.bytes, 6U);
  EXPECT_EQ(notice.media_type, "application/pdf");
  EXPECT_EQ(notice.file_name, "督查通报.pdf");
  EXPECT_EQ(notice.title, "督查通报");
  EXPECT_EQ(notice.unit, "某市");
  EXPECT_EQ(notice.date, "2026年1月5日");
  EXPECT_EQ(notice.pages, 5U);
  EXPECT_EQ(notice.rows, std::nullopt);
  EXPECT_EQ(job.documents[1].made->pages, std::nullopt);
  EXPECT_EQ(job.documents[1].made->rows, 12U);
}

TEST_P(JobStoreTest, OneFailureDoesNotStopTheOthers) {
  const std::string id = accept(2);
  EXPECT_EQ(jobs.fail(claim().value(), R"([{"code":"x"}])").value(), Standing::held);
  EXPECT_EQ(state_of(find(id)), State::running);
  EXPECT_EQ(jobs.finish(claim().value(), made()).value(), Standing::held);
  const Job job = find(id);
  EXPECT_EQ(state_of(job), State::failed);
  EXPECT_EQ(job.documents[0].state, State::failed);
  EXPECT_EQ(job.documents[0].errors, R"([{"code":"x"}])");
  EXPECT_EQ(job.documents[0].made, std::nullopt);
  EXPECT_EQ(job.documents[1].state, State::done);
  EXPECT_TRUE(job.finished_at);
}

TEST_P(JobStoreTest, AResultThatIsNotInTheStoreIsNoEnd) {
  const std::string id = accept(1);
  Made lost = made();
  lost.digest = sha256("never put");
  const Claim held = claim().value();
  EXPECT_EQ(code_of(jobs.finish(held, lost).error()), "store.blobLost");
  EXPECT_EQ(find(id).documents[0].state, State::running);
  EXPECT_EQ(jobs.finish(held, made()).value(), Standing::held);
}

TEST_P(JobStoreTest, AnInputThatIsNotInTheStoreIsRefused) {
  NewJob job = job_of(3);
  job.documents[1].input = sha256("never put");
  const auto refused = jobs.accept(job, many);
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().size(), 1U);
  EXPECT_EQ(code_of(refused.error()), "jobs.inputLost");
  EXPECT_EQ(refused.error()[0].where.pointer, "/documents/1");
  EXPECT_EQ(claim(), std::nullopt);
}

TEST_P(JobStoreTest, AnExpiredLeaseGoesToAnotherWhoThenHoldsTheDocumentAlone) {
  accept(1);
  const Claim slow = claim(1ms).value();
  std::this_thread::sleep_for(5ms);
  const Claim quick = claim().value();
  EXPECT_EQ(quick.n, slow.n);
  EXPECT_EQ(quick.attempt, 2U);
  EXPECT_NE(quick.token, slow.token);
  EXPECT_EQ(jobs.renew(slow, long_lease).value(), Standing::lost);
  EXPECT_EQ(jobs.finish(slow, made("other")).value(), Standing::lost);
  EXPECT_EQ(jobs.fail(slow, "[]").value(), Standing::lost);
  EXPECT_EQ(jobs.release(slow).value(), Standing::lost);
  EXPECT_EQ(jobs.finish(quick, made()).value(), Standing::held);
  EXPECT_EQ(find(quick.job).documents[0].made->digest, made().digest);
}

TEST_P(JobStoreTest, WhoIsLateButAloneStillHoldsHisDocument) {
  accept(1);
  const Claim late = claim(1ms).value();
  std::this_thread::sleep_for(5ms);
  EXPECT_EQ(jobs.renew(late, long_lease).value(), Standing::held);
  EXPECT_EQ(claim(), std::nullopt);
  EXPECT_EQ(jobs.finish(late, made()).value(), Standing::held);
}

TEST_P(JobStoreTest, AnEndThatIsSaidTwiceIsOneEnd) {
  const std::string id = accept(2);
  const Claim held = claim().value();
  EXPECT_EQ(jobs.finish(held, made()).value(), Standing::held);
  EXPECT_EQ(jobs.finish(held, made()).value(), Standing::held);
  EXPECT_EQ(jobs.fail(held, "[]").value(), Standing::lost);
  EXPECT_EQ(find(id).finished_at, std::nullopt);
  EXPECT_EQ(jobs.counts().value().documents.at(State::done), 1U);
}

TEST_P(JobStoreTest, InterruptedOnceItIsBegunAgainAtOnceThenAfterGrowingPauses) {
  accept(1);
  constexpr auto lease = 300ms;
  static_cast<void>(claim(lease));
  std::this_thread::sleep_for(lease + 20ms);
  EXPECT_EQ(claim(lease).value().attempt, 2U);
  std::this_thread::sleep_for(lease + 20ms);
  EXPECT_EQ(claim(lease), std::nullopt);  // a pause of one lease more
  std::this_thread::sleep_for(lease);
  EXPECT_EQ(claim(lease).value().attempt, 3U);
}

TEST_P(JobStoreTest, WhatTakesItsWorkersDownIsGivenUp) {
  const std::string id = accept(2);
  for (int i = 0; i < 2; ++i) {
    static_cast<void>(jobs.claim("worker", 1ms, 2, "given up"));
    std::this_thread::sleep_for(20ms);
  }
  fresh.run("UPDATE documents SET due_at = 0");
  const Claim next = jobs.claim("worker", long_lease, 2, "given up").value().value();
  EXPECT_EQ(next.n, 1U);
  const Job job = find(id);
  EXPECT_EQ(job.documents[0].state, State::failed);
  EXPECT_EQ(job.documents[0].errors, "given up");
  EXPECT_EQ(jobs.finish(next, made()).value(), Standing::held);
  EXPECT_EQ(state_of(find(id)), State::failed);
}

TEST_P(JobStoreTest, AReleasedDocumentWasNeverBegun) {
  const std::string id = accept(1);
  const Claim first = claim().value();
  EXPECT_EQ(jobs.release(first).value(), Standing::held);
  EXPECT_EQ(state_of(find(id)), State::queued);
  EXPECT_EQ(jobs.counts().value().jobs.at(State::queued), 1U);
  const Claim second = claim().value();
  EXPECT_EQ(second.attempt, 1U);
  EXPECT_NE(second.token, first.token);
  EXPECT_EQ(jobs.finish(first, made()).value(), Standing::lost);
}

TEST_P(JobStoreTest, TheSameKeyAndBodyIsTheSameJob) {
  NewJob job = job_of(1);
  job.idempotency_key = "key";
  job.body = sha256("body");
  const std::string id = jobs.accept(job, many).value().id;
  const Accepted again = jobs.accept(job, many).value();
  EXPECT_EQ(again.id, id);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(jobs.accept(job, 0).value().id, id);  // it waits already

  NewJob other_body = job;
  other_body.body = sha256("other");
  EXPECT_EQ(code_of(jobs.accept(other_body, many).error()), "jobs.idempotencyConflict");
  NewJob other_owner = job;
  other_owner.owner = "another";
  EXPECT_NE(jobs.accept(other_owner, many).value().id, id);
  NewJob no_key = job;
  no_key.idempotency_key.clear();
  EXPECT_NE(jobs.accept(no_key, many).value().id, jobs.accept(no_key, many).value().id);
}

TEST_P(JobStoreTest, TheQueueIsBounded) {
  EXPECT_EQ(code_of(jobs.accept(job_of(3), 2).error()), "jobs.queueFull");
  EXPECT_TRUE(jobs.accept(job_of(2), 2));
  EXPECT_EQ(code_of(jobs.accept(job_of(1), 2).error()), "jobs.queueFull");
  static_cast<void>(claim());  // it waits no more
  EXPECT_TRUE(jobs.accept(job_of(1), 2));
}

TEST_P(JobStoreTest, AJobCountsAsIfItsDocumentsCameOneASecond) {
  const std::string id = accept(3);
  EXPECT_EQ(fresh.run("SELECT rank - created_at FROM documents JOIN jobs ON id = job ORDER BY n"),
            "0\n1000\n2000\n");
}

TEST_P(JobStoreTest, ALargeJobLetsASmallOnePass) {
  accept(3000, "large");
  fresh.run("UPDATE documents SET rank = rank - 60000");  // a minute ago
  const std::string small = accept(1, "small");
  // Some sixty of the large one are older; then it is the small one's turn.
  const int older =
      std::stoi(fresh.run("SELECT COUNT(*) FROM documents WHERE rank < (SELECT rank FROM documents "
                          "WHERE job = '" +
                          small + "')"));
  EXPECT_GE(older, 60);
  EXPECT_LT(older, 1000);
  for (int i = 0; i < older; ++i) ASSERT_EQ(claim().value().owner, "large");
  EXPECT_EQ(claim().value().job, small);
  EXPECT_EQ(claim().value().owner, "large");
}

TEST_P(JobStoreTest, WhoSendsManyJobsStandsBehindHimself) {
  for (int i = 0; i < 3; ++i) accept(1, "busy");
  accept(1, "calm");
  EXPECT_EQ(fresh.run("SELECT owner, rank - jobs.created_at FROM documents JOIN jobs ON id = job "
                      "ORDER BY owner, 2"),
            "busy 0\nbusy 1000\nbusy 2000\ncalm 0\n");
}

TEST_P(JobStoreTest, CountsAreThoseOfTheJobs) {
  accept(2);
  const std::string ended = accept(1, "b");
  accept(3, "c");
  for (int i = 0; i < 3; ++i) {  // the first document of each job
    const Claim next = claim().value();
    if (next.job == ended) static_cast<void>(jobs.fail(next, "[]"));
    if (next.owner == "c") static_cast<void>(jobs.release(next));
  }
  const JobStore::Counts counts = jobs.counts().value();
  EXPECT_EQ(counts.jobs.at(State::queued), 1U);
  EXPECT_EQ(counts.jobs.at(State::running), 1U);
  EXPECT_EQ(counts.jobs.at(State::failed), 1U);
  EXPECT_EQ(counts.jobs.at(State::done), 0U);
  EXPECT_EQ(counts.documents.at(State::queued), 4U);
  EXPECT_EQ(counts.documents.at(State::running), 1U);
  EXPECT_EQ(counts.documents.at(State::failed), 1U);
  EXPECT_EQ(counts.documents.at(State::cancelled), 0U);
}

}  // namespace

TONGBAO_ON_BOTH_STORES(JobStoreTest);

}  // namespace tongbao::store

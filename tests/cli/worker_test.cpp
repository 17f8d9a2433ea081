// `tongbao worker` as a process on a store in a folder.
#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <signal.h>

#include "base/file.h"
#include "cli/process.h"
#include "store/blob_store.h"
#include "store/job_store.h"

namespace tongbao::cli {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

const std::string record = TONGBAO_SOURCE "/examples/district-office/record.json";

Start working(const std::filesystem::path& data, std::vector<std::string> further = {}) {
  std::vector<std::string> arguments = {"worker", "--data", data, "--lang", "en", "--node", "one"};
  arguments.insert(arguments.end(), further.begin(), further.end());
  return {.arguments = std::move(arguments)};
}

store::Job ended_job(const store::JobStore& jobs, const std::string& id) {
  store::Job job = jobs.find(id).value().value();
  for (int i = 0; i < 3000 && !has_ended(state_of(job)); ++i) {
    std::this_thread::sleep_for(10ms);
    job = jobs.find(id).value().value();
  }
  return job;
}

TEST(WorkerCommand, MakesTheBytesOfTheCommandLine) {
  const TemporaryFolder folder;
  auto database = store::Database::open({.folder = folder.path()});
  ASSERT_TRUE(database);
  store::BlobStore blobs(*database);
  store::JobStore jobs(*database);
  const auto input = blobs.put(DocumentBytes(read_file(record, 1 << 20).value()));
  ASSERT_TRUE(input);
  store::NewJob wanted;
  wanted.request_id = "request-1";
  for (const auto& [id, format] : {std::pair{"notice", "pdf"}, std::pair{"ledger", "xlsx"}}) {
    wanted.documents.push_back(
        {.template_id = id, .format = format, .options = "{}", .input = *input});
  }
  const auto accepted = jobs.accept(wanted, 100);
  ASSERT_TRUE(accepted);
  Process worker(working(folder.path()));
  EXPECT_THAT(worker.first_line(), HasSubstr("one is at work"));
  const store::Job job = ended_job(jobs, accepted->id);
  worker.signal(SIGTERM);
  const Outcome outcome = worker.wait();
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  ASSERT_EQ(state_of(job), store::State::done) << outcome.err;
  for (const store::JobDocument& document : job.documents) {
    const auto made = blobs.get(document.made.value().digest);
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->text() == tongbao({"render", document.order.template_id, "-i", record}).out)
        << document.order.template_id;
  }
  ASSERT_EQ(outcome.err_lines().size(), 2U) << outcome.err;
  const auto line = nlohmann::json::parse(outcome.err_lines()[0]);
  EXPECT_EQ(line["event"], "document");
  EXPECT_EQ(line["outcome"], "done");
  EXPECT_EQ(line["job"], accepted->id);
  EXPECT_EQ(line["requestId"], "request-1");
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "audit" / "one.jsonl"));
}

TEST(WorkerCommand, RefusesWebhooksThatAreNotSound) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "weak", "short\n"));
  ASSERT_TRUE(write_file(folder.path() / "secret", "0123456789abcdef0123456789abcdef\n"));
  const auto run_with = [&](std::vector<std::string> further) {
    return run(working(folder.path() / "data", std::move(further)));
  };
  const Outcome weak = run_with({"--webhook-secret-file", folder.path() / "weak"});
  EXPECT_EQ(weak.code, 2);
  EXPECT_THAT(weak.err, HasSubstr("[cli.weakSecret]"));
  const Outcome unsigned_calls = run_with({"--webhook-allow", "https://oa.example.gov.cn"});
  EXPECT_EQ(unsigned_calls.code, 2);
  EXPECT_THAT(unsigned_calls.err, HasSubstr("[jobs.badWebhookPolicy]"));
  const Outcome network = run_with({"--webhook-secret-file", folder.path() / "secret",
                                    "--webhook-network", "10.0.0.0/8, 10.1.2.3/8"});
  EXPECT_EQ(network.code, 2);
  EXPECT_THAT(network.err, HasSubstr("10.1.2.3/8"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "data"));
}

TEST(WorkerCommand, FailsWhereTheStoreIsAway) {
  const TemporaryFolder folder;
  const Outcome outcome =
      run(working(folder.path(), {"--store", "postgresql://user:password@127.0.0.1:1/tongbao"}));
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("[store.unavailable]"));
  EXPECT_THAT(outcome.err, testing::Not(HasSubstr("password")));
}

}  // namespace
}  // namespace tongbao::cli

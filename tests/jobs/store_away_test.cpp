// The store goes away while documents are in the making, and comes back.
#include <cstdlib>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "jobs/runner_fixture.h"
#include "store/session.h"

namespace tongbao::jobs {
namespace {

using namespace std::chrono_literals;
using store::State;

TEST(StoreAway, KeepsWhatWasMadeUntilTheStoreIsBack) {
  const TemporaryFolder folder;
  Site site(folder.path(), "test", 50ms);
  std::atomic<int> makes = 0;
  std::atomic<bool> locked = false;
  const auto other = store::open_sqlite(folder.path() / "store.sqlite", 5s);
  RunnerSettings settings = quick_settings();
  settings.lease = 30s;  // it is away for less
  const auto runner = site.runner(
      [&](const store::Order& order, const DocumentBytes& input,
          const render::Checkpoint&) -> Result<render::Document> {
        ++makes;
        while (!locked) std::this_thread::sleep_for(1ms);
        return document_of(order, input);
      },
      settings);
  const std::string id = site.submit({"one"});
  ASSERT_TRUE(comes_true([&] { return makes == 1; }));
  other->run("BEGIN IMMEDIATE");  // no other may write
  locked = true;
  // The thread that has nothing to do says it.
  ASSERT_TRUE(comes_true([&] { return !site.heard.all().empty(); }));
  EXPECT_TRUE(site.heard.all()[0].claim.job.empty());
  EXPECT_NE(site.heard.all()[0].cause.find("store.unavailable"), std::string::npos);
  std::this_thread::sleep_for(500ms);
  EXPECT_EQ(site.find(id).documents[0].state, State::running);
  other->run("COMMIT");
  EXPECT_EQ(state_of(site.wait_for(id)), State::done);
  EXPECT_EQ(makes, 1);
}

// Crashes and restarts a server of the test's own.
class PostgresServer {
 public:
  PostgresServer() {
    act("start", fmt::format(" --while {} > /dev/null", ::getpid()));
    std::ifstream file(state());
    url = nlohmann::json::parse(file).at("url").get<std::string>();
  }
  ~PostgresServer() { act("stop"); }
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  void act(const std::string& action, const std::string& rest = "") const {
    const std::string command = fmt::format("python3 '{}/tests/postgres.py' {} '{}'{}",
                                            TONGBAO_SOURCE, action, state().string(), rest);
    EXPECT_EQ(std::system(command.c_str()), 0) << command;  // NOLINT(concurrency-mt-unsafe)
  }

  std::string url;

 private:
  [[nodiscard]] std::filesystem::path state() const { return folder_.path() / "server"; }
  TemporaryFolder folder_;
};

TEST(StoreAway, LosesNothingWhenTheServerCrashesUnderLoad) {
  const PostgresServer server;
  const TemporaryFolder folder;
  Site site(folder.path(), "test", 2s, server.url);
  RunnerSettings settings = quick_settings();
  settings.lease = 2s;
  const auto runner = site.runner(
      [&](const store::Order& order, const DocumentBytes& input,
          const render::Checkpoint&) -> Result<render::Document> {
        std::this_thread::sleep_for(20ms);
        return document_of(order, input);
      },
      settings);
  std::vector<std::string> names;
  for (int i = 0; i < 60; ++i) names.push_back("unit " + std::to_string(i));
  const std::string id = site.submit(names);
  for (int crash = 0; crash < 2; ++crash) {
    const std::size_t before = site.heard.count(State::done);
    ASSERT_TRUE(comes_true([&] { return site.heard.count(State::done) > before + 5; }));
    server.act("crash");
    std::this_thread::sleep_for(300ms);
    server.act("restart");
  }
  const auto found = [&] { return site.jobs.find(id); };
  ASSERT_TRUE(comes_true([&] { return found().has_value(); }));
  const store::Job job = site.wait_for(id, 60s);
  runner->stop(10s);
  ASSERT_EQ(state_of(job), State::done);
  for (const store::JobDocument& document : job.documents) {
    const auto bytes = site.blobs.get(document.made.value().digest);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->text(), fmt::format("made of input of {0} for {0}", document.order.name));
  }
}

}  // namespace
}  // namespace tongbao::jobs

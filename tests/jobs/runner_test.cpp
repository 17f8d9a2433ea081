// Runners on a store of SQLite, with makers that are slow, fail or throw.
#include <atomic>
#include <new>
#include <set>
#include <system_error>
#include <thread>

#include "jobs/runner_fixture.h"

namespace tongbao::jobs {
namespace {

using namespace std::chrono_literals;
using store::State;
using testing::HasSubstr;

class RunnerTest : public testing::Test {
 protected:
  std::vector<std::string> names(int count) {
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i) names.push_back("unit " + std::to_string(i));
    return names;
  }
  static std::string code_of(const store::JobDocument& document) {
    return parse_failure(document.errors).front().code;
  }

  TemporaryFolder folder;
  Site site{folder.path()};
};

TEST_F(RunnerTest, MakesEveryDocumentOnce) {
  Site other(folder.path(), "other");
  std::mutex mutex;
  std::map<std::string, int> makes;
  const Make make = [&](const store::Order& order, const DocumentBytes& input,
                        const render::Checkpoint&) -> Result<render::Document> {
    const std::lock_guard lock(mutex);
    ++makes[order.name];
    return document_of(order, input);
  };
  RunnerSettings settings = quick_settings();
  settings.lease = 30s;
  const auto first = site.runner(make, settings);
  const auto second = other.runner(make, settings);
  const std::string id = site.submit(names(40));
  const store::Job job = site.wait_for(id);
  first->stop(10s);
  second->stop(10s);
  ASSERT_EQ(state_of(job), State::done);
  EXPECT_EQ(makes.size(), 40U);
  for (const auto& [name, count] : makes) EXPECT_EQ(count, 1) << name;
  EXPECT_EQ(site.heard.count(State::done) + other.heard.count(State::done), 40U);
  const store::Made& made = job.documents[7].made.value();
  const auto bytes = site.blobs.get(made.digest);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(bytes->text(), "made of input of unit 7 for unit 7");
  EXPECT_EQ(made.bytes, bytes->size());
  EXPECT_EQ(made.title, "title of unit 7");
  EXPECT_EQ(made.file_name, "unit 7.pdf");
  EXPECT_EQ(made.media_type, "application/pdf");
  EXPECT_EQ(made.pages, 1U);
  std::uint64_t entries = 0;
  const auto chains = audit::verify(folder.path() / "audit");
  ASSERT_TRUE(chains);
  for (const audit::Chain& chain : *chains) {
    EXPECT_FALSE(has_error(chain.errors)) << chain.file;
    entries += chain.entries;
  }
  EXPECT_EQ(entries, 40U);
}

TEST_F(RunnerTest, FailsWhatCannotBeMadeAndTellsWhy) {
  const auto runner = site.runner(
      [](const store::Order& order, const DocumentBytes& input,
         const render::Checkpoint&) -> Result<render::Document> {
        if (order.name == "bad") {
          return failure({.code = "record.missingField",
                          .where = Place::at_pointer("/title"),
                          .message = say("缺少{}", "{} is missing", "title"),
                          .hint = {}});
        }
        if (order.name == "short of memory") throw std::bad_alloc();
        if (order.name == "broken") throw std::runtime_error("secret of the inside");
        if (order.name == "odd") {
          return failure({.code = "odd.thing",
                          .where = {},
                          .message = say("内情", "secret of the inside"),
                          .hint = {}});
        }
        return document_of(order, input);
      },
      quick_settings());
  const store::Job job =
      site.wait_for(site.submit({"bad", "good", "short of memory", "broken", "odd"}));
  runner->stop(10s);
  EXPECT_EQ(state_of(job), State::failed);
  EXPECT_EQ(code_of(job.documents[0]), "record.missingField");
  EXPECT_EQ(parse_failure(job.documents[0].errors).front().where.pointer, "/title");
  EXPECT_EQ(job.documents[1].state, State::done);
  for (const std::size_t n : {2U, 3U, 4U}) {
    EXPECT_EQ(code_of(job.documents[n]), "jobs.internal");
    EXPECT_THAT(job.documents[n].errors, testing::Not(HasSubstr("secret")));
  }
  // The operator is told.
  for (const Ended& ended : site.heard.all()) {
    const std::string& name = ended.claim.order.name;
    if (name == "bad") {
      EXPECT_EQ(ended.cause, "record.missingField");
    } else if (name == "broken" || name == "odd") {
      EXPECT_THAT(ended.cause, HasSubstr("secret"));
    }
  }
}

TEST_F(RunnerTest, TellsOfAnInputThatIsLost) {
  std::atomic<bool> made = false;
  const std::string id = site.submit({"one"});
  std::filesystem::path blob;
  const std::string digest = hex(site.find(id).documents[0].order.input);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    if (entry.is_regular_file() &&
        entry.path().string().find(digest.substr(4)) != std::string::npos)
      blob = entry.path();
  }
  ASSERT_FALSE(blob.empty());
  std::filesystem::remove(blob);
  const auto runner = site.runner(
      [&](const store::Order& order, const DocumentBytes& input,
          const render::Checkpoint&) -> Result<render::Document> {
        made = true;
        return document_of(order, input);
      },
      quick_settings());
  const store::Job job = site.wait_for(id);
  runner->stop(10s);
  EXPECT_EQ(code_of(job.documents[0]), "jobs.inputLost");
  EXPECT_FALSE(made);
}

TEST_F(RunnerTest, GivesBackWhatTheSystemKeptItFrom) {
  std::atomic<int> tries = 0;
  const std::string id = site.submit({"one"});
  const auto full = [&](const store::Order&, const DocumentBytes&,
                        const render::Checkpoint&) -> Result<render::Document> {
    if (++tries == 2) throw std::system_error(ENOSPC, std::generic_category());
    return failure({.code = "ledger.diskFull",
                    .where = {},
                    .message = say("磁盘已满", "the disk is full"),
                    .hint = {}});
  };
  for (int run = 1; run <= 2; ++run) {
    const auto runner = site.runner(full, quick_settings());
    ASSERT_TRUE(comes_true([&] { return tries == run; }));
    runner->stop(10s);
    EXPECT_EQ(site.find(id).documents[0].state, State::queued) << run;
  }
  EXPECT_EQ(tries, 2);  // not again at once
  ASSERT_EQ(site.heard.count(State::queued), 2U);
  EXPECT_THAT(site.heard.all()[0].cause, HasSubstr("ledger.diskFull"));
  const auto runner =
      site.runner([](const store::Order& order, const DocumentBytes& input,
                     const render::Checkpoint&) { return document_of(order, input); },
                  quick_settings());
  EXPECT_EQ(state_of(site.wait_for(id)), State::done);
  runner->stop(10s);
  EXPECT_EQ(site.heard.all().back().claim.attempt, 1U);  // as if it had not been begun
}

TEST_F(RunnerTest, KeepsItsClaimForAsLongAsItWorks) {
  Site other(folder.path(), "other");
  std::atomic<int> makes = 0;
  const Make slow = [&](const store::Order& order, const DocumentBytes& input,
                        const render::Checkpoint&) -> Result<render::Document> {
    ++makes;
    std::this_thread::sleep_for(4s);  // almost three leases
    return document_of(order, input);
  };
  const std::string id = site.submit({"one"});
  const auto first = site.runner(slow, quick_settings());
  const auto second = other.runner(slow, quick_settings());
  EXPECT_EQ(state_of(site.wait_for(id)), State::done);
  EXPECT_EQ(makes, 1);
}

// Goes on until its checkpoint ends it, or for ten seconds.
Result<render::Document> long_work(const store::Order& order, const DocumentBytes& input,
                                   const render::Checkpoint& checkpoint,
                                   std::chrono::milliseconds length = 10s) {
  const auto end = std::chrono::steady_clock::now() + length;
  for (std::size_t i = 0; std::chrono::steady_clock::now() < end; ++i) {
    if (auto passed = checkpoint(i); !passed) return failure(std::move(passed.error()));
    std::this_thread::sleep_for(5ms);
  }
  return document_of(order, input);
}

TEST_F(RunnerTest, StopsWorkOnWhatWasCancelled) {
  std::atomic<bool> begun = false;
  const auto runner = site.runner(
      [&](const store::Order& order, const DocumentBytes& input,
          const render::Checkpoint& checkpoint) {
        begun = true;
        return long_work(order, input, checkpoint);
      },
      quick_settings());
  const std::string id = site.submit({"one", "two", "three"});
  ASSERT_TRUE(comes_true([&] { return begun.load(); }));
  ASSERT_TRUE(site.jobs.remove(id));
  ASSERT_TRUE(comes_true([&] { return site.heard.count(State::cancelled) > 0; }));
  runner->stop(10s);
  EXPECT_EQ(state_of(site.find(id)), State::cancelled);
  EXPECT_EQ(site.heard.count(State::done), 0U);
}

// The renewer had no turn between the cancelling and the end: the store says it.
TEST_F(RunnerTest, ThrowsAwayWhatIsMadeAfterItWasCancelled) {
  std::atomic<bool> begun = false;
  std::atomic<bool> cancelled = false;
  const auto runner = site.runner(
      [&](const store::Order& order, const DocumentBytes& input,
          const render::Checkpoint&) -> Result<render::Document> {
        begun = true;
        while (!cancelled) std::this_thread::sleep_for(1ms);
        return document_of(order, input);
      },
      quick_settings());
  const std::string id = site.submit({"one"});
  ASSERT_TRUE(comes_true([&] { return begun.load(); }));
  ASSERT_TRUE(site.jobs.remove(id));
  cancelled = true;
  ASSERT_TRUE(comes_true([&] { return site.heard.count(State::cancelled) == 1; }));
  EXPECT_EQ(state_of(site.find(id)), State::cancelled);
  EXPECT_FALSE(site.find(id).documents[0].made);
}

TEST_F(RunnerTest, LetsWhatRunsFinishWithinItsGrace) {
  std::atomic<bool> begun = false;
  const auto runner = site.runner(
      [&](const store::Order& order, const DocumentBytes& input,
          const render::Checkpoint& checkpoint) {
        begun = true;
        return long_work(order, input, checkpoint, 500ms);
      },
      {.node = "test", .threads = 1, .lease = 600ms, .poll = 20ms});
  const std::string id = site.submit({"one", "two"});
  ASSERT_TRUE(comes_true([&] { return begun.load(); }));
  runner->stop(10s);
  const store::Job job = site.find(id);
  EXPECT_EQ(job.documents[0].state, State::done);
  EXPECT_EQ(job.documents[1].state, State::queued);
}

TEST_F(RunnerTest, PutsBackWhatIsNotFinishedWithinItsGrace) {
  std::atomic<bool> begun = false;
  const auto runner = site.runner(
      [&](const store::Order& order, const DocumentBytes& input,
          const render::Checkpoint& checkpoint) {
        begun = true;
        return long_work(order, input, checkpoint);
      },
      quick_settings());
  const std::string id = site.submit({"one"});
  ASSERT_TRUE(comes_true([&] { return begun.load(); }));
  const auto asked = std::chrono::steady_clock::now();
  runner->stop(100ms);
  EXPECT_LT(std::chrono::steady_clock::now() - asked, 5s);
  EXPECT_EQ(site.find(id).documents[0].state, State::queued);
}

TEST_F(RunnerTest, LooksAtOnceWhenWoken) {
  RunnerSettings settings = quick_settings();
  settings.poll = 60s;
  const auto runner =
      site.runner([](const store::Order& order, const DocumentBytes& input,
                     const render::Checkpoint&) { return document_of(order, input); },
                  settings);
  std::this_thread::sleep_for(100ms);
  const std::string id = site.submit({"one"});
  runner->wake();
  EXPECT_EQ(state_of(site.wait_for(id, 10s)), State::done);
}

TEST_F(RunnerTest, DeletesWhatIsOlderThanItsRetention) {
  const Make make = [](const store::Order& order, const DocumentBytes& input,
                       const render::Checkpoint&) { return document_of(order, input); };
  const std::string id = site.submit({"one"});
  {
    const auto runner = site.runner(make, quick_settings());
    ASSERT_EQ(state_of(site.wait_for(id)), State::done);
  }
  std::this_thread::sleep_for(20ms);
  RunnerSettings settings = quick_settings();
  settings.retention = 10ms;
  const auto runner = site.runner(make, settings);
  EXPECT_TRUE(comes_true([&] {
    const auto found = site.jobs.find(id);
    return found && !*found;
  }));
}

}  // namespace
}  // namespace tongbao::jobs

// Ledgers of any length on the command line: progress, interruption, and where the file is made.
#include <chrono>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cli/process.h"

namespace tongbao::cli {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string stream = TONGBAO_SOURCE "/examples/district-office/ledger.ndjson";

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  return names;
}

// A render of a stream that the test writes bit by bit, into a folder of its own.
class SlowRender {
 public:
  explicit SlowRender(std::vector<std::string> more = {}) {
    const fs::path pipe = input_.path() / "stream.ndjson";
    EXPECT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    std::vector<std::string> arguments{"render", "ledger",      "--lang", "en",
                                       "-i",     pipe.string(), "-o",     output().string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    process_ = std::make_unique<Process>(Start{.arguments = arguments});
    lines_.open(pipe);  // waits for the reader
    lines_ << R"({"schemaVersion":"1","organization":{"name":"某局"},"title":"台账",)"
           << R"("sections":[{"id":"s","heading":"情况"}]})" << std::endl;
  }

  void write_rows(int count) {
    for (int i = 0; i < count; ++i) {
      lines_ << R"({"section":"s","id":"p)" << ++rows_ << R"(","finding":"缺页。"})" << '\n';
    }
    lines_.flush();
  }
  Outcome finish() {
    lines_.close();
    return process_->wait();
  }
  [[nodiscard]] const Process& process() const { return *process_; }
  [[nodiscard]] fs::path output() const { return folder_.path() / "ledger.xlsx"; }
  [[nodiscard]] std::vector<std::string> made() const { return names_in(folder_.path()); }

 private:
  TemporaryFolder input_;
  TemporaryFolder folder_;
  std::unique_ptr<Process> process_;
  std::ofstream lines_;
  int rows_ = 0;
};

TEST(LedgerRender, ReadsAPipeAndIsSilent) {
  SlowRender render;
  render.write_rows(200);
  const Outcome outcome = render.finish();
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_THAT(render.made(), ElementsAre("ledger.xlsx"));
}

TEST(LedgerRender, SaysHowFarItIsWhereAsked) {
  SlowRender render({"--progress"});
  render.write_rows(100);
  std::this_thread::sleep_for(700ms);
  render.write_rows(100);
  const Outcome outcome = render.finish();
  EXPECT_EQ(outcome.code, 0);
  // It looks at the clock every 64 rows; the first 100 come before half a second is over.
  EXPECT_THAT(outcome.err_lines(), ElementsAre("128 rows done"));
}

TEST(LedgerRender, AnInterruptionLeavesNothing) {
  for (const int number : {SIGINT, SIGTERM}) {
    SlowRender render;
    render.write_rows(100);
    for (int i = 0; i < 1000 && render.made().empty(); ++i) std::this_thread::sleep_for(10ms);
    ASSERT_FALSE(render.made().empty());
    render.process().signal(number);
    render.write_rows(100);
    const Outcome outcome = render.finish();
    EXPECT_EQ(outcome.code, -1);  // by that signal
    EXPECT_THAT(render.made(), IsEmpty());
  }
}

TEST(LedgerRender, StandardOutputGetsTheSameBytes) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "ledger.xlsx";
  ASSERT_EQ(tongbao({"render", "ledger", "-i", stream, "-o", file.string()}).code, 0);
  const Outcome streamed = tongbao({"render", "ledger", "-i", stream});
  EXPECT_EQ(streamed.code, 0);
  EXPECT_TRUE(streamed.out == read_file(file, std::size_t{1} << 26).value());
  EXPECT_THAT(names_in(folder.path()), ElementsAre("ledger.xlsx"));
}

TEST(LedgerRender, FailsWhereItCannotWrite) {
  const TemporaryFolder folder;
  const Outcome missing =
      tongbao({"render", "ledger", "-i", stream, "-o", (folder.path() / "no" / "a.xlsx").string()});
  EXPECT_EQ(missing.code, 3);
  EXPECT_THAT(missing.err, HasSubstr("[ledger.unwritable]"));
  EXPECT_THAT(names_in(folder.path()), IsEmpty());
  const Outcome full =
      run({.arguments = {"render", "ledger", "-i", stream}, .output = "/dev/full"});
  EXPECT_EQ(full.code, 3);
  EXPECT_THAT(full.err, HasSubstr("[file.unwritable]"));
}

}  // namespace
}  // namespace tongbao::cli

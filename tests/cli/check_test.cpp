// tongbao check, as a process.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "cli/process.h"

namespace tongbao::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string source = TONGBAO_SOURCE;
const std::string clean = source + "/tests/proof/cases/clean.json";

std::string read(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// The clean record with two things wrong, of which one can surely be corrected.
std::string broken() {
  std::string record = read(clean);
  const std::string sound = "每月15日调度一次。";
  return record.replace(record.find(sound), sound.size(), "每月30日调度,形成四种常态。");
}

}  // namespace

TEST(CheckCommand, IsSilentOnACleanRecord) {
  const Outcome outcome = tongbao({"check", "-i", clean});
  EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_EQ(tongbao({"check", "--json"}, read(clean)).out, "{\"findings\":[]}\n");
}

TEST(CheckCommand, SaysOneFindingALine) {
  const Outcome outcome = tongbao({"--lang", "en", "check"}, broken());
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out,
            "/sections/0/sections/1/body/0: error: half-width marks beside Han "
            "[characters.halfWidth] “度,形” → “度，形”\n"
            "/sections/0/sections/1/body/0: warning: not every month has that day "
            "[dates.halfMonth] “30日” → “月底”\n"
            "/sections/0/sections/1/body/0: warning: not the set phrase [phrases.set] “四种常态” → "
            "“四种形态”\n");
}

TEST(CheckCommand, LeavesOutRules) {
  EXPECT_EQ(tongbao({"check", "--without", "characters,dates.halfMonth,phrases"}, broken()).code,
            0);
  const Outcome unknown = tongbao({"check", "--without", "charakters"}, broken());
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, AllOf(HasSubstr("[proof.unknownRule]"), HasSubstr("characters")));
}

TEST(CheckCommand, LeavesOutTheRulesThatATemplateSwitchesOff) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "own.xml")
      << R"(<ledger name="自用" check-without="characters, dates.halfMonth phrases">)"
      << R"(<metadata title="{{ title }}"/><cell-style name="text" face="fangsong" )"
      << R"(face-name="仿宋" size="12pt"/><sheet name="表"><print paper="a4" )"
      << R"(orientation="portrait" left="20mm" right="20mm" top="20mm" bottom="20mm"/>)"
      << R"(<rows each="problems" as="problem" header-style="text">)"
      << R"(<column header="问题" width="20" style="text">{{ problem.finding }}</column>)"
      << R"(</rows></sheet></ledger>)";
  const std::string templates = folder.path().string();
  const Outcome own = tongbao({"check", "--template", "own", "--templates", templates}, broken());
  EXPECT_EQ(own.code, 0) << own.out << own.err;
  const Outcome other = tongbao({"check", "--template", "ohn", "--templates", templates}, broken());
  EXPECT_EQ(other.code, 2);
  EXPECT_THAT(other.err, HasSubstr("[render.unknownTemplate]"));
}

TEST(CheckCommand, TakesAnEnvelope) {
  const Outcome outcome = tongbao(
      {"check"}, R"({"asOf": "2030-01-01", "records": [)" + read(clean) + "," + broken() + "]}");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("/records/1/sections/0/sections/1/body/0: "),
                                 Not(HasSubstr("/records/0"))));
}

TEST(CheckCommand, RefusesWhatIsNoRecord) {
  EXPECT_EQ(tongbao({"check"}, "{}").code, 2);
  EXPECT_EQ(tongbao({"check", "-i", "/nowhere.json"}).code, 2);
  EXPECT_EQ(tongbao({"check", "-o", "x.json"}, read(clean)).code, 2);
}

TEST(CheckCommand, CorrectsTheFileAndSaysWhat) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "record.json";
  std::ofstream(file) << broken();
  const Outcome fixed = tongbao({"check", "--fix", "-i", file.string()});
  EXPECT_EQ(fixed.code, 1);
  EXPECT_THAT(fixed.err, AllOf(HasSubstr("已改正"), HasSubstr("[characters.halfWidth]"),
                               HasSubstr("[phrases.set]")));
  EXPECT_THAT(fixed.out, AllOf(HasSubstr("[dates.halfMonth]"), Not(HasSubstr("[phrases.set]"))));
  EXPECT_THAT(read(file), HasSubstr("每月30日调度，形成四种形态。"));
}

TEST(CheckCommand, CorrectsIntoAnotherFileOrAStream) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "record.json";
  const std::filesystem::path other = folder.path() / "other.json";
  std::ofstream(file) << broken();
  const Outcome fixed = tongbao({"check", "--fix", "-i", file.string(), "-o", other.string()});
  EXPECT_EQ(fixed.code, 1);
  EXPECT_EQ(read(file), broken());
  const Outcome stream = tongbao({"check", "--fix"}, broken());
  EXPECT_EQ(stream.out, read(other));
  EXPECT_THAT(stream.err, HasSubstr("[dates.halfMonth]"));
}

}  // namespace tongbao::cli

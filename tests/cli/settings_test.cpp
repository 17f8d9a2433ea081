// Settings by file, environment and flags, in their order.
#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>

#include "base/file.h"
#include "cli/arguments.h"
#include "cli/process.h"
#include "cli/settings_file.h"

namespace tongbao::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Settings : public testing::Test {
 protected:
  std::string file(const std::string& text) {
    const auto path = folder_.path() / "tongbao.conf";
    std::ofstream(path) << text;
    return path.string();
  }

 private:
  TemporaryFolder folder_;
};

Result<Command> parsed(std::vector<std::string> words) {
  std::vector<const char*> argv{"tongbao"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  return parse_arguments(static_cast<int>(argv.size()), argv.data(), Language::en);
}

Serve serve(const std::vector<std::string>& words) {
  auto command = parsed(words);
  EXPECT_TRUE(command.has_value()) << to_line(command.error().front(), Language::en);
  return std::get<Serve>(*std::move(command));
}

std::vector<std::string> errors(const std::vector<std::string>& words) {
  const auto command = parsed(words);
  std::vector<std::string> lines;
  if (command) return lines;
  for (const Diagnostic& error : command.error()) lines.push_back(to_line(error, Language::en));
  return lines;
}

TEST_F(Settings, FlagsGoBeforeTheEnvironmentAndThatBeforeTheFile) {
  const std::string path = file(
      "# a comment\n"
      "listen = \"0.0.0.0:1\"  # another\n"
      "timeout = 11\n"
      "connections = '12'\n"
      "allow-classified = true\n"
      "store = \"postgresql://a:b@c/d\"\n");
  ::setenv("TONGBAO_TIMEOUT", "21", 1);
  ::setenv("TONGBAO_CONNECTIONS", "22", 1);
  const Serve command = serve({"serve", "--config", path, "--connections", "32"});
  ::unsetenv("TONGBAO_TIMEOUT");
  ::unsetenv("TONGBAO_CONNECTIONS");
  EXPECT_EQ(command.settings.listen, "0.0.0.0:1");
  EXPECT_EQ(command.settings.timeout, std::chrono::seconds(21));
  EXPECT_EQ(command.settings.connections, 32U);
  EXPECT_TRUE(command.policy.allow_classified);
  EXPECT_EQ(command.store.url, "postgresql://a:b@c/d");
  const std::string shown = to_text(command.in_force, Language::en);
  EXPECT_THAT(shown, HasSubstr("listen = \"0.0.0.0:1\"  # file, " + path + ":2\n"));
  EXPECT_THAT(shown, HasSubstr("timeout = 21  # environment, TONGBAO_TIMEOUT\n"));
  EXPECT_THAT(shown, HasSubstr("connections = 32  # flag\n"));
  EXPECT_THAT(shown, HasSubstr("allow-classified = true  # file, "));
  EXPECT_THAT(shown, HasSubstr("store = \"postgresql://a:***@c/d\"  # file, "));
  EXPECT_THAT(shown, HasSubstr("insecure = false  # default\n"));
}

TEST_F(Settings, TheFileMayComeFromTheEnvironment) {
  ::setenv("TONGBAO_CONFIG", file("retention = \"12h\"\nlang = 'zh'\n").c_str(), 1);
  const Serve command = serve({"serve"});
  ::unsetenv("TONGBAO_CONFIG");
  EXPECT_EQ(command.store.retention, std::chrono::hours(12));
  EXPECT_EQ(command.settings.language, Language::zh);
  EXPECT_EQ(serve({"serve"}).store.retention, std::chrono::hours(168));
  EXPECT_EQ(serve({"serve"}).store.data, "data");
}

TEST_F(Settings, AnUnknownNameBringsItsLineAndTheNearestKnown) {
  const std::string path = file("\nlistn = \"a:1\"\ncheck-config = true\nconfig = \"x\"\n");
  EXPECT_THAT(errors({"serve", "--config=" + path}),
              ElementsAre(testing::AllOf(HasSubstr(path + ":2"), HasSubstr("cli.unknownSetting"),
                                         HasSubstr("did you mean listen?")),
                          HasSubstr(":3"), HasSubstr(":4")));
}

TEST_F(Settings, ABadValueSaysWhereItComesFrom) {
  EXPECT_THAT(errors({"serve", "--config", file("timeout = 0\nretention = \"7w\"\n")}),
              testing::UnorderedElementsAre(
                  testing::AllOf(HasSubstr("tongbao.conf:1"), HasSubstr("--timeout")),
                  testing::AllOf(HasSubstr("tongbao.conf:2"), HasSubstr("--retention"))));
  EXPECT_THAT(errors({"serve", "--config", file("allow-classified = yes\n")}),
              ElementsAre(HasSubstr("tongbao.conf:1")));
  ::setenv("TONGBAO_TIMEOUT", "soon", 1);
  EXPECT_THAT(errors({"serve"}), ElementsAre(HasSubstr("TONGBAO_TIMEOUT")));
  ::unsetenv("TONGBAO_TIMEOUT");
  EXPECT_THAT(errors({"serve", "--timeout", "soon"}), ElementsAre(HasSubstr("--timeout")));
}

TEST_F(Settings, EveryBrokenLineIsSaid) {
  const std::string path = file(
      "listen\n[serve]\ntimeout = 1 2\ndata = \"open\nfonts = \"a\\n\"\nTimeout = 1\n= 1\n"
      "proof = \"a\" b\nconnections =\nconnections = 1\nconnections = 2\n");
  const auto lines = errors({"serve", "--config", path});
  EXPECT_THAT(lines, testing::SizeIs(10));
  EXPECT_THAT(lines, testing::Each(HasSubstr("cli.badSettingsFile")));
  EXPECT_THAT(lines.back(), HasSubstr("tongbao.conf:11"));
  EXPECT_THAT(errors({"serve", "--config", "no-such-file"}),
              ElementsAre(HasSubstr("file.unreadable")));
}

TEST_F(Settings, WhatIsShownCanBeReadAgain) {
  const std::string odd = "a\\b\"c#d = 'e'";
  const auto read = parse_settings("x = " + quoted_setting(odd) + " # y\n", "f");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front().value, odd);
  const auto values = [](std::string text) {
    for (std::size_t at = 0; (at = text.find("  #")) != std::string::npos;) {
      text.erase(at, text.find('\n', at) - at);
    }
    return text;
  };
  const std::string first = to_text(serve({"serve"}).in_force, Language::en);
  const auto again = serve({"serve", "--config", file(first)}).in_force;
  EXPECT_EQ(values(first), values(to_text(again, Language::en)));
}

TEST_F(Settings, CheckConfigPrintsWhatIsInForce) {
  const Outcome outcome =
      run({.arguments = {"serve", "--check-config", "--lang", "en", "--store",
                         "postgresql://u:hidden@127.0.0.1:1/d?password=hidden"}});
  EXPECT_THAT(outcome.out, HasSubstr("listen = \"127.0.0.1:8080\"  # default\n"));
  EXPECT_THAT(outcome.out + outcome.err, Not(HasSubstr("hidden")));
}

}  // namespace
}  // namespace tongbao::cli

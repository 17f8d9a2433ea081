#include "cli/arguments.h"

#include <cstdlib>

#include <gmock/gmock.h>

namespace tongbao::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Result<Command> parsed(std::vector<const char*> words, Language language = Language::en) {
  words.insert(words.begin(), "tongbao");
  return parse_arguments(static_cast<int>(words.size()), words.data(), language);
}

template <class T>
T command(std::vector<const char*> words) {
  auto result = parsed(std::move(words));
  EXPECT_TRUE(result.has_value());
  EXPECT_TRUE(std::holds_alternative<T>(*result));
  return std::get<T>(std::move(*result));
}

std::vector<std::string> codes(std::vector<const char*> words) {
  const auto result = parsed(std::move(words));
  std::vector<std::string> codes;
  if (result) return codes;
  for (const Diagnostic& error : result.error()) codes.push_back(error.code);
  return codes;
}

// Sets a variable of the environment for as long as it lives.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
  ~Variable() { ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

TEST(Arguments, RenderReadsStandardInputAndWritesStandardOutputByDefault) {
  const auto render = command<Render>({"render", "notice"});
  EXPECT_EQ(render.template_id, "notice");
  EXPECT_EQ(render.input, "-");
  EXPECT_EQ(render.output, "-");
  EXPECT_EQ(render.format, std::nullopt);
  EXPECT_EQ(render.edition, std::nullopt);
  EXPECT_FALSE(render.attach_record);
  EXPECT_EQ(render.as_of, std::nullopt);
  EXPECT_EQ(render.max_body, std::size_t{32} << 20);
  EXPECT_EQ(render.policy.max_rows, 2'000'000U);
  EXPECT_FALSE(render.policy.allow_classified);
}

TEST(Arguments, ANoticeMayCarryItsRecordAndGiveItBack) {
  EXPECT_TRUE(command<Render>({"render", "notice", "--attach-record"}).attach_record);
  const auto to_stream = command<Extract>({"extract", "a.pdf"});
  EXPECT_EQ(to_stream.input, "a.pdf");
  EXPECT_EQ(to_stream.output, "-");
  EXPECT_EQ(command<Extract>({"extract", "-", "-o", "b.json"}).output, "b.json");
  EXPECT_THAT(codes({"extract"}), ElementsAre("cli.missingArgument"));
  EXPECT_THAT(codes({"extract", "a.pdf", "b.pdf"}), ElementsAre("cli.unknownArgument"));
}

TEST(Arguments, RenderTakesWhatTheContractNames) {
  const auto render = command<Render>({"render",
                                       "ledger",
                                       "-i",
                                       "a.json",
                                       "-o",
                                       "b.xlsx",
                                       "--format",
                                       "xlsx",
                                       "--edition",
                                       "internal",
                                       "--as-of",
                                       "2025-06-15",
                                       "--previous",
                                       "c.json",
                                       "--templates",
                                       "t",
                                       "--fonts",
                                       "f",
                                       "--max-body=64MB",
                                       "--max-rows",
                                       "10",
                                       "--allow-classified"});
  EXPECT_EQ(render.input, "a.json");
  EXPECT_EQ(render.output, "b.xlsx");
  EXPECT_EQ(render.format, render::Format::xlsx);
  EXPECT_EQ(render.edition, record::Edition::internal);
  EXPECT_EQ(render.as_of, (Date{2025, 6, 15}));
  EXPECT_EQ(render.previous, "c.json");
  EXPECT_EQ(render.folders.templates, "t");
  EXPECT_EQ(render.folders.fonts, "f");
  EXPECT_EQ(render.max_body, std::size_t{64} << 20);
  EXPECT_EQ(render.policy.max_rows, 10U);
  EXPECT_TRUE(render.policy.allow_classified);
}

TEST(Arguments, ADashIsAFileName) {
  EXPECT_EQ(command<Render>({"render", "notice", "-i", "-", "-o", "-"}).input, "-");
}

TEST(Arguments, FlagsWinOverTheEnvironment) {
  const Variable templates("TONGBAO_TEMPLATES", "from-environment");
  const Variable body("TONGBAO_MAX_BODY", "1MB");
  const auto inherited = command<Render>({"render", "notice"});
  EXPECT_EQ(inherited.folders.templates, "from-environment");
  EXPECT_EQ(inherited.max_body, std::size_t{1} << 20);
  const auto flagged =
      command<Render>({"render", "notice", "--templates", "from-flag", "--max-body", "2MB"});
  EXPECT_EQ(flagged.folders.templates, "from-flag");
  EXPECT_EQ(flagged.max_body, std::size_t{2} << 20);
}

TEST(Arguments, ServeHasTheContractsDefaults) {
  const auto serve = command<Serve>({"serve"});
  EXPECT_EQ(serve.settings.listen, "127.0.0.1:8080");
  EXPECT_EQ(serve.settings.max_body, std::size_t{32} << 20);
  EXPECT_EQ(serve.settings.max_stream, std::uint64_t{4} << 30);
  EXPECT_EQ(serve.settings.disk_quota, std::uint64_t{16} << 30);
  EXPECT_EQ(serve.settings.language, Language::en);
  EXPECT_FALSE(serve.check_config);
}

TEST(Arguments, ServeTakesItsSettings) {
  const auto serve = command<Serve>({"serve", "--listen", "[::1]:0", "--connections", "8",
                                     "--render-threads", "3", "--timeout", "5", "--max-stream",
                                     "1GiB", "--disk-quota", "2GiB", "--check-config"});
  EXPECT_EQ(serve.settings.listen, "[::1]:0");
  EXPECT_EQ(serve.settings.connections, 8U);
  EXPECT_EQ(serve.settings.render_threads, 3U);
  EXPECT_EQ(serve.settings.timeout, std::chrono::seconds(5));
  EXPECT_EQ(serve.settings.max_stream, std::uint64_t{1} << 30);
  EXPECT_EQ(serve.settings.disk_quota, std::uint64_t{2} << 30);
  EXPECT_TRUE(serve.check_config);
}

TEST(Arguments, TemplatesHasThreeCommands) {
  command<ListTemplates>({"templates", "list"});
  EXPECT_EQ(command<ShowTemplate>({"templates", "show", "notice"}).id, "notice");
  EXPECT_THAT(command<CheckTemplates>({"templates", "check", "a.xml", "b.xml"}).files,
              ElementsAre("a.xml", "b.xml"));
  EXPECT_THAT(codes({"templates"}), ElementsAre("cli.noCommand"));
  EXPECT_THAT(codes({"templates", "check"}), ElementsAre("cli.missingArgument"));
}

TEST(Arguments, EveryBadValueIsSaidAtOnce) {
  EXPECT_THAT(codes({"render", "notice", "--format", "docx", "--as-of", "2025-02-30", "--edition",
                     "secret", "--max-body", "much"}),
              testing::Each("cli.badValue"));
  EXPECT_EQ(codes({"render", "notice", "--format", "docx", "--as-of", "2025-02-30", "--edition",
                   "secret", "--max-body", "much"})
                .size(),
            4U);
  EXPECT_THAT(codes({"render", "notice", "--as-of", "2025-06"}), ElementsAre("cli.badValue"));
  EXPECT_THAT(codes({"serve", "--listen", "localhost"}), ElementsAre("cli.badValue"));
  EXPECT_THAT(codes({"serve", "--listen", "127.0.0.1:65536"}), ElementsAre("cli.badValue"));
  EXPECT_THAT(codes({"serve", "--connections", "0"}), ElementsAre("cli.badValue"));
  EXPECT_THAT(codes({"serve", "--timeout", "-1"}), ElementsAre("cli.badValue"));
  EXPECT_THAT(codes({"import", "--type", "doc"}), ElementsAre("cli.badValue"));
  EXPECT_THAT(codes({"schema", "--lang", "fr"}), ElementsAre("cli.badValue"));
}

TEST(Arguments, UnknownWordsBringTheNearestKnown) {
  const auto option = parsed({"render", "notice", "--fromat", "pdf"});
  ASSERT_FALSE(option.has_value());
  EXPECT_EQ(option.error()[0].code, "cli.unknownArgument");
  EXPECT_THAT(option.error()[0].hint.en, HasSubstr("--format"));
  const auto name = parsed({"rendr", "notice"});
  ASSERT_FALSE(name.has_value());
  EXPECT_EQ(name.error()[0].code, "cli.unknownArgument");
  EXPECT_THAT(name.error()[0].hint.en, HasSubstr("render"));
}

TEST(Arguments, AnOptionBeforeItsCommandIsToldItsPlace) {
  const auto early = parsed({"--templates", "t", "render", "notice"});
  ASSERT_FALSE(early.has_value());
  EXPECT_EQ(early.error()[0].hint.en, "write it after the command");
}

TEST(Arguments, MissingWordsAreNamed) {
  EXPECT_THAT(codes({}), ElementsAre("cli.noCommand"));
  EXPECT_THAT(codes({"render"}), ElementsAre("cli.missingArgument"));
  EXPECT_THAT(codes({"render", "notice", "-o"}), ElementsAre("cli.badUsage"));
}

TEST(Arguments, HelpIsEverywhere) {
  EXPECT_THAT(command<ShowText>({"--help"}).text, HasSubstr("Commands"));
  EXPECT_THAT(command<ShowText>({"help"}).text, HasSubstr("Commands"));
  const std::string render = command<ShowText>({"render", "--help"}).text;
  EXPECT_THAT(render, HasSubstr("--as-of"));
  EXPECT_EQ(command<ShowText>({"help", "render"}).text, render);
  EXPECT_THAT(command<ShowText>({"templates", "check", "-h"}).text, HasSubstr("FILE"));
  EXPECT_THAT(command<ShowText>({"help", "templates", "check"}).text, HasSubstr("FILE"));
  EXPECT_THAT(codes({"help", "rendr"}), ElementsAre("cli.unknownArgument"));
}

TEST(Arguments, HelpSpeaksChineseToo) {
  const auto help = parsed({"help"}, Language::zh);
  ASSERT_TRUE(help.has_value());
  EXPECT_THAT(std::get<ShowText>(*help).text, HasSubstr("用法: tongbao [选项] 命令"));
}

TEST(Language, IsTheFlagsThenTheEnvironmentsThenChinese) {
  const auto wished = [](std::vector<const char*> words) {
    return wished_language(static_cast<int>(words.size()), words.data());
  };
  EXPECT_EQ(wished({"tongbao", "schema"}), Language::zh);
  EXPECT_EQ(wished({"tongbao", "schema", "--lang", "en"}), Language::en);
  EXPECT_EQ(wished({"tongbao", "--lang=en", "schema"}), Language::en);
  const Variable environment("TONGBAO_LANG", "en");
  EXPECT_EQ(wished({"tongbao", "schema"}), Language::en);
  EXPECT_EQ(wished({"tongbao", "schema", "--lang", "zh"}), Language::zh);
}

}  // namespace
}  // namespace tongbao::cli

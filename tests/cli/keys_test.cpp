// Keys from the command line to the server, and the audit log that it keeps.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <signal.h>

#include "base/file.h"
#include "cli/process.h"

namespace tongbao::cli {
namespace {

using testing::HasSubstr;

class Keys : public testing::Test {
 protected:
  // `tongbao` over the test's own data folder.
  [[nodiscard]] Start start(std::vector<std::string> arguments) const {
    return {.arguments = std::move(arguments),
            .environment = {"TONGBAO_LANG=en", "TONGBAO_DATA=" + data()}};
  }
  [[nodiscard]] Outcome tongbao(std::vector<std::string> arguments) const {
    return run(start(std::move(arguments)));
  }
  [[nodiscard]] std::string data() const { return (folder.path() / "data").string(); }
  // The key, without its line break.
  [[nodiscard]] std::string create(const std::string& scopes) const {
    const Outcome made = tongbao({"keys", "create", "--name", "upstream", "--scopes", scopes});
    EXPECT_EQ(made.code, 0) << made.err;
    return made.out.substr(0, made.out.find('\n'));
  }
  static std::string status(const std::string& address, const std::string& key) {
    return run({.arguments = {"-s", "-o", "/dev/null", "-w", "%{http_code}", "--noproxy", "*",
                              "--max-time", "60", "-H", "Authorization: Bearer " + key, "-H",
                              "Content-Type: application/json", "--data-binary",
                              "@" TONGBAO_SOURCE "/examples/district-office/record.json",
                              address + "/v1/render/notice?format=content"},
                .program = "curl"})
        .out;
  }

  TemporaryFolder folder;
};

TEST_F(Keys, AreMadeListedAndRevoked) {
  const std::string key = create("render,check");
  EXPECT_THAT(key, testing::MatchesRegex("tb_[0-9a-f]{12}_[0-9a-f]{64}"));
  const std::string id = key.substr(3, 12);
  const Outcome listed = tongbao({"keys", "list", "--json"});
  const auto list = nlohmann::json::parse(listed.out);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].at("id"), id);
  EXPECT_EQ(list[0].at("name"), "upstream");
  EXPECT_EQ(list[0].at("scopes"), "render,check");
  EXPECT_TRUE(list[0].at("revokedAt").is_null());
  EXPECT_EQ(listed.out.find(key.substr(16)), std::string::npos);
  EXPECT_EQ(tongbao({"keys", "revoke", id}).code, 0);
  const Outcome again = tongbao({"keys", "revoke", id});
  EXPECT_EQ(again.code, 2);
  EXPECT_THAT(again.err, HasSubstr("[access.unknownKey]"));
  EXPECT_FALSE(
      nlohmann::json::parse(tongbao({"keys", "list", "--json"}).out)[0].at("revokedAt").is_null());
  EXPECT_THAT(tongbao({"keys", "list"}).out, HasSubstr(id));
}

TEST_F(Keys, OneThatCannotBeShownIsNotMade) {
  Start unseen = start({"keys", "create", "--name", "a", "--scopes", "render"});
  unseen.output = "/dev/full";
  EXPECT_EQ(run(unseen).code, 3);
  EXPECT_EQ(nlohmann::json::parse(tongbao({"keys", "list", "--json"}).out).size(), 0U);
}

TEST_F(Keys, AStoreThatIsNotThereIsNotMadeToBeLookedInto) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"keys", "list"}, {"keys", "revoke", "000000000000"}}) {
    const Outcome refused = tongbao(arguments);
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr("[store.absent]"));
  }
  EXPECT_FALSE(std::filesystem::exists(data()));
}

TEST_F(Keys, UnusableArguments) {
  EXPECT_EQ(tongbao({"keys"}).code, 2);
  EXPECT_EQ(tongbao({"keys", "create", "--name", "a"}).code, 2);
  const Outcome wrong = tongbao(
      {"keys", "create", "--name", "", "--scopes", "all", "--rate", "x", "--concurrency", "-1"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_EQ(wrong.err_lines().size(), 4U) << wrong.err;
}

TEST_F(Keys, BeyondLoopbackOneIsNeeded) {
  const Outcome refused = tongbao({"serve", "--listen", "0.0.0.0:0"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("[access.noKeys]"));
  {
    Process open(start({"serve", "--listen", "0.0.0.0:0", "--insecure"}));
    EXPECT_THAT(open.first_line(), HasSubstr("listening on"));
    open.signal(SIGTERM);
    EXPECT_THAT(open.wait().err, HasSubstr("[access.insecure]"));
  }
  (void)create("render");
  Process keyed(start({"serve", "--listen", "0.0.0.0:0"}));
  EXPECT_THAT(keyed.first_line(), HasSubstr("listening on"));
}

TEST_F(Keys, OpenTheServerAndLeaveATrace) {
  const std::string key = create("render");
  std::string head;
  {
    Process server(start({"serve", "--listen", "127.0.0.1:0"}));
    const std::string line = server.first_line();
    const std::string address = line.substr(std::min(line.find("http://"), line.size()));
    EXPECT_EQ(status(address, "tb_nonsense"), "401");
    EXPECT_EQ(status(address, create("check")), "401");  // known two seconds later
    EXPECT_EQ(status(address, key), "200");
    server.signal(SIGTERM);
    EXPECT_EQ(server.wait().code, 0);
  }
  const Outcome whole = tongbao({"audit", "verify"});
  EXPECT_EQ(whole.code, 0) << whole.err;
  head = whole.out.substr(0, whole.out.find(' '));
  EXPECT_EQ(whole.out.substr(head.size()), " 1\n");
  EXPECT_EQ(tongbao({"audit", "verify", "--expect", head}).code, 0);
  const std::string other = head.substr(0, head.find('=') + 1) + std::string(64, 'a');
  const Outcome missing = tongbao({"audit", "verify", "--expect", other});
  EXPECT_EQ(missing.code, 1);
  EXPECT_THAT(missing.err, HasSubstr("[audit.headMissing]"));
  const std::string heads = (folder.path() / "heads").string();
  ASSERT_TRUE(write_file(heads, whole.out));
  EXPECT_EQ(tongbao({"audit", "verify", "--head", heads}).code, 0);
  ASSERT_TRUE(write_file(heads, "\n"));
  const Outcome empty = tongbao({"audit", "verify", "--head", heads});
  EXPECT_EQ(empty.code, 1);
  EXPECT_THAT(empty.err, HasSubstr("[audit.noHeads]"));
  EXPECT_EQ(tongbao({"audit", "verify", "--expect", "nonsense"}).code, 2);
  EXPECT_EQ(tongbao({"audit", "verify", "--folder", "/nowhere"}).code, 3);
}

TEST_F(Keys, ACertificateNeedsItsKey) {
  const Outcome half = tongbao({"serve", "--tls-certificate", "a.pem"});
  EXPECT_EQ(half.code, 2);
  EXPECT_THAT(half.err, HasSubstr("[cli.missingArgument]"));
  EXPECT_EQ(
      tongbao({"serve", "--check-config", "--tls-certificate", "/nowhere", "--tls-key", "/nowhere"})
          .code,
      3);
}

}  // namespace
}  // namespace tongbao::cli

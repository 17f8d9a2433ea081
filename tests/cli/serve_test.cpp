#include <gmock/gmock.h>
#include <signal.h>

#include "base/file.h"
#include "cli/process.h"

namespace tongbao::cli {
namespace {

using testing::HasSubstr;

const std::string record = TONGBAO_SOURCE "/examples/district-office/record.json";

Start serving(const std::string& listen) {
  return {.arguments = {"serve", "--listen", listen, "--lang", "en"}};
}

// "listening on http://127.0.0.1:40123" → its address.
std::string address_of(const Process& server) {
  const std::string line = server.first_line();
  const std::size_t begin = line.find("http://");
  return begin == std::string::npos ? std::string() : line.substr(begin);
}

Outcome curl(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"-sS", "--noproxy", "*", "--max-time", "20"});
  return run({.arguments = std::move(arguments), .program = "curl"});
}

TEST(ServeCommand, GivesTheBytesOfTheCommandLine) {
  Process server(serving("127.0.0.1:0"));
  const std::string address = address_of(server);
  ASSERT_THAT(address, HasSubstr("http://127.0.0.1:"));
  for (const std::string id : {"notice", "ledger"}) {
    const Outcome over_http =
        curl({"--fail", "--data-binary", "@" + record, "-H", "Content-Type: application/json",
              address + "/v1/render/" + id});
    EXPECT_EQ(over_http.code, 0) << over_http.err;
    EXPECT_TRUE(over_http.out == tongbao({"render", id, "-i", record}).out) << id;
  }
  server.signal(SIGTERM);
  EXPECT_EQ(server.wait().code, 0);
}

TEST(ServeCommand, StopsOnAnInterruptToo) {
  Process server(serving("127.0.0.1:0"));
  ASSERT_THAT(server.first_line(), HasSubstr("http://"));
  server.signal(SIGINT);
  EXPECT_EQ(server.wait().code, 0);
}

TEST(ServeCommand, FailsWhereTheAddressIsTaken) {
  Process first(serving("127.0.0.1:0"));
  const std::string address = address_of(first);
  ASSERT_FALSE(address.empty());
  const Outcome second = run(serving(address.substr(std::string("http://").size())));
  EXPECT_EQ(second.code, 3);
  EXPECT_THAT(second.err, HasSubstr("[http.addressUnavailable]"));
}

TEST(ServeCommand, ChecksItsConfigurationOnly) {
  EXPECT_EQ(tongbao({"serve", "--check-config"}).code, 0);
  EXPECT_EQ(tongbao({"serve", "--check-config", "--listen", "nonsense"}).code, 2);
  const TemporaryFolder empty;
  EXPECT_EQ(tongbao({"serve", "--check-config", "--fonts", empty.path().string()}).code, 3);
  EXPECT_TRUE(std::filesystem::is_empty(empty.path()));
}

TEST(ServeCommand, ChecksThatItsStoreIsThere) {
  const TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  EXPECT_EQ(tongbao({"serve", "--check-config", "--data", data}).code, 0);
  EXPECT_FALSE(std::filesystem::exists(data));
  ASSERT_TRUE(write_file(data, "x"));
  const Outcome file = tongbao({"serve", "--check-config", "--data", data});
  EXPECT_EQ(file.code, 3);
  EXPECT_THAT(file.err, HasSubstr("[store.folder]"));
  const Outcome away = tongbao({"serve", "--check-config", "--data", folder.path().string(),
                                "--store", "postgresql://u:p@127.0.0.1:1/d"});
  EXPECT_EQ(away.code, 3);
  EXPECT_THAT(away.err, HasSubstr("[store.unavailable]"));
}

}  // namespace
}  // namespace tongbao::cli

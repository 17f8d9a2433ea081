#include "store/database.h"

#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/file_descriptor.h"
#include "store/store_fixture.h"

namespace tongbao::store {

namespace {

using Clock = std::chrono::steady_clock;

std::string code_of_opening(const DatabaseSettings& settings) {
  const auto opened = Database::open(settings);
  return opened ? "" : code_of(opened.error());
}

// A server that takes connections and never says anything, or a port where nothing listens.
class SilentServer {
 public:
  explicit SilentServer(bool listens) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const address = reinterpret_cast<sockaddr*>(&address_);  // NOLINT
    socklen_t size = sizeof address_;
    EXPECT_EQ(::bind(socket_.get(), address, size), 0);
    if (listens) {
      EXPECT_EQ(::listen(socket_.get(), 8), 0);
    }
    EXPECT_EQ(::getsockname(socket_.get(), address, &size), 0);
  }
  [[nodiscard]] std::string url() const {
    return "postgresql://someone:secret@127.0.0.1:" + std::to_string(ntohs(address_.sin_port)) +
           "/tongbao?sslmode=disable&gssencmode=disable";
  }

 private:
  FileDescriptor socket_;
  sockaddr_in address_{};
};

TEST(DatabaseTest, AnAddressThatIsNoneIsRefused) {
  const TemporaryFolder folder;
  for (const char* url : {"mysql://a/b", "store.sqlite", "host=127.0.0.1 dbname=x",
                          "postgresql://a:99999999/b?nonsense=1", "postgresql://[::1/b"}) {
    EXPECT_EQ(code_of_opening({.url = url, .folder = folder.path() / "data"}), "store.badAddress")
        << url;
  }
}

TEST(DatabaseTest, AFolderThatCannotBeUsedIsSaid) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "file", "x"));
  EXPECT_EQ(code_of_opening({.folder = folder.path() / "file"}), "store.folder");
  EXPECT_EQ(code_of_opening({.folder = folder.path() / "file" / "data"}), "store.folder");
  EXPECT_EQ(code_of_opening({.folder = "/proc/tongbao"}), "store.folder");
  EXPECT_EQ(code_of_opening({.folder = folder.path() / "new" / "data" / ""}), "");
}

TEST(DatabaseTest, WhatIsNoStoreIsNotWrittenOver) {
  const TemporaryFolder folder;
  const std::string text(4096, 'x');
  ASSERT_TRUE(write_file(folder.path() / "store.sqlite", text));
  EXPECT_EQ(code_of_opening({.folder = folder.path()}), "store.unavailable");
  EXPECT_EQ(read_file(folder.path() / "store.sqlite", 10'000).value(), text);
}

TEST(DatabaseTest, AServerThatIsAwayIsSaidWithinThePatience) {
  for (const bool listens : {false, true}) {
    const SilentServer server(listens);
    const TemporaryFolder folder;
    const auto begun = Clock::now();
    EXPECT_EQ(code_of_opening({.url = server.url(), .folder = folder.path(), .patience = 300ms}),
              "store.unavailable");
    EXPECT_LT(Clock::now() - begun, 5s);
  }
}

TEST(DatabaseTest, ThePasswordIsNeverSaid) {
  const SilentServer server(false);
  const TemporaryFolder folder;
  for (const std::string& url :
       {server.url(), server.url() + "&nonsense=1", std::string("http://a:secret@b/c")}) {
    const auto opened = Database::open({.url = url, .folder = folder.path(), .patience = 300ms});
    ASSERT_FALSE(opened);
    for (const Diagnostic& error : opened.error()) {
      EXPECT_EQ(to_line(error, Language::en).find("secret"), std::string::npos);
    }
  }
}

class OpenTest : public StoreTest {};

TEST_P(OpenTest, AnswersWhenItIsThere) {
  EXPECT_TRUE(database->probe());
}

TEST_P(OpenTest, SeveralMayBeginAtOnce) {
  const FreshStore empty(GetParam());
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] { EXPECT_TRUE(Database::open(empty.settings())); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(empty.run("SELECT version FROM schema_version"), "1\n");
}

TEST_P(OpenTest, MoreThreadsThanSessionsTakeTurns) {
  DatabaseSettings settings = fresh.settings();
  settings.sessions = 2;
  const auto small = Database::open(settings).value();
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 20; ++k) EXPECT_TRUE(small->probe());
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// Someone holds what we want and does not let go.
TEST_P(OpenTest, ALockThatIsNotLetGoIsSaidWithinThePatience) {
  const std::string id = accept(1);
  DatabaseSettings settings = fresh.settings();
  settings.patience = 2s;
  const auto impatient = Database::open(settings).value();
  const auto holder = fresh.session();
  holder->run(holder->dialect().begin_write);
  holder->run("UPDATE jobs SET revision = revision");
  const auto begun = Clock::now();
  EXPECT_EQ(code_of(JobStore(impatient).remove(id).error()), "store.unavailable");
  EXPECT_LT(Clock::now() - begun, 3 * settings.patience);
  EXPECT_TRUE(impatient->probe());  // who reads need not wait
  holder->run("ROLLBACK");
  EXPECT_TRUE(JobStore(impatient).remove(id).value());
}

TONGBAO_ON_BOTH_STORES(OpenTest);

}  // namespace

}  // namespace tongbao::store

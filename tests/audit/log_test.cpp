// Writing the chain: many at once, crashes, disks that fail, processes beside each other.
#include <chrono>
#include <fstream>
#include <random>
#include <thread>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/chain_of_tests.h"

namespace tongbao::audit {
namespace {

TEST_F(AuditLog, AnEntrySaysWhoHadWhatMade) {
  Entry entry = entry_number(7);
  entry.n = 3;
  entry.operator_ = "张三\n\"x\"";
  entry.remark = "personal data allowed: /title";
  ASSERT_TRUE(open()->append(entry));
  const auto lines = lines_of("node.jsonl");
  ASSERT_EQ(lines.size(), 1U);
  const auto json = nlohmann::json::parse(lines[0]);
  EXPECT_EQ(json.at("chain"), "node");
  EXPECT_EQ(json.at("seq"), 1);
  EXPECT_EQ(json.at("previous"), std::string(64, '0'));
  EXPECT_THAT(json.at("time").get<std::string>(),
              testing::MatchesRegex("20..-..-..T..:..:..\\....Z"));
  EXPECT_EQ(json.at("program"), "1.2.3");
  EXPECT_EQ(json.at("requestId"), "r7");
  EXPECT_EQ(json.at("key"), "0123456789ab");
  EXPECT_EQ(json.at("operator"), "张三\n\"x\"");
  EXPECT_TRUE(json.at("job").is_null());
  EXPECT_EQ(json.at("n"), 3);
  EXPECT_EQ(json.at("template"), "notice");
  EXPECT_EQ(json.at("templateVersion"), 2);
  EXPECT_EQ(json.at("format"), "pdf");
  EXPECT_EQ(json.at("edition"), "public");
  EXPECT_EQ(json.at("input"), hex(sha256("record 7")));
  EXPECT_EQ(json.at("document"), hex(sha256("document 7")));
  EXPECT_EQ(json.at("bytes"), 7);
  EXPECT_EQ(json.at("remark"), "personal data allowed: /title");
  const std::size_t end = lines[0].rfind(",\"digest\"");
  EXPECT_EQ(json.at("digest"), hex(sha256(std::string_view(lines[0]).substr(0, end))));
}

TEST_F(AuditLog, HostileTextsStayOneLineOfJson) {
  Entry entry = entry_number(1);
  entry.operator_ = std::string("\xff\xfe\0\r\n", 5) + std::string(100'000, 'x');
  entry.remark = std::string(400'000, '\x01');
  const auto log = open();
  ASSERT_TRUE(log->append(entry));
  ASSERT_TRUE(log->append(entry_number(2)));
  EXPECT_EQ(lines_of("node.jsonl").size(), 2U);
  EXPECT_EQ(nlohmann::json::parse(lines_of("node.jsonl")[1]).at("seq"), 2);
  EXPECT_EQ(whole_entries("node"), 2U);
}

TEST_F(AuditLog, EightThreadsAtOnce) {
  const auto log = open();
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) {
      threads.emplace_back([&, thread] {
        for (int i = 0; i < 1000; ++i) EXPECT_TRUE(log->append(entry_number(thread * 1000 + i)));
      });
    }
    threads.emplace_back([&] {
      for (int i = 0; i < 100; ++i) EXPECT_TRUE(log->probe());
    });
  }
  EXPECT_EQ(whole_entries("node"), 8000U);
  std::set<std::string> requests;
  for (const std::string& line : lines_of("node.jsonl")) {
    requests.insert(nlohmann::json::parse(line).at("requestId"));
  }
  EXPECT_EQ(requests.size(), 8000U);
}

TEST_F(AuditLog, GoesOnAfterAnEnd) {
  ASSERT_TRUE(open()->append(entry_number(1)));
  ASSERT_TRUE(open()->append(entry_number(2)));
  EXPECT_EQ(whole_entries("node"), 2U);
}

TEST_F(AuditLog, ASecondProcessHasAChainOfItsOwn) {
  const auto first = open();
  const auto second = open();
  const auto other = open("other");
  EXPECT_EQ(first->chain(), "node");
  EXPECT_EQ(second->chain(), "node-2");
  EXPECT_EQ(other->chain(), "other");
  for (const auto& log : {first, second, other}) ASSERT_TRUE(log->append(entry_number(1)));
  for (const char* const chain : {"node", "node-2", "other"}) EXPECT_EQ(whole_entries(chain), 1U);
}

TEST_F(AuditLog, NodeNamesCannotLeaveTheFolder) {
  EXPECT_EQ(open("../../evil")->chain(), "_.._.._evil");
  EXPECT_EQ(open("a.000000000001")->chain(), "a_000000000001");
  EXPECT_EQ(open("")->chain(), "_");
}

TEST_F(AuditLog, FullFilesGiveWayToNewOnes) {
  for (int run = 0; run < 3; ++run) {
    const auto log = open("node", 2000);
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(log->append(entry_number(i)));
  }
  EXPECT_EQ(whole_entries("node"), 30U);
  std::size_t files = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder())) {
    if (file.path().extension() == ".jsonl") ++files;
  }
  EXPECT_GT(files, 5U);
  EXPECT_TRUE(std::filesystem::exists(folder() / "node.000000000001.jsonl"));
}

// Between two files: the full one has its new name, the next does not exist yet.
TEST_F(AuditLog, GoesOnAfterAnEndBetweenTwoFiles) {
  ASSERT_TRUE(open()->append(entry_number(1)));
  std::filesystem::rename(folder() / "node.jsonl", folder() / "node.000000000001.jsonl");
  ASSERT_TRUE(open()->append(entry_number(2)));
  EXPECT_EQ(whole_entries("node"), 2U);
}

TEST_F(AuditLog, ATornLineIsPutAside) {
  ASSERT_TRUE(open()->append(entry_number(1)));
  std::ofstream(folder() / "node.jsonl", std::ios::app) << "{\"chain\":\"node\",\"seq\":2,";
  EXPECT_EQ(whole_entries("node"), 1U);
  const auto log = open();
  ASSERT_EQ(log->notes().size(), 1U);
  EXPECT_EQ(log->notes()[0].code, "audit.torn");
  ASSERT_TRUE(log->append(entry_number(2)));
  EXPECT_EQ(whole_entries("node"), 2U);
  EXPECT_EQ(read(folder() / "node.torn-2"), "{\"chain\":\"node\",\"seq\":2,");
}

TEST_F(AuditLog, WhatIsNoSoundChainIsNotGoneOnWith) {
  {
    const auto log = open();
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(log->append(entry_number(i)));
  }
  std::string text = read(folder() / "node.jsonl");
  text.replace(text.find("\"r1\""), 4, "\"rX\"");
  std::ofstream(folder() / "node.jsonl") << text;
  const auto opened = Log::open(folder(), "node", "1.2.3");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error()[0].code, "audit.broken");
  EXPECT_EQ(opened.error()[0].where.line, 2);
  EXPECT_EQ(read(folder() / "node.jsonl"), text);
}

TEST_F(AuditLog, AFolderThatIsAFileIsUnwritable) {
  const auto file = folder() / "file";
  std::ofstream(file) << "x";
  const auto opened = Log::open(file, "node", "1.2.3");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error()[0].code, "audit.unwritable");
}

// A disk that takes a part of a line and then no more.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallFiles() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;

 private:
  rlimit before_{};
};

TEST_F(AuditLog, AFailedWriteLeavesTheChainWhole) {
  const auto log = open();
  ASSERT_TRUE(log->append(entry_number(1)));
  const auto size = std::filesystem::file_size(folder() / "node.jsonl");
  for (int i = 0; i < 3; ++i) {
    const SmallFiles full_disk(size + 100);
    const auto refused = log->append(entry_number(2));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error()[0].code, "audit.unwritable");
  }
  ASSERT_TRUE(log->append(entry_number(3)));
  ASSERT_TRUE(log->append(entry_number(4)));
  EXPECT_EQ(whole_entries("node"), 3U);
  EXPECT_THAT(read(folder() / "node.jsonl"), testing::Not(testing::HasSubstr("\"r2\"")));
}

TEST_F(AuditLog, AFileTakenAwayIsNoticed) {
  const auto log = open();
  ASSERT_TRUE(log->append(entry_number(1)));
  std::filesystem::rename(folder() / "node.jsonl", folder() / "elsewhere");
  EXPECT_FALSE(log->append(entry_number(2)));
  const auto probed = log->probe();
  ASSERT_FALSE(probed);
  EXPECT_EQ(probed.error()[0].code, "audit.unwritable");
  std::filesystem::rename(folder() / "elsewhere", folder() / "node.jsonl");
  EXPECT_TRUE(log->probe());
  EXPECT_TRUE(log->append(entry_number(3)));
  std::ofstream(folder() / "node.jsonl", std::ios::app) << "x";
  EXPECT_FALSE(log->append(entry_number(4)));
}

// Four threads of a process that is killed: what they were told of is there, and the chain whole.
TEST_F(AuditLog, KilledAtAnyMoment) {
  std::mt19937 random(20);
  std::size_t told = 0;
  for (int run = 0; run < 20; ++run) {
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      const auto log = Log::open(folder(), "node", "1.2.3", 20'000);
      std::vector<std::jthread> threads;
      for (int thread = 0; log && thread < 4; ++thread) {
        threads.emplace_back([&] {
          while ((*log)->append(entry_number(run)) && ::write(pipe[1], "x", 1) == 1) {
          }
        });
      }
      threads.clear();
      ::_exit(1);
    }
    ::close(pipe[1]);
    char first = 0;  // it is at work, however busy the machine is
    if (::read(pipe[0], &first, 1) == 1) ++told;
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 30'000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status));
    std::string received(4096, '\0');
    for (ssize_t count = 0; (count = ::read(pipe[0], received.data(), received.size())) > 0;) {
      told += static_cast<std::size_t>(count);
    }
    ::close(pipe[0]);
    EXPECT_GE(whole_entries("node"), told);
  }
  EXPECT_GE(told, 20U);
  ASSERT_TRUE(open()->append(entry_number(1)));
  EXPECT_GT(whole_entries("node"), told);
}

}  // namespace
}  // namespace tongbao::audit

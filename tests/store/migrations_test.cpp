#include "store/migrations.h"

#include <fstream>
#include <thread>

#include <gmock/gmock.h>

#include "store/key_store.h"
#include "store/store_fixture.h"
#include "store/template_store.h"

namespace tongbao::store {

namespace {

// What a store of an earlier version holds; one statement a paragraph.
void load(Session& session, const std::string& name) {
  const std::string path = std::string(TONGBAO_SOURCE) + "/tests/store/schema/" + name;
  std::ifstream file(path);
  ASSERT_TRUE(file.is_open()) << path;
  std::string statement;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("--")) continue;
    statement += line + "\n";
    if (!line.empty() || statement == "\n") continue;
    session.run(statement);
    statement.clear();
  }
  if (!statement.empty()) session.run(statement);
}

class MigrationsTest : public ::testing::TestWithParam<Kind> {
 protected:
  MigrationsTest() { std::filesystem::create_directories(fresh.folder()); }
  FreshStore fresh{GetParam()};
};

std::vector<Migration> with(const Migration& step) {
  std::vector<Migration> steps = migrations();
  steps.push_back(step);
  return steps;
}

TEST_P(MigrationsTest, Version1IsRead) {
  load(*fresh.session(),
       GetParam() == Kind::sqlite ? "version_1_sqlite.sql" : "version_1_postgresql.sql");
  const auto database = fresh.open();
  EXPECT_EQ(fresh.run("SELECT version FROM schema_version"),
            std::to_string(migrations().size()) + "\n");

  JobStore jobs(database);
  const Job job = jobs.find("00112233445566778899aabbccddeeff").value().value();
  EXPECT_EQ(job.owner, "0123456789ab");
  EXPECT_EQ(job.operator_, "王芳");
  EXPECT_EQ(job.revision, 3U);
  EXPECT_EQ(job.created_at, 1'790'000'000'000);
  EXPECT_EQ(state_of(job), State::running);
  ASSERT_EQ(job.documents.size(), 2U);
  EXPECT_EQ(job.documents[0].made.value().file_name, "通报.pdf");
  EXPECT_EQ(job.documents[0].made->pages, 5U);
  EXPECT_EQ(job.documents[0].made->rows, std::nullopt);

  const Claim claim = jobs.claim("w", 1min, 10, "[]").value().value();
  EXPECT_EQ(claim.n, 1U);
  EXPECT_EQ(claim.order.template_id, "ledger");
  Made made;
  made.digest = BlobStore(database).put(DocumentBytes(std::string("ledger"))).value();
  EXPECT_EQ(jobs.finish(claim, made).value(), Standing::held);
  EXPECT_EQ(state_of(jobs.find(job.id).value().value()), State::done);

  EXPECT_EQ(KeyStore(database).all().value().at(0).name, "公文系统");
  EXPECT_EQ(TemplateStore(database).added_since(0).value().at(0).xml, "<notice/>");
  EXPECT_EQ(TemplateStore(database).add("notice", "<other/>", "").value().version, 2U);
}

TEST_P(MigrationsTest, AStepThatFailsLeavesTheVersionBefore) {
  const auto session = fresh.session();
  const auto broken = with([](const Dialect&) {
    return std::vector<std::string>{"CREATE TABLE half (a BIGINT)", "CREATE NONSENSE"};
  });
  EXPECT_THROW(migrate(*session, broken), SqlError);
  EXPECT_EQ(fresh.run("SELECT version FROM schema_version"),
            std::to_string(migrations().size()) + "\n");
  EXPECT_THROW(fresh.run("SELECT * FROM half"), SqlError);
  migrate(*session, with([](const Dialect&) {
    return std::vector<std::string>{"CREATE TABLE half (a BIGINT)"};
  }));
  EXPECT_EQ(fresh.run("SELECT COUNT(*) FROM half"), "0\n");
}

TEST_P(MigrationsTest, SeveralAtOnceTakeEachStepOnce) {
  const auto steps = with([](const Dialect&) {
    return std::vector<std::string>{"CREATE TABLE once (a BIGINT)", "INSERT INTO once VALUES (1)"};
  });
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { migrate(*fresh.session(), steps); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(fresh.run("SELECT COUNT(*) FROM once"), "1\n");
}

TEST_P(MigrationsTest, AStoreOfALaterProgramIsNotTouched) {
  migrate(*fresh.session(), migrations());
  fresh.run("UPDATE schema_version SET version = 999");
  const auto opened = Database::open(fresh.settings());
  ASSERT_FALSE(opened);
  EXPECT_EQ(code_of(opened.error()), "store.newerSchema");
}

TONGBAO_ON_BOTH_STORES(MigrationsTest);

}  // namespace

}  // namespace tongbao::store

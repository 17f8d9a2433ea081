#include "store/store_fixture.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "store/identifier.h"
#include "store/session.h"

namespace tongbao::store {

namespace {

std::string url_in(const std::filesystem::path& state) {
  std::ifstream file(state);
  return nlohmann::json::parse(file).at("url").get<std::string>();
}

// For a test that is run by itself: the guard of postgres.py stops it with this process.
std::string start_server() {
  static const TemporaryFolder folder;
  const auto state = folder.path() / "server";
  const std::string command =
      fmt::format("python3 '{}/tests/postgres.py' start '{}' --while {} >/dev/null", TONGBAO_SOURCE,
                  state.string(), ::getpid());
  if (std::system(command.c_str()) != 0) {  // NOLINT(concurrency-mt-unsafe)
    throw std::runtime_error("PostgreSQL cannot be started");
  }
  return url_in(state);
}

// CTest starts one for all tests.
const std::string& server_url() {
  static const std::string url = [] {
    const char* state = std::getenv("TONGBAO_TEST_POSTGRESQL");  // NOLINT(concurrency-mt-unsafe)
    return state == nullptr ? start_server() : url_in(state);
  }();
  return url;
}

}  // namespace

FreshStore::FreshStore(Kind kind) : kind_(kind) {
  if (kind_ == Kind::sqlite) return;
  const std::string schema = "test_" + random_identifier();
  open_postgresql(server_url(), 30s)->run("CREATE SCHEMA " + schema);
  url_ = server_url() + "?options=-csearch_path%3D" + schema;
}

FreshStore::~FreshStore() {
  if (kind_ == Kind::sqlite) return;
  const std::string schema = url_.substr(url_.rfind("test_"));
  open_postgresql(server_url(), 30s)->run("DROP SCHEMA " + schema + " CASCADE");
}

DatabaseSettings FreshStore::settings() const {
  return {.url = url_, .folder = folder(), .patience = 30s};
}

std::shared_ptr<Database> FreshStore::open() const {
  auto opened = Database::open(settings());
  if (!opened) throw std::runtime_error(opened.error().front().message.en);
  return *opened;
}

std::filesystem::path FreshStore::folder() const {
  return folder_.path() / "data";
}

std::string FreshStore::run(const std::string& statement) const {
  const auto session = kind_ == Kind::sqlite ? open_sqlite(folder() / "store.sqlite", 30s)
                                             : open_postgresql(url_, 30s);
  std::string text;
  for (const Row& row : session->run(statement)) text += row.text(0) + "\n";
  return text;
}

NewJob StoreTest::job_of(std::size_t count, const std::string& owner) {
  const auto input = blobs.put(DocumentBytes(std::string("{\"input\":1}")));
  NewJob job;
  job.owner = owner;
  job.operator_ = "李明";
  job.request_id = "request-1";
  for (std::size_t n = 0; n < count; ++n) {
    job.documents.push_back({.name = "文件" + std::to_string(n),
                             .template_id = "notice",
                             .template_version = 3,
                             .format = "pdf",
                             .options = "{}",
                             .input = input.value()});
  }
  return job;
}

std::string StoreTest::accept(std::size_t count, const std::string& owner) {
  return jobs.accept(job_of(count, owner), many).value().id;
}

std::optional<Claim> StoreTest::claim(std::chrono::milliseconds lease) {
  return jobs.claim("worker", lease, any_attempts, "[]").value();
}

Made StoreTest::made(const std::string& bytes) {
  Made made;
  made.digest = blobs.put(DocumentBytes(bytes)).value();
  made.bytes = bytes.size();
  made.media_type = "application/pdf";
  made.file_name = "督查通报.pdf";
  made.title = "督查通报";
  made.unit = "某市";
  made.date = "2026年1月5日";
  made.pages = 5;
  return made;
}

Job StoreTest::find(const std::string& id) {
  return jobs.find(id).value().value();
}

std::string code_of(const Diagnostics& errors) {
  return errors.empty() ? "" : errors.front().code;
}

}  // namespace tongbao::store

#include "store/store_fixture.h"

#include <stdexcept>

#include <unistd.h>

#include "store/identifier.h"
#include "store/postgres_server.h"
#include "store/session.h"

namespace tongbao::store {

namespace {

std::filesystem::path parent_folder() {
  const std::filesystem::path memory("/dev/shm");
  if (::access(memory.c_str(), W_OK) == 0) return memory;
  return std::filesystem::temp_directory_path();
}

}  // namespace

FreshStore::FreshStore(Kind kind) : kind_(kind), folder_(parent_folder()) {
  if (kind_ == Kind::sqlite) return;
  const std::string schema = "test_" + random_identifier();
  open_postgresql(PostgresServer::shared_url(), 30s)->run("CREATE SCHEMA " + schema);
  url_ = PostgresServer::shared_url() + "?options=-csearch_path%3D" + schema;
}

FreshStore::~FreshStore() {
  if (kind_ == Kind::sqlite) return;
  const std::string schema = url_.substr(url_.rfind("test_"));
  open_postgresql(PostgresServer::shared_url(), 30s)->run("DROP SCHEMA " + schema + " CASCADE");
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

std::unique_ptr<Session> FreshStore::session() const {
  return kind_ == Kind::sqlite ? open_sqlite(folder() / "store.sqlite", 30s)
                               : open_postgresql(url_, 30s);
}

std::string FreshStore::run(const std::string& statement) const {
  std::string text;
  for (const Row& row : session()->run(statement)) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      text += (column == 0 ? "" : " ") + row.text(column);
    }
    text += '\n';
  }
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

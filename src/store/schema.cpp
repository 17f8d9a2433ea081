#include <fmt/format.h>

#include "store/migrations.h"

namespace tongbao::store {

namespace {

// Types are those that both stores understand: BIGINT for numbers and times, TEXT for the rest;
// digests are 64 hexadecimal digits.
std::vector<std::string> blob_tables(const Dialect& dialect) {
  std::vector<std::string> statements{
      // suspect_since: not known to be referred to, since then; NULL once a sweep has seen that a
      // job does.
      R"(CREATE TABLE blobs (
           digest TEXT PRIMARY KEY,
           bytes BIGINT NOT NULL,
           whole BIGINT NOT NULL,
           suspect_since BIGINT))",
      "CREATE INDEX blobs_suspect ON blobs (suspect_since) WHERE suspect_since IS NOT NULL"};
  if (dialect.is_postgresql) {
    statements.push_back(fmt::format(R"(CREATE TABLE blob_chunks (
           digest TEXT NOT NULL REFERENCES blobs (digest) ON DELETE CASCADE,
           n BIGINT NOT NULL,
           bytes {} NOT NULL,
           PRIMARY KEY (digest, n)))",
                                     dialect.bytes));
    // What is stored is compressed already, or small.
    statements.emplace_back("ALTER TABLE blob_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL");
  }
  return statements;
}

std::vector<std::string> job_tables() {
  return {
      // documents, waiting, done, failed, cancelled: how many of its documents there are in all and
      // in these states.
      R"(CREATE TABLE jobs (
           id TEXT PRIMARY KEY,
           owner TEXT NOT NULL,
           operator TEXT NOT NULL,
           request_id TEXT NOT NULL,
           webhook TEXT NOT NULL,
           idempotency_key TEXT,
           body TEXT NOT NULL,
           revision BIGINT NOT NULL,
           created_at BIGINT NOT NULL,
           finished_at BIGINT,
           documents BIGINT NOT NULL,
           waiting BIGINT NOT NULL,
           done BIGINT NOT NULL,
           failed BIGINT NOT NULL,
           cancelled BIGINT NOT NULL))",
      R"(CREATE UNIQUE INDEX jobs_idempotency ON jobs (owner, idempotency_key)
           WHERE idempotency_key IS NOT NULL)",
      "CREATE INDEX jobs_open ON jobs (owner, waiting) WHERE finished_at IS NULL",
      "CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL",
      // rank: the place in the queue; NULL once it has ended. due_at: not to be begun before then,
      // which for one that runs is the end of its lease and the pause after it.
      R"(CREATE TABLE documents (
           job TEXT NOT NULL REFERENCES jobs (id),
           n BIGINT NOT NULL,
           name TEXT NOT NULL,
           template TEXT NOT NULL,
           template_version BIGINT NOT NULL,
           format TEXT NOT NULL,
           options TEXT NOT NULL,
           input TEXT NOT NULL,
           state TEXT NOT NULL,
           rank BIGINT,
           due_at BIGINT NOT NULL,
           attempt BIGINT NOT NULL,
           token BIGINT NOT NULL,
           worker TEXT NOT NULL,
           result TEXT,
           bytes BIGINT,
           media_type TEXT,
           file_name TEXT,
           title TEXT,
           unit TEXT,
           date TEXT,
           pages BIGINT,
           problems BIGINT,
           errors TEXT NOT NULL,
           PRIMARY KEY (job, n)))",
      "CREATE INDEX documents_queue ON documents (rank) WHERE rank IS NOT NULL",
      "CREATE INDEX documents_input ON documents (input)",
      "CREATE INDEX documents_result ON documents (result) WHERE result IS NOT NULL",
      R"(CREATE TABLE deliveries (
           event TEXT PRIMARY KEY,
           job TEXT NOT NULL REFERENCES jobs (id),
           address TEXT NOT NULL,
           attempt BIGINT NOT NULL,
           token BIGINT NOT NULL,
           due_at BIGINT NOT NULL,
           reason TEXT NOT NULL))",
      "CREATE INDEX deliveries_due ON deliveries (due_at)",
      "CREATE INDEX deliveries_job ON deliveries (job)"};
}

std::vector<std::string> other_tables() {
  return {R"(CREATE TABLE api_keys (
               id TEXT PRIMARY KEY,
               name TEXT NOT NULL,
               secret TEXT NOT NULL,
               scopes TEXT NOT NULL,
               requests_per_minute BIGINT NOT NULL,
               concurrency BIGINT NOT NULL,
               created_at BIGINT NOT NULL,
               revoked_at BIGINT))",
          // seq: the order in which they came, without gaps.
          R"(CREATE TABLE templates (
               id TEXT NOT NULL,
               version BIGINT NOT NULL,
               seq BIGINT NOT NULL UNIQUE,
               xml TEXT NOT NULL,
               author TEXT NOT NULL,
               created_at BIGINT NOT NULL,
               PRIMARY KEY (id, version)))"};
}

std::vector<std::string> version_1(const Dialect& dialect) {
  std::vector<std::string> all = blob_tables(dialect);
  for (std::string& statement : job_tables()) all.push_back(std::move(statement));
  for (std::string& statement : other_tables()) all.push_back(std::move(statement));
  return all;
}

}  // namespace

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> steps{version_1};
  return steps;
}

}  // namespace tongbao::store

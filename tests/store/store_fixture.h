// Every test of a table runs on both stores.
#pragma once
#include <chrono>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "base/file.h"
#include "store/blob_store.h"
#include "store/database.h"
#include "store/job_store.h"

namespace tongbao::store {

using namespace std::chrono_literals;

constexpr std::size_t many = 100'000;  // documents that may wait
constexpr auto long_lease = 60s;
constexpr unsigned any_attempts = 1000;

enum class Kind { sqlite, postgresql };

// A fresh store, gone with the object.
class FreshStore {
 public:
  explicit FreshStore(Kind kind);
  ~FreshStore();
  FreshStore(const FreshStore&) = delete;
  FreshStore& operator=(const FreshStore&) = delete;

  [[nodiscard]] DatabaseSettings settings() const;
  // One more process, as far as the store can see.
  [[nodiscard]] std::shared_ptr<Database> open() const;
  // By the side of the program: what no call does. Rows as text.
  std::string run(const std::string& statement) const;
  [[nodiscard]] std::filesystem::path folder() const;

 private:
  Kind kind_;
  TemporaryFolder folder_;
  std::string url_;
};

class StoreTest : public ::testing::TestWithParam<Kind> {
 protected:
  StoreTest() : fresh(GetParam()), database(fresh.open()), jobs(database), blobs(database) {}

  // A job of `count` documents on an input that is in the store.
  [[nodiscard]] NewJob job_of(std::size_t count, const std::string& owner = "owner");
  std::string accept(std::size_t count, const std::string& owner = "owner");
  [[nodiscard]] std::optional<Claim> claim(std::chrono::milliseconds lease = long_lease);
  // Of a result that is in the store.
  [[nodiscard]] Made made(const std::string& bytes = "result");
  [[nodiscard]] Job find(const std::string& id);

  FreshStore fresh;
  std::shared_ptr<Database> database;
  JobStore jobs;
  BlobStore blobs;
};

[[nodiscard]] std::string code_of(const Diagnostics& errors);

}  // namespace tongbao::store

#define TONGBAO_ON_BOTH_STORES(Suite)                               \
  INSTANTIATE_TEST_SUITE_P(                                         \
      On, Suite, ::testing::Values(Kind::sqlite, Kind::postgresql), \
      [](const auto& tested) { return tested.param == Kind::sqlite ? "Sqlite" : "Postgresql"; })

// The durable store: SQLite in the data folder, or PostgreSQL for several machines. The only room
// that speaks SQL. Every table of this room (job_store.h, …) works on one Database.
//
// Every call may fail with store.unavailable: nothing was changed (unless the connection broke just
// in a commit: then all or nothing was), and a later try may succeed. Text that is not UTF-8 or has
// NUL in it is kept with U+FFFD in those places.
// Times are milliseconds since 1970, UTC, by the store's own clock, so that the machines' clocks
// need not agree.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"

namespace tongbao::store {

struct DatabaseSettings {
  std::string url;               // "": SQLite; postgresql://user:password@host:port/database
  std::filesystem::path folder;  // of data: made where absent, readable by its owner alone
  std::size_t sessions = 8;      // connections of this process, at most
  std::chrono::milliseconds patience{5000};  // for a connection, a lock, an answer
  bool make = true;  // false: neither folder nor store are made where they are absent
};

// Safe on any thread.
class Database {
 public:
  // Connects, and brings an older schema up to date (migrations.h). Errors: store.badAddress,
  // store.unavailable, store.newerSchema (it belongs to a later version of the program),
  // store.folder (the data folder cannot be used), store.absent (it is not to be made).
  [[nodiscard]] static Result<std::shared_ptr<Database>> open(const DatabaseSettings& settings);
  // Whether open() would find or make its store, without making anything: the data folder, or
  // where it would be made, can be written, and the store answers. Errors as above.
  [[nodiscard]] static Result<void> check(const DatabaseSettings& settings);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Whether the store answers now: a short question, within `patience`.
  [[nodiscard]] Result<void> probe() const;

  class Implementation;  // of this room
  [[nodiscard]] Implementation& implementation() const { return *implementation_; }

 private:
  explicit Database(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace tongbao::store

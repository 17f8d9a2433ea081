// A PostgreSQL server of the tests (tests/postgres.py).
#pragma once
#include <string>

#include "base/file.h"

namespace tongbao::store {

// One of this process alone, which may be hurt; gone with the object.
class PostgresServer {
 public:
  PostgresServer();  // throws std::runtime_error where it cannot be started
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  [[nodiscard]] const std::string& url() const { return url_; }
  void crash() const;    // every process of it, with SIGKILL
  void restart() const;  // at the same address
  void freeze() const;   // it is there and does not answer
  void thaw() const;

  // The one that CTest started for all tests, else one that ends with this process.
  [[nodiscard]] static const std::string& shared_url();

 private:
  void run(const std::string& action) const;

  TemporaryFolder folder_;
  std::string url_;
};

}  // namespace tongbao::store

// One connection to a store, and what the two stores say differently. Of this room only.
#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "store/sql.h"

namespace tongbao::store {

// Pieces of statements.
struct Dialect {
  bool is_postgresql = false;
  std::string now;             // milliseconds since 1970 by the store's clock
  std::string begin_write;     // a transaction that will write
  std::string begin_read;      // one that sees the same state throughout
  std::string for_update;      // after a SELECT: locks the rows
  std::string for_share;       // the same, for keeping them from being deleted
  std::string skip_locked;     // after for_update: passes over what others have locked
  std::string lock_schema;     // only one process migrates at a time
  std::string lock_templates;  // only one writes templates at a time
  std::string bytes;           // type of a column of bytes
};
[[nodiscard]] const Dialect& sqlite_dialect();
[[nodiscard]] const Dialect& postgresql_dialect();

// Used by one thread at a time. Throws SqlError.
class Session {
 public:
  virtual ~Session() = default;
  // One statement; its rows, if it has any.
  virtual Rows run(std::string_view statement, const Parameters& parameters = {}) = 0;
  // Whether it may be used again.
  [[nodiscard]] virtual bool is_sound() const = 0;
  [[nodiscard]] virtual const Dialect& dialect() const = 0;
};

// `file` is made where absent. `patience`: for locks.
[[nodiscard]] std::unique_ptr<Session> open_sqlite(const std::filesystem::path& file,
                                                   std::chrono::milliseconds patience);
// `patience`: for the connection, and for each answer.
[[nodiscard]] std::unique_ptr<Session> open_postgresql(const std::string& url,
                                                       std::chrono::milliseconds patience);
// Why `url` is no address of a PostgreSQL database; "": it is one. Does not connect.
[[nodiscard]] std::string flaw_of_postgresql_address(const std::string& url);

}  // namespace tongbao::store

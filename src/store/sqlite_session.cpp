#include <cerrno>
#include <filesystem>
#include <system_error>
#include <thread>

#include <Poco/Data/LOB.h>
#include <Poco/Data/RecordSet.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/Nullable.h>
#include <fcntl.h>
#include <fmt/format.h>

#include "base/file_descriptor.h"
#include "store/session.h"

namespace tongbao::store {

namespace {

namespace data = Poco::Data;

SqlError::Kind kind_of(const Poco::Exception& error) {
  namespace sqlite = Poco::Data::SQLite;
  if (dynamic_cast<const sqlite::DBLockedException*>(&error) != nullptr ||
      dynamic_cast<const sqlite::TableLockedException*>(&error) != nullptr) {
    return SqlError::Kind::busy;
  }
  if (dynamic_cast<const sqlite::DatabaseFullException*>(&error) != nullptr) {
    return SqlError::Kind::full;
  }
  return SqlError::Kind::other;
}

void bind(data::Statement& statement, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    statement.addBind(data::Keywords::bind(static_cast<Poco::Int64>(*number)));
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    statement.addBind(data::Keywords::bind(*text));
  } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
    statement.addBind(data::Keywords::bind(data::CLOB(bytes->value)));
  } else {
    statement.addBind(data::Keywords::bind(Poco::Nullable<std::string>()));
  }
}

Value value_at(const data::RecordSet& set, std::size_t column, std::size_t row) {
  const Poco::Dynamic::Var value = set.value(column, row);
  if (value.isEmpty()) return std::monostate();
  if (value.isInteger()) return static_cast<std::int64_t>(value.convert<Poco::Int64>());
  return value.convert<std::string>();
}

Rows rows_of(data::Statement& statement) {
  Rows rows;
  if (statement.columnsExtracted() == 0) return rows;
  const data::RecordSet set(statement);
  const std::size_t columns = set.columnCount();
  rows.reserve(set.rowCount());
  for (std::size_t row = 0; row < set.rowCount(); ++row) {
    std::vector<Value> values;
    values.reserve(columns);
    for (std::size_t column = 0; column < columns; ++column) {
      values.push_back(value_at(set, column, row));
    }
    rows.emplace_back(std::move(values));
  }
  return rows;
}

class SqliteSession final : public Session {
 public:
  explicit SqliteSession(data::Session session) : session_(std::move(session)) {}

  Rows run(std::string_view text, const Parameters& parameters) override {
    try {
      data::Statement statement(session_);
      statement << std::string(text);
      for (const Value& value : parameters.values()) bind(statement, value);
      statement.execute();
      return rows_of(statement);
    } catch (const Poco::Exception& error) {
      throw SqlError(kind_of(error), error.displayText());
    }
  }
  bool is_sound() const override { return true; }
  const Dialect& dialect() const override { return sqlite_dialect(); }

 private:
  data::Session session_;
};

// Readable by its owner alone; what SQLite makes beside it gets the same mode. A file that is there
// is not opened: closing it again would drop the locks that SQLite holds on it in this process
// (POSIX has one set a process), and another process, thinking itself alone, would take the WAL
// away.
void make_file(const std::filesystem::path& file) {
  const FileDescriptor made(::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (made.is_open() || errno == EEXIST) return;
  throw SqlError(SqlError::Kind::other, std::generic_category().message(errno));
}

// Turning to WAL needs the file alone for a moment and does not wait for it.
void turn_to_wal(Session& session, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  for (;;) {
    try {
      session.run("PRAGMA journal_mode = WAL");
      return;
    } catch (const SqlError& error) {
      if (error.kind() != SqlError::Kind::busy || std::chrono::steady_clock::now() > deadline) {
        throw;
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

}  // namespace

std::unique_ptr<Session> open_sqlite(const std::filesystem::path& file,
                                     std::chrono::milliseconds patience) {
  static const bool registered = [] {
    data::SQLite::Connector::registerConnector();
    return true;
  }();
  static_cast<void>(registered);
  make_file(file);
  try {
    std::unique_ptr<Session> session =
        std::make_unique<SqliteSession>(data::Session("SQLite", file.string()));
    session->run(fmt::format("PRAGMA busy_timeout = {}", patience.count()));
    turn_to_wal(*session, patience);
    // What was accepted outlives a power cut.
    session->run("PRAGMA synchronous = FULL");
    session->run("PRAGMA foreign_keys = ON");
    session->run("PRAGMA trusted_schema = OFF");
    return session;
  } catch (const Poco::Exception& error) {
    throw SqlError(SqlError::Kind::other, error.displayText());
  }
}

}  // namespace tongbao::store

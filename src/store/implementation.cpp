#include "store/implementation.h"

#include <system_error>
#include <thread>

#include "store/migrations.h"

namespace tongbao::store {

namespace {

constexpr int most_tries = 8;

constexpr auto file_name = "store.sqlite";

SessionPool::Open opener(const DatabaseSettings& settings) {
  if (settings.url.empty()) {
    return [file = settings.folder / file_name, patience = settings.patience] {
      return open_sqlite(file, patience);
    };
  }
  return
      [url = settings.url, patience = settings.patience] { return open_postgresql(url, patience); };
}

}  // namespace

class Database::Implementation::Turn {
 public:
  Turn(Implementation& of, bool is_needed) : of_(of), is_needed_(is_needed) {
    if (!is_needed_) return;
    std::unique_lock lock(of_.turn_);
    const auto deadline = std::chrono::steady_clock::now() + of_.settings_.patience;
    if (!of_.turn_is_over_.wait_until(lock, deadline, [this] { return !of_.turn_is_taken_; })) {
      throw SqlError(SqlError::Kind::timeout, "others are writing");
    }
    of_.turn_is_taken_ = true;
  }
  ~Turn() {
    if (!is_needed_) return;
    {
      const std::lock_guard lock(of_.turn_);
      of_.turn_is_taken_ = false;
    }
    of_.turn_is_over_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Implementation& of_;
  bool is_needed_;
};

Database::Implementation::Implementation(DatabaseSettings settings)
    : settings_(std::move(settings)),
      pool_(opener(settings_), settings_.sessions, settings_.patience) {}

const Dialect& Database::Implementation::dialect() const {
  return settings_.url.empty() ? sqlite_dialect() : postgresql_dialect();
}

void Database::Implementation::run(bool writes, const std::function<bool(Session&)>& work) {
  const Turn turn(*this, writes && !dialect().is_postgresql);
  SessionPool::Lease lease = pool_.take();
  Session& session = lease.session();
  try {
    session.run(writes ? dialect().begin_write : dialect().begin_read);
    session.run(work(session) ? "COMMIT" : "ROLLBACK");
  } catch (...) {
    try {
      session.run("ROLLBACK");
    } catch (const SqlError&) {
      lease.spoil();
    }
    throw;
  }
}

// Whether another try makes sense. Who has waited in vain does not wait again.
bool Database::Implementation::is_worth_a_try(const SqlError& error, int tries,
                                              std::chrono::steady_clock::time_point begun) {
  if (std::chrono::steady_clock::now() - begun >= settings_.patience) return false;
  if (error.kind() == SqlError::Kind::busy) return tries < most_tries;
  if (error.kind() != SqlError::Kind::lost || tries > 1) return false;
  pool_.drop_idle();  // the store was restarted: the next session is a new one
  return true;
}

std::optional<Diagnostic> Database::Implementation::attempt(
    bool writes, const std::function<bool(Session&)>& work) {
  const auto begun = std::chrono::steady_clock::now();
  for (int tries = 1;; ++tries) {
    try {
      run(writes, work);
      return std::nullopt;
    } catch (const SqlError& error) {
      if (!is_worth_a_try(error, tries, begun)) return error_of(error);
      std::this_thread::sleep_for(std::chrono::milliseconds(tries * tries));
    }
  }
}

template <class T>
Result<T> Database::Implementation::try_with(const std::function<T(Session&)>& question) {
  const auto begun = std::chrono::steady_clock::now();
  for (int tries = 1;; ++tries) {
    try {
      const SessionPool::Lease lease = pool_.take();
      return question(lease.session());
    } catch (const SqlError& error) {
      if (!is_worth_a_try(error, tries, begun)) return failure(error_of(error));
    }
  }
}

Result<Rows> Database::Implementation::ask(const std::string& statement,
                                           const Parameters& parameters) {
  return try_with<Rows>([&](Session& session) { return session.run(statement, parameters); });
}

Result<void> Database::Implementation::bring_up_to_date() {
  const auto version = try_with<std::size_t>([](Session& session) {
    migrate(session, migrations());
    return migrations().size();
  });
  if (!version) return failure(version.error());
  return {};
}

Result<std::size_t> Database::Implementation::schema_version() {
  return try_with<std::size_t>(
      [](Session& session) { return store::schema_version(session, migrations()); });
}

bool Database::Implementation::has_file() const {
  std::error_code ignored;
  return !settings_.url.empty() || std::filesystem::exists(settings_.folder / file_name, ignored);
}

}  // namespace tongbao::store

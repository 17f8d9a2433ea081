// What the tables of this room work with: transactions on sessions. Of this room only.
#pragma once
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include "store/database.h"
#include "store/errors.h"
#include "store/session_pool.h"

namespace tongbao::store {

// Safe on any thread.
class Database::Implementation {
 public:
  explicit Implementation(DatabaseSettings settings);

  // Runs `work` in a transaction that is committed where it gives a value and rolled back where it
  // gives errors. Runs it anew where others were in the way or the session was lost, so `work`
  // must be fit for that, also after a commit whose answer was lost.
  template <class T>
  [[nodiscard]] Result<T> write(const std::function<Result<T>(Session&)>& work) {
    return transaction<T>(true, work);
  }
  // The same, for what only reads: all of it sees the same state.
  template <class T>
  [[nodiscard]] Result<T> read(const std::function<Result<T>(Session&)>& work) {
    return transaction<T>(false, work);
  }
  // A single statement that only reads.
  [[nodiscard]] Result<Rows> ask(const std::string& statement, const Parameters& parameters = {});

  // The schema (migrations.h).
  [[nodiscard]] Result<void> bring_up_to_date();
  [[nodiscard]] Result<std::size_t> schema_version();  // 0: none; without a change
  // Whether there is a file of SQLite's, which would otherwise be made; true with PostgreSQL.
  [[nodiscard]] bool has_file() const;

  [[nodiscard]] const Dialect& dialect() const;
  [[nodiscard]] const DatabaseSettings& settings() const { return settings_; }

 private:
  // Runs `question` on a session, anew where that makes sense.
  template <class T>
  [[nodiscard]] Result<T> try_with(const std::function<T(Session&)>& question);
  // `work` says whether to commit. Throws SqlError.
  void run(bool writes, const std::function<bool(Session&)>& work);
  [[nodiscard]] std::optional<Diagnostic> attempt(bool writes,
                                                  const std::function<bool(Session&)>& work);
  [[nodiscard]] bool is_worth_a_try(const SqlError& error, int tries,
                                    std::chrono::steady_clock::time_point begun);

  template <class T>
  [[nodiscard]] Result<T> transaction(bool writes, const std::function<Result<T>(Session&)>& work) {
    std::optional<Result<T>> result;
    const auto error = attempt(writes, [&](Session& session) {
      result = work(session);
      return result->has_value();
    });
    if (error) return failure(*error);
    return std::move(*result);
  }

  const DatabaseSettings settings_;
  SessionPool pool_;
  // SQLite has one writer at a time, and who waits inside it sleeps in steps: the threads of this
  // process take turns before they get there.
  std::mutex turn_;
  std::condition_variable turn_is_over_;
  bool turn_is_taken_ = false;
  class Turn;
};

}  // namespace tongbao::store

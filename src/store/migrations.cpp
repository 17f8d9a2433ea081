#include "store/migrations.h"

#include <fmt/format.h>

namespace tongbao::store {

namespace {

bool has_version_table(Session& session) {
  // to_regclass() would answer out of a cache that does not know yet what another just committed.
  const char* question =
      session.dialect().is_postgresql
          ? "SELECT 1 FROM pg_class WHERE relname = 'schema_version' AND pg_table_is_visible(oid)"
          : "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'";
  return !session.run(question).empty();
}

std::size_t version_of(Session& session) {
  if (!has_version_table(session)) return 0;
  return session.run("SELECT version FROM schema_version").at(0).number<std::size_t>(0);
}

void apply(Session& session, const Migration& step, std::size_t version) {
  if (version == 1) {
    session.run("CREATE TABLE schema_version (version BIGINT NOT NULL)");
    session.run("INSERT INTO schema_version (version) VALUES (0)");
  }
  for (const std::string& statement : step(session.dialect())) session.run(statement);
  session.run("UPDATE schema_version SET version = ?", Parameters(version));
}

// One step, unless another process was faster. True: there may be more to do.
bool step_on(Session& session, const std::vector<Migration>& steps) {
  session.run(session.dialect().begin_write);
  try {
    if (!session.dialect().lock_schema.empty()) session.run(session.dialect().lock_schema);
    const std::size_t version = schema_version(session, steps);
    if (version < steps.size()) apply(session, steps[version], version + 1);
    session.run("COMMIT");
    return version + 1 < steps.size();
  } catch (...) {
    try {
      session.run("ROLLBACK");
    } catch (const SqlError&) {  // NOLINT(bugprone-empty-catch): the first error says what happened
    }
    throw;
  }
}

}  // namespace

// What is newer was made by a program that knows more: nothing in it is safe to touch.
std::size_t schema_version(Session& session, const std::vector<Migration>& steps) {
  const std::size_t version = version_of(session);
  if (version > steps.size()) {
    throw SqlError(SqlError::Kind::newer, fmt::format("{} > {}", version, steps.size()));
  }
  return version;
}

void migrate(Session& session, const std::vector<Migration>& steps) {
  if (schema_version(session, steps) == steps.size()) return;
  while (step_on(session, steps)) {
  }
}

}  // namespace tongbao::store

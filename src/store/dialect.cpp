#include "store/session.h"

namespace tongbao::store {

const Dialect& sqlite_dialect() {
  static const Dialect dialect{
      .is_postgresql = false,
      // 2440587.5 is the Julian day of 1970-01-01; SQLite keeps it in whole milliseconds.
      .now = "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS BIGINT)",
      .begin_write = "BEGIN IMMEDIATE",
      .begin_read = "BEGIN",
      // A transaction that writes is alone.
      .for_update = "",
      .for_share = "",
      .skip_locked = "",
      .lock_schema = "",
      .lock_templates = "",
      .bytes = "BLOB"};
  return dialect;
}

const Dialect& postgresql_dialect() {
  static const Dialect dialect{
      .is_postgresql = true,
      .now = "CAST(ROUND(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS BIGINT)",
      .begin_write = "BEGIN",
      .begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
      .for_update = " FOR UPDATE",
      .for_share = " FOR KEY SHARE",
      .skip_locked = " SKIP LOCKED",
      .lock_schema = "SELECT pg_advisory_xact_lock(7205759403792793600 + 6)",
      .lock_templates = "LOCK TABLE templates IN SHARE ROW EXCLUSIVE MODE",
      .bytes = "BYTEA"};
  return dialect;
}

}  // namespace tongbao::store

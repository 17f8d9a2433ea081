// Brings the schema of a store up to date, one version after the other. Of this room only.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "store/session.h"

namespace tongbao::store {

// From one version to the next: statements, in one transaction.
using Migration = std::function<std::vector<std::string>(const Dialect&)>;

// The first makes version 1 from nothing. What was published is never changed: a change of the
// schema is one more migration.
[[nodiscard]] const std::vector<Migration>& migrations();

// Safe where several processes start at once. Throws SqlError, also where the schema is newer than
// `steps`.
void migrate(Session& session, const std::vector<Migration>& steps);

// 0: there is none. Throws as above, without a change.
[[nodiscard]] std::size_t schema_version(Session& session, const std::vector<Migration>& steps);

}  // namespace tongbao::store

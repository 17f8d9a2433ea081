// The store of a service.
#pragma once
#include <memory>

#include "base/result.h"
#include "cli/command.h"
#include "store/database.h"

namespace tongbao::cli {

// Errors as store::Database::open has them. `make`: where it is absent.
[[nodiscard]] Result<std::shared_ptr<store::Database>> open_database(const StoreSettings& settings,
                                                                     bool make = true);

// As store::Database::check.
[[nodiscard]] Result<void> check_database(const StoreSettings& settings);

}  // namespace tongbao::cli

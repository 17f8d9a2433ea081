#include "cli/full/open_store.h"

namespace tongbao::cli {

Result<std::shared_ptr<store::Database>> open_database(const StoreSettings& settings, bool make) {
  return store::Database::open({.url = settings.url, .folder = settings.data, .make = make});
}

Result<void> check_database(const StoreSettings& settings) {
  return store::Database::check({.url = settings.url, .folder = settings.data});
}

}  // namespace tongbao::cli

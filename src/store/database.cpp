#include "store/database.h"

#include <system_error>

#include <unistd.h>

#include "store/data_folder.h"
#include "store/implementation.h"
#include "store/migrations.h"

namespace tongbao::store {

namespace {

Diagnostic bad_address(std::string_view flaw) {
  // The address itself may hold a password.
  return store_error(
      "store.badAddress", say("数据存储地址有误：{}", "the store's address is no good: {}", flaw),
      say("形式为 postgresql://用户:密码@主机:端口/库名；留空则用数据目录中的 SQLite",
          "it has the form postgresql://user:password@host:port/database; empty: SQLite in the "
          "data folder"));
}

std::optional<Diagnostic> address_error(const std::string& url) {
  if (url.empty()) return std::nullopt;
  if (!url.starts_with("postgresql://") && !url.starts_with("postgres://")) {
    return bad_address("postgresql://");
  }
  const std::string flaw = flaw_of_postgresql_address(url);
  if (flaw.empty()) return std::nullopt;
  return bad_address(flaw);
}

Diagnostic absent(const DatabaseSettings& settings) {
  Diagnostic error =
      store_error("store.absent", say("这里没有数据存储", "there is no store"),
                  say("请核对 --data 与 --store", "look whether --data and --store are meant"));
  if (settings.url.empty()) error.where.file = settings.folder.string();
  return error;
}

// Before anything is made.
Result<void> require_store(Database::Implementation& implementation) {
  if (!implementation.has_file()) return failure(absent(implementation.settings()));
  const auto version = implementation.schema_version();
  if (!version) return failure(version.error());
  if (*version == 0) return failure(absent(implementation.settings()));
  return {};
}

}  // namespace

Database::Database(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}

Database::~Database() = default;

Result<std::shared_ptr<Database>> Database::open(const DatabaseSettings& settings) {
  if (const auto error = address_error(settings.url)) return failure(*error);
  auto implementation = std::make_unique<Implementation>(settings);
  if (!settings.make) {
    if (auto found = require_store(*implementation); !found) return failure(found.error());
  } else if (const std::error_code error = make_data_folder(settings.folder)) {
    return failure(folder_error(settings.folder, error.message()));
  }
  if (const auto migrated = implementation->bring_up_to_date(); !migrated) {
    return failure(migrated.error());
  }
  return std::shared_ptr<Database>(new Database(std::move(implementation)));
}

Result<void> Database::check(const DatabaseSettings& settings) {
  if (const auto error = address_error(settings.url)) return failure(*error);
  if (const std::error_code error = try_data_folder(settings.folder)) {
    return failure(folder_error(settings.folder, error.message()));
  }
  Implementation implementation(settings);
  if (!implementation.has_file()) return {};
  const auto version = implementation.schema_version();
  if (!version) return failure(version.error());
  return {};
}

Result<void> Database::probe() const {
  const auto answer = implementation_->ask("SELECT 1");
  if (!answer) return failure(answer.error());
  return {};
}

}  // namespace tongbao::store

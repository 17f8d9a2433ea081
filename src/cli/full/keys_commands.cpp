#include <chrono>
#include <ostream>
#include <utility>

#include <nlohmann/json.hpp>

#include "access/gate.h"
#include "base/timestamp.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/full/open_store.h"
#include "cli/table.h"
#include "store/key_store.h"

namespace tongbao::cli {

namespace {

Result<store::KeyStore> open_keys(const StoreSettings& settings, bool make) {
  return open_database(settings, make).map([](std::shared_ptr<store::Database> database) {
    return store::KeyStore(std::move(database));
  });
}

std::string limit_text(std::uint32_t limit) {
  return limit == 0 ? "-" : std::to_string(limit);
}

std::string table_of(const std::vector<store::StoredKey>& keys, Language language) {
  const auto word = [&](const char* zh, const char* en) {
    return std::string(language == Language::zh ? zh : en);
  };
  std::vector<std::vector<std::string>> rows = {
      {word("编号", "id"), word("名称", "name"), word("权限", "scopes"), word("每分钟", "a minute"),
       word("同时", "at once"), word("建于", "made"), word("撤销于", "revoked")}};
  for (const store::StoredKey& key : keys) {
    rows.push_back({key.id, key.name, key.scopes, limit_text(key.requests_per_minute),
                    limit_text(key.concurrency), rfc3339(key.created_at),
                    key.revoked_at ? rfc3339(*key.revoked_at) : "-"});
  }
  return table(rows);
}

std::string json_of(const std::vector<store::StoredKey>& keys) {
  auto list = nlohmann::ordered_json::array();
  for (const store::StoredKey& key : keys) {
    nlohmann::ordered_json entry;
    entry["id"] = key.id;
    entry["name"] = key.name;
    entry["scopes"] = key.scopes;
    entry["requestsPerMinute"] = key.requests_per_minute;
    entry["concurrency"] = key.concurrency;
    entry["createdAt"] = rfc3339(key.created_at);
    entry["revokedAt"] =
        key.revoked_at ? nlohmann::ordered_json(rfc3339(*key.revoked_at)) : nullptr;
    list.push_back(std::move(entry));
  }
  return list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace

int execute(const CreateKey& command, Console& console) {
  auto keys = open_keys(command.store, true);
  if (!keys) return fail(keys.error(), {}, console);
  const access::NewKey key = access::make_key(command.name, command.scopes,
                                              command.requests_per_minute, command.concurrency);
  // Shown first: a key that nobody saw would stay in the store.
  const int shown = deliver("-", key.text + '\n', console);
  if (shown != exit_done) return shown;
  const auto added = keys->add(key.stored);
  if (!added) {
    console.err << say("密钥{}未建成，上面显示的无效\n",
                       "the key {} was not made: what is shown above opens nothing\n",
                       key.stored.id)
                       .in(console.language);
    return fail(added.error(), {}, console);
  }
  console.err << say("密钥{}（{}）已建，只显示这一次\n",
                     "made the key {} ({}); it is shown this once\n", key.stored.id,
                     key.stored.scopes)
                     .in(console.language);
  return exit_done;
}

int execute(const ListKeys& command, Console& console) {
  const auto keys = open_keys(command.store, false);
  if (!keys) return fail(keys.error(), {}, console);
  const auto all = keys->all();
  if (!all) return fail(all.error(), {}, console);
  return deliver("-", command.json ? json_of(*all) : table_of(*all, console.language), console);
}

int execute(const RevokeKey& command, Console& console) {
  auto keys = open_keys(command.store, false);
  if (!keys) return fail(keys.error(), {}, console);
  const auto revoked = keys->revoke(command.id);
  if (!revoked) return fail(revoked.error(), {}, console);
  if (!*revoked) {
    return fail({{.code = "access.unknownKey",
                  .where = {},
                  .message = say("没有有效的密钥{}", "there is no active key {}", command.id),
                  .hint = say("见 {}", "see {}", "tongbao keys list")}},
                {}, console);
  }
  console.err << say("密钥{}已撤销，两秒内在各处生效\n",
                     "revoked the key {}; servers know within two seconds\n", command.id)
                     .in(console.language);
  return exit_done;
}

}  // namespace tongbao::cli

#include "store/template_store.h"

#include "store/implementation.h"

namespace tongbao::store {

namespace {

constexpr std::uint64_t most_versions = 10'000;

StoredTemplate template_of(const Row& row) {
  return {.id = row.text(0),
          .version = row.number<unsigned>(1),
          .xml = row.text(2),
          .author = row.text(3),
          .created_at = row.integer(4)};
}

std::uint64_t count_of(Session& session) {
  return session.run("SELECT COALESCE(MAX(seq), 0) FROM templates").at(0).number<std::uint64_t>(0);
}

Diagnostic too_many_versions(const std::string& id) {
  return store_error("store.tooManyVersions",
                     say("模板“{}”的版本已达{}个的上限",
                         "the template “{}” has {} versions already", id, most_versions),
                     say("改用新的模板编号", "use another template id"));
}

}  // namespace

TemplateStore::TemplateStore(std::shared_ptr<Database> database) : database_(std::move(database)) {}

Result<TemplateStore::Added> TemplateStore::add(const std::string& id, const std::string& xml,
                                                const std::string& author) {
  return database_->implementation().write<Added>([&](Session& session) -> Result<Added> {
    const Dialect& dialect = session.dialect();
    if (!dialect.lock_templates.empty()) session.run(dialect.lock_templates);
    const Rows last =
        session.run("SELECT version, xml FROM templates WHERE id = ? ORDER BY version DESC LIMIT 1",
                    Parameters(id));
    const unsigned version = last.empty() ? 0 : last.front().number<unsigned>(0);
    if (!last.empty() && last.front().text(1) == xml) return Added{version, false};
    if (version >= most_versions) return failure(too_many_versions(id));
    session.run(
        "INSERT INTO templates (id, version, seq, xml, author, created_at) "
        "VALUES (?, ?, ?, ?, ?, " +
            dialect.now + ")",
        Parameters(id, version + 1, count_of(session) + 1, xml, author));
    return Added{version + 1, true};
  });
}

Result<std::uint64_t> TemplateStore::count() const {
  return database_->implementation().read<std::uint64_t>(
      [](Session& session) -> Result<std::uint64_t> { return count_of(session); });
}

Result<std::vector<StoredTemplate>> TemplateStore::added_since(std::uint64_t known) const {
  const auto rows = database_->implementation().ask(
      "SELECT id, version, xml, author, created_at FROM templates WHERE seq > ? ORDER BY seq",
      Parameters(known));
  if (!rows) return failure(rows.error());
  std::vector<StoredTemplate> templates;
  templates.reserve(rows->size());
  for (const Row& row : *rows) templates.push_back(template_of(row));
  return templates;
}

}  // namespace tongbao::store

// Templates that were put over HTTP: versions from 1 on, each immutable. Version 0 is the file of
// the installation.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace tongbao::store {

struct StoredTemplate {
  std::string id;
  unsigned version = 0;
  std::string xml;
  std::string author;  // id of the API key; "": none was asked for
  std::int64_t created_at = 0;
};

// Safe on any thread.
class TemplateStore {
 public:
  explicit TemplateStore(std::shared_ptr<Database> database);

  struct Added {
    unsigned version = 0;
    bool is_new = true;
  };
  // The new version: one more than the last of `id`. The same text as that last one is no new
  // version: it is given as it is. Error also: store.tooManyVersions (10,000).
  [[nodiscard]] Result<Added> add(const std::string& id, const std::string& xml,
                                  const std::string& author);
  // How many there are in all; it only grows, so another number means something new.
  [[nodiscard]] Result<std::uint64_t> count() const;
  // Those beyond the first `known` that were ever added, in the order in which they came.
  [[nodiscard]] Result<std::vector<StoredTemplate>> added_since(std::uint64_t known) const;

 private:
  std::shared_ptr<Database> database_;
};

}  // namespace tongbao::store

// The templates of the store beside those of the installation: put here or on another node, and
// taken into the catalogue while the program runs.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"
#include "render/catalogue.h"
#include "store/template_store.h"

namespace tongbao::jobs {

// Safe on any thread.
class StoredTemplates {
 public:
  // `say` hears of versions that this program cannot read.
  StoredTemplates(std::shared_ptr<store::Database> database,
                  std::shared_ptr<render::Catalogue> catalogue,
                  std::function<void(const Diagnostics&)> say);

  // Takes in what other nodes put, at most once a second. Where the store is away, what is known
  // goes on being used.
  void refresh();
  // At once, where that version is not known.
  void refresh(std::string_view id, unsigned version);

  // Checks and keeps a new version of `id`, and uses it from now on. Errors: those of
  // Catalogue::check_further(), and the store's.
  [[nodiscard]] Result<store::TemplateStore::Added> put(const std::string& id,
                                                        const std::string& xml,
                                                        const std::string& author);

 private:
  void look();  // requires mutex_

  store::TemplateStore store_;
  std::shared_ptr<render::Catalogue> catalogue_;
  std::function<void(const Diagnostics&)> say_;
  std::mutex mutex_;  // over the rest
  std::uint64_t known_ = 0;
  std::chrono::steady_clock::time_point looked_;
};

}  // namespace tongbao::jobs

#include "jobs/stored_templates.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tongbao::jobs {
namespace {

constexpr std::chrono::seconds between_looks{1};

}  // namespace

StoredTemplates::StoredTemplates(std::shared_ptr<store::Database> database,
                                 std::shared_ptr<render::Catalogue> catalogue,
                                 std::function<void(const Diagnostics&)> say)
    : store_(std::move(database)), catalogue_(std::move(catalogue)), say_(std::move(say)) {
  const std::lock_guard lock(mutex_);
  look();
}

void StoredTemplates::refresh() {
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock) return;  // another does
  if (std::chrono::steady_clock::now() - looked_ >= between_looks) look();
}

void StoredTemplates::refresh(std::string_view id, unsigned version) {
  const std::vector<unsigned> known = catalogue_->versions_of(id);
  if (std::find(known.begin(), known.end(), version) != known.end()) return;
  const std::lock_guard lock(mutex_);
  look();
}

void StoredTemplates::look() {
  looked_ = std::chrono::steady_clock::now();
  const auto count = store_.count();
  if (!count || *count == known_) return;
  auto added = store_.added_since(known_);
  if (!added) return;
  std::vector<render::Catalogue::StoredVersion> versions;
  versions.reserve(added->size());
  for (store::StoredTemplate& each : *added) {
    versions.push_back({std::move(each.id), each.version, std::move(each.xml)});
  }
  known_ += versions.size();
  const Diagnostics skipped = catalogue_->adopt(versions);
  if (!skipped.empty() && say_) say_(skipped);
}

Result<store::TemplateStore::Added> StoredTemplates::put(const std::string& id,
                                                         const std::string& xml,
                                                         const std::string& author) {
  if (auto checked = catalogue_->check_further(id, xml); !checked) {
    return failure(std::move(checked.error()));
  }
  auto added = store_.add(id, xml, author);
  if (!added) return failure(std::move(added.error()));
  const std::lock_guard lock(mutex_);
  look();
  return *added;
}

}  // namespace tongbao::jobs

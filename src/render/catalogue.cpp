#include <algorithm>
#include <system_error>

#include <fmt/ranges.h>

#include "base/file.h"
#include "render/renderer.h"

namespace tongbao::render {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t template_bytes_limit = std::size_t{4} << 20;

Diagnostic folder_unreadable(const fs::path& folder, const std::error_code& error) {
  return {.code = "render.templatesUnreadable",
          .where = {.pointer = {}, .file = folder.string()},
          .message = say("无法读取模板文件夹：{}", "the templates' folder cannot be read: {}",
                         error.message()),
          .hint = {}};
}

Result<std::vector<fs::path>> template_files(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() == ".xml") files.push_back(entry->path());
  }
  if (error) return failure(folder_unreadable(folder, error));
  std::sort(files.begin(), files.end());
  return files;
}

// Errors name the file without its folder: they travel to callers over the network.
Result<tmpl::Template> load_template(const fs::path& file) {
  const std::string file_name = file.filename().string();
  const auto xml = read_file(file, template_bytes_limit);
  if (!xml) return failure(xml.error());
  return tmpl::Template::parse(*xml, file_name);
}

bool id_less(const tmpl::Template& tmpl, std::string_view id) {
  return tmpl.id() < id;
}

}  // namespace

Result<std::shared_ptr<const Catalogue>> Catalogue::load(const fs::path& folder) {
  const auto files = template_files(folder);
  if (!files) return failure(files.error());
  auto catalogue = std::make_shared<Catalogue>();
  Diagnostics errors;
  for (const fs::path& file : *files) {
    auto loaded = load_template(file);
    if (loaded) {
      catalogue->templates_.push_back(std::move(*loaded));
    } else {
      errors.insert(errors.end(), loaded.error().begin(), loaded.error().end());
    }
  }
  if (!errors.empty()) return failure(std::move(errors));
  std::sort(catalogue->templates_.begin(), catalogue->templates_.end(),
            [](const auto& a, const auto& b) { return a.id() < b.id(); });
  return catalogue;
}

const tmpl::Template* Catalogue::find(std::string_view id) const {
  const auto place = std::lower_bound(templates_.begin(), templates_.end(), id, id_less);
  return place != templates_.end() && place->id() == id ? &*place : nullptr;
}

Result<const tmpl::Template*> Catalogue::require(std::string_view id) const {
  const tmpl::Template* found = find(id);
  if (found != nullptr) return found;
  const std::string known = fmt::format("{}", fmt::join(ids(), ", "));
  return failure(Diagnostic{.code = "render.unknownTemplate",
                            .where = {},
                            .message = say("没有模板“{}”", "there is no template \"{}\"", id),
                            .hint = say("现有：{}", "there are: {}", known)});
}

std::vector<std::string> Catalogue::ids() const {
  std::vector<std::string> ids;
  ids.reserve(templates_.size());
  for (const tmpl::Template& tmpl : templates_) ids.push_back(tmpl.id());
  return ids;
}

}  // namespace tongbao::render

#include "render/catalogue.h"

#include <algorithm>
#include <mutex>
#include <system_error>

#include <fmt/ranges.h>

#include "base/file.h"

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

constexpr std::size_t longest_id = 64;

bool is_id(std::string_view id) {
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  return !id.empty() && id.size() <= longest_id && std::all_of(id.begin(), id.end(), is_allowed);
}

Result<tmpl::Template> parse_stored(const std::string& id, std::string_view xml) {
  return tmpl::Template::parse(xml, id + ".xml");
}

Diagnostic bad_id() {
  return {.code = "render.badTemplateId",
          .where = {},
          .message = say("模板编号不合要求", "this is no id for a template"),
          .hint = say("1至{}个字母、数字、“-”或“_”", "1 to {} letters, digits, \"-\" or \"_\"",
                      longest_id)};
}

Diagnostic skipped(const Catalogue::StoredVersion& version, const Diagnostic& reason) {
  return {.code = "render.templateSkipped",
          .severity = Severity::warning,
          .where = reason.where,
          .message = say("模板“{}”的第{}版无法由本程序读取，已略过",
                         "version {1} of template \"{0}\" cannot be read by this program and is "
                         "left out",
                         version.id, version.version),
          .hint = reason.message};
}

Diagnostic unknown_template(std::string_view id, const std::vector<std::string>& known) {
  const std::string names = fmt::format("{}", fmt::join(known, ", "));
  return {.code = "render.unknownTemplate",
          .where = {},
          .message = say("没有模板“{}”", "there is no template \"{}\"", id),
          .hint = say("现有：{}", "there are: {}", names)};
}

Diagnostic unknown_version(std::string_view id, unsigned version,
                           const std::vector<unsigned>& known) {
  // Of many the latest: who asks mistook one of them.
  constexpr std::ptrdiff_t most_named = 20;
  const auto count = static_cast<std::ptrdiff_t>(known.size());
  const auto first = known.end() - std::min(count, most_named);
  const std::string numbers = (first == known.begin() ? "" : "…, ") +
                              fmt::format("{}", fmt::join(first, known.end(), ", "));
  return {.code = "render.unknownVersion",
          .where = {},
          .message = say("模板“{}”没有第{}版", "template \"{}\" has no version {}", id, version),
          .hint = say("现有：{}", "there are: {}", numbers)};
}

}  // namespace

Result<std::shared_ptr<Catalogue>> Catalogue::load(const fs::path& folder) {
  const auto files = template_files(folder);
  if (!files) return failure(files.error());
  auto catalogue = std::make_shared<Catalogue>();
  Diagnostics errors;
  for (const fs::path& file : *files) {
    auto loaded = load_template(file);
    if (loaded) {
      const std::string id = loaded->id();
      catalogue->templates_[id].emplace(0, std::move(*loaded));
    } else {
      errors.insert(errors.end(), loaded.error().begin(), loaded.error().end());
    }
  }
  if (!errors.empty()) return failure(std::move(errors));
  return catalogue;
}

Result<std::shared_ptr<Catalogue>> Catalogue::load_one(const fs::path& folder,
                                                       const std::string& id) {
  const fs::path file = folder / (id + ".xml");
  std::error_code ignored;
  if (!is_id(id) || !fs::is_regular_file(file, ignored)) return load(folder);
  auto loaded = load_template(file);
  if (!loaded) return failure(loaded.error());
  auto catalogue = std::make_shared<Catalogue>();
  catalogue->templates_[id].emplace(0, std::move(*loaded));
  return catalogue;
}

Result<void> Catalogue::check(const std::string& id, std::string_view xml) {
  if (!is_id(id)) return failure(bad_id());
  const auto parsed = parse_stored(id, xml);
  if (!parsed) return failure(parsed.error());
  return {};
}

Result<void> Catalogue::check_further(const std::string& id, std::string_view xml) const {
  if (auto checked = check(id, xml); !checked) return checked;
  const tmpl::Template* const latest = find(id);
  if (latest == nullptr || latest->kind() == parse_stored(id, xml)->kind()) return {};
  return failure(
      {.code = "render.kindChanged",
       .where = {},
       .message = say("模板“{}”的种类不能改变", "the kind of template \"{}\" cannot change", id),
       .hint = say("请换一个编号", "give it another id")});
}

Diagnostics Catalogue::adopt(const std::vector<StoredVersion>& versions) {
  Diagnostics warnings;
  for (const StoredVersion& version : versions) {
    if (has(version)) continue;
    auto parsed = parse_stored(version.id, version.xml);
    if (!parsed) {
      warnings.push_back(skipped(version, parsed.error().front()));
      continue;
    }
    const std::unique_lock lock(mutex_);
    templates_[version.id].emplace(version.version, std::move(*parsed));
  }
  return warnings;
}

bool Catalogue::has(const StoredVersion& version) const {
  const std::shared_lock lock(mutex_);
  const auto place = templates_.find(version.id);
  return place != templates_.end() && place->second.contains(version.version);
}

const tmpl::Template* Catalogue::find(std::string_view id) const {
  const std::shared_lock lock(mutex_);
  const auto place = templates_.find(id);
  return place == templates_.end() ? nullptr : &place->second.rbegin()->second;
}

Result<const tmpl::Template*> Catalogue::require(std::string_view id) const {
  const tmpl::Template* found = find(id);
  if (found == nullptr) return failure(unknown_template(id, ids()));
  return found;
}

Result<Catalogue::Found> Catalogue::require(std::string_view id,
                                            std::optional<unsigned> version) const {
  {
    const std::shared_lock lock(mutex_);
    const auto place = templates_.find(id);
    if (place != templates_.end()) {
      const Versions& versions = place->second;
      const auto found = version ? versions.find(*version) : std::prev(versions.end());
      if (found != versions.end()) return Found{&found->second, found->first};
    }
  }
  const std::vector<unsigned> known = versions_of(id);
  if (known.empty()) return failure(unknown_template(id, ids()));
  return failure(unknown_version(id, version.value_or(0), known));
}

std::vector<std::string> Catalogue::ids() const {
  const std::shared_lock lock(mutex_);
  std::vector<std::string> ids;
  ids.reserve(templates_.size());
  for (const auto& [id, versions] : templates_) ids.push_back(id);
  return ids;
}

std::vector<unsigned> Catalogue::versions_of(std::string_view id) const {
  const std::shared_lock lock(mutex_);
  std::vector<unsigned> numbers;
  const auto place = templates_.find(id);
  if (place == templates_.end()) return numbers;
  numbers.reserve(place->second.size());
  for (const auto& [number, tmpl] : place->second) numbers.push_back(number);
  return numbers;
}

}  // namespace tongbao::render

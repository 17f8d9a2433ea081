#include "cli/installation.h"

#include <system_error>

namespace tongbao::cli {

namespace {

namespace fs = std::filesystem;

bool holds_data(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_directory(folder / "templates", ignored) &&
         fs::is_regular_file(folder / "fonts" / "fonts.json", ignored);
}

Result<fs::path> folder_of(const fs::path& given, const char* name, const char* option) {
  if (!given.empty()) return given;
  const fs::path data = find_data_folder(executable_folder());
  if (!data.empty()) return data / name;
  return failure(
      Diagnostic{.code = "cli.noInstallation",
                 .where = {},
                 .message = say("找不到 {} 文件夹", "the folder {} is nowhere to be found", name),
                 .hint = say("请用 {} 指明", "name it with {}", option)});
}

Result<std::shared_ptr<render::Catalogue>> open_template(const Folders& folders,
                                                         const std::string& id) {
  return templates_folder(folders).and_then(
      [&](const fs::path& folder) { return render::Catalogue::load_one(folder, id); });
}

}  // namespace

fs::path executable_folder() {
  std::error_code error;
  const fs::path executable = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path() : executable.parent_path();
}

fs::path find_data_folder(const fs::path& start) {
  for (fs::path folder = start; !folder.empty(); folder = folder.parent_path()) {
    if (holds_data(folder)) return folder;
    if (holds_data(folder / "share" / "tongbao")) return folder / "share" / "tongbao";
    if (folder == folder.root_path()) break;
  }
  return {};
}

Result<fs::path> templates_folder(const Folders& folders) {
  return folder_of(folders.templates, "templates", "--templates");
}

Result<fs::path> fonts_folder(const Folders& folders) {
  return folder_of(folders.fonts, "fonts", "--fonts");
}

Result<fs::path> proof_folder(const Folders& folders) {
  return folder_of(folders.proof, "proof", "--proof");
}

Result<std::shared_ptr<render::Catalogue>> open_catalogue(const Folders& folders) {
  return templates_folder(folders).and_then(render::Catalogue::load);
}

Result<std::shared_ptr<const font::FontSet>> open_fonts(const Folders& folders) {
  return fonts_folder(folders).and_then(font::FontSet::load);
}

Result<std::shared_ptr<const proof::WordLists>> open_word_lists(const Folders& folders) {
  return proof_folder(folders).and_then(proof::WordLists::load).map([](proof::WordLists lists) {
    return std::make_shared<const proof::WordLists>(std::move(lists));
  });
}

Result<Rendering> open_rendering(const Folders& folders, render::Policy policy,
                                 const std::string& only) {
  auto catalogue = only.empty() ? open_catalogue(folders) : open_template(folders, only);
  auto fonts = open_fonts(folders);
  Diagnostics errors;
  if (!catalogue) errors = catalogue.error();
  if (!fonts) errors.insert(errors.end(), fonts.error().begin(), fonts.error().end());
  if (!errors.empty()) return failure(std::move(errors));
  auto renderer = std::make_shared<const render::Renderer>(*catalogue, *std::move(fonts), policy);
  return Rendering{*std::move(catalogue), std::move(renderer)};
}

Result<std::shared_ptr<const render::Renderer>> open_renderer(const Folders& folders,
                                                              render::Policy policy,
                                                              const std::string& only) {
  return open_rendering(folders, policy, only).map([](const Rendering& opened) {
    return opened.renderer;
  });
}

fs::path audit_folder(const fs::path& data) {
  return data / "audit";
}

}  // namespace tongbao::cli

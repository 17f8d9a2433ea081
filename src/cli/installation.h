// Where templates, faces and data are, and what is opened over them.
#pragma once
#include <filesystem>
#include <memory>

#include "base/result.h"
#include "cli/command.h"
#include "font/font_set.h"
#include "proof/word_lists.h"
#include "render/renderer.h"

namespace tongbao::cli {

// Of the program that runs; empty where the system does not tell.
[[nodiscard]] std::filesystem::path executable_folder();

// The folder that holds `templates/` and `fonts/fonts.json`: the nearest of `start` and the folders
// above it, each asked itself and its share/tongbao; empty where there is none. So the program
// finds them from a build folder (build/release/tongbao) and installed (bin/tongbao) alike.
[[nodiscard]] std::filesystem::path find_data_folder(const std::filesystem::path& start);

// The folders as given, else under the data folder found from the executable. Error:
// cli.noInstallation. Only the folder asked for need be there.
[[nodiscard]] Result<std::filesystem::path> templates_folder(const Folders& folders);
[[nodiscard]] Result<std::filesystem::path> fonts_folder(const Folders& folders);
[[nodiscard]] Result<std::filesystem::path> proof_folder(const Folders& folders);

[[nodiscard]] Result<std::shared_ptr<render::Catalogue>> open_catalogue(const Folders& folders);
[[nodiscard]] Result<std::shared_ptr<const font::FontSet>> open_fonts(const Folders& folders);

[[nodiscard]] Result<std::shared_ptr<const proof::WordLists>> open_word_lists(
    const Folders& folders);

struct Rendering {
  std::shared_ptr<render::Catalogue> catalogue;  // the renderer's
  std::shared_ptr<const render::Renderer> renderer;
};

// Errors: those of templates and faces together. `only`: the one template that is wanted; "": all.
[[nodiscard]] Result<Rendering> open_rendering(const Folders& folders, render::Policy policy,
                                               const std::string& only = {});
[[nodiscard]] Result<std::shared_ptr<const render::Renderer>> open_renderer(
    const Folders& folders, render::Policy policy, const std::string& only = {});

[[nodiscard]] std::filesystem::path audit_folder(const std::filesystem::path& data);

}  // namespace tongbao::cli

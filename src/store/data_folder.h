// The data folder. Of this room only.
#pragma once
#include <filesystem>
#include <system_error>

namespace tongbao::store {

// Makes it, and what this room keeps in it, readable by its owner alone, and tries whether it can
// be written. An existing folder keeps its mode.
[[nodiscard]] std::error_code make_data_folder(const std::filesystem::path& folder);

// Whether that would do, without making anything: of a folder that is absent the nearest above it
// is tried.
[[nodiscard]] std::error_code try_data_folder(const std::filesystem::path& folder);

[[nodiscard]] std::filesystem::path blob_folder(const std::filesystem::path& folder);
// For what is being written or read; what a killed process left there is swept.
[[nodiscard]] std::filesystem::path passing_folder(const std::filesystem::path& folder);

// Makes a folder, which may exist, with mode 0700.
[[nodiscard]] std::error_code make_private_folder(const std::filesystem::path& folder);
// What was renamed in it stays renamed over a power cut.
[[nodiscard]] std::error_code sync_folder(const std::filesystem::path& folder);

}  // namespace tongbao::store

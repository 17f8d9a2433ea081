// Case folders and files of the room's tests.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace tongbao::tmpl::testing {

[[nodiscard]] std::filesystem::path source_root();
// The folders of tests/template/NAME, sorted.
[[nodiscard]] std::vector<std::filesystem::path> case_folders(const std::string& name);
[[nodiscard]] std::string read_text(const std::filesystem::path& path);
// A test's name for a case: letters, digits and _.
[[nodiscard]] std::string test_name(const std::filesystem::path& folder);

}  // namespace tongbao::tmpl::testing

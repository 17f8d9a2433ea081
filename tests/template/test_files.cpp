#include "template/test_files.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tongbao::tmpl::testing {

namespace fs = std::filesystem;

fs::path source_root() {
  return TONGBAO_SOURCE;
}

std::vector<fs::path> case_folders(const std::string& name) {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(source_root() / "tests/template" / name)) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string test_name(const fs::path& folder) {
  std::string name = folder.filename().string();
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

}  // namespace tongbao::tmpl::testing

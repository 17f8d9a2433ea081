// Each folder of tests/importer/cases holds a notice.txt written for this project, the record.json
// that it reads as, and diagnostics.txt with line and code of everything that is to be said. Where
// the printed text differs from the source by rule (dropped markup, a date in Chinese numerals),
// printed.txt holds it.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

#include "importer/import_text.h"
#include "importer/printed_text.h"
#include "importer/record_json.h"

namespace tongbao::importer {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

const fs::path folder = fs::path(TONGBAO_SOURCE) / "tests/importer/cases";

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Case : public testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] static fs::path file(const char* name) { return folder / GetParam() / name; }
};

}  // namespace

TEST_P(Case, ReadsAsItsRecord) {
  const auto imported = import_text(read(file("notice.txt")));
  ASSERT_TRUE(imported);
  const json expected = json::parse(read(file("record.json")));
  const json actual = as_json(imported->value);
  EXPECT_EQ(actual, expected) << json::diff(expected, actual).dump(1);
}

TEST_P(Case, SaysWhatItDid) {
  const auto imported = import_text(read(file("notice.txt")));
  ASSERT_TRUE(imported);
  std::string said;
  for (const auto& diagnostic : imported->diagnostics) {
    said += std::to_string(diagnostic.where.line) + " " + diagnostic.code + "\n";
    EXPECT_FALSE(diagnostic.message.zh.empty());
    EXPECT_FALSE(diagnostic.message.en.empty());
  }
  EXPECT_EQ(said, read(file("diagnostics.txt")));
}

TEST_P(Case, KeepsEveryCharacter) {
  const std::string source = read(file("notice.txt"));
  const auto imported = import_text(source);
  ASSERT_TRUE(imported);
  const fs::path kept = file("printed.txt");
  EXPECT_EQ(without_space(printed_text(imported->value)),
            without_space(fs::exists(kept) ? read(kept) : source));
}

INSTANTIATE_TEST_SUITE_P(Folders, Case, testing::ValuesIn(case_names()), [](const auto& each) {
  std::string name = each.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace tongbao::importer

// The real notices of ../shared/cases, where that folder is: they read as their record.json says.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "importer/import_text.h"
#include "importer/printed_text.h"
#include "importer/record_json.h"

namespace tongbao::importer {

namespace {

using nlohmann::json;

const std::filesystem::path cases = std::filesystem::path(TONGBAO_SOURCE) / "../shared/cases";

std::string read(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// What an importer may find beyond the case's record. Calls itself as deep as records nest.
void drop_findings(json& value) {
  if (value.is_object()) value.erase("titleKind");
  for (auto& child : value) {
    if (child.is_structured()) drop_findings(child);
  }
}

std::size_t count(const Diagnostics& diagnostics, std::string_view code) {
  return static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(),
                    [&](const Diagnostic& diagnostic) { return diagnostic.code == code; }));
}

class RealNotice : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(cases)) GTEST_SKIP() << "no folder of real notices: " << cases;
    source_ = read(cases / (std::string(GetParam()) + ".txt"));
  }
  std::string source_;
};

}  // namespace

TEST_P(RealNotice, ReadsAsItsRecord) {
  const auto imported = import_text(source_);
  ASSERT_TRUE(imported);
  json expected = json::parse(read(cases / (std::string(GetParam()) + ".record.json")));
  json actual = as_json(imported->value);
  drop_findings(actual);
  actual["organization"].erase("aliases");
  EXPECT_EQ(actual, expected) << json::diff(expected, actual).dump(1);
}

TEST_P(RealNotice, KeepsEveryCharacter) {
  const auto imported = import_text(source_);
  ASSERT_TRUE(imported);
  EXPECT_EQ(without_space(printed_text(imported->value)), without_space(source_));
}

TEST_P(RealNotice, SaysWhereItJoined) {
  // Counted by eye in the sources.
  const std::map<std::string, std::size_t> joins = {
      {"fogang-2026", 3}, {"sanshui-2021", 6}, {"zhanjiang-2021", 8}};
  const auto imported = import_text(source_);
  ASSERT_TRUE(imported);
  EXPECT_EQ(count(imported->diagnostics, "import.joined"), joins.at(GetParam()));
  EXPECT_EQ(count(imported->diagnostics, "import.uncertainTitleKind"), 0U);
  EXPECT_EQ(count(imported->diagnostics, "import.uncertainRole"), 0U);
}

TEST_P(RealNotice, TellsProblemsFromTasks) {
  const auto imported = import_text(source_);
  ASSERT_TRUE(imported);
  const auto expected = std::string(GetParam()) == "fogang-2026" ? record::TitleKind::task
                                                                 : record::TitleKind::problem;
  for (const auto& part : imported->value.sections) {
    for (const auto& group : part.sections) {
      for (const auto& problem : group.problems) EXPECT_EQ(problem.title_kind, expected);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, RealNotice,
                         testing::Values("fogang-2026", "sanshui-2021", "zhanjiang-2021"),
                         [](const auto& notice) {
                           const std::string name = notice.param;
                           return name.substr(0, name.find('-'));
                         });

}  // namespace tongbao::importer

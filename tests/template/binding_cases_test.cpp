// Each folder of bindings/ holds a record, a template (or the name of one of templates/ before the
// first hyphen of its own name), and what the two make.
#include <gtest/gtest.h>

#include "template/content_text.h"
#include "template/template.h"
#include "template/test_files.h"

namespace tongbao::tmpl::testing {
namespace {

std::filesystem::path template_of(const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder / "template.xml")) return folder / "template.xml";
  const std::string name = folder.filename().string();
  return source_root() / "templates" / (name.substr(0, name.find('-')) + ".xml");
}

class BindingCase : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(BindingCase, MakesWhatItSays) {
  const auto file = template_of(GetParam());
  const auto parsed = Template::parse(read_text(file), file.filename().string());
  ASSERT_TRUE(parsed) << text_of(parsed.error());
  EXPECT_EQ(bound_text(*parsed, read_text(GetParam() / "record.json")),
            read_text(GetParam() / "expected.txt"));
}

INSTANTIATE_TEST_SUITE_P(Bindings, BindingCase, ::testing::ValuesIn(case_folders("bindings")),
                         [](const auto& folder) { return test_name(folder.param); });

}  // namespace
}  // namespace tongbao::tmpl::testing

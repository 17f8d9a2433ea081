// Each folder of errors/ holds a template and the places and codes that are wrong with it.
#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "template/template.h"
#include "template/test_files.h"

namespace tongbao::tmpl::testing {
namespace {

std::string found_in(const std::filesystem::path& file) {
  const auto parsed = Template::parse(read_text(file), "case.xml");
  if (parsed) return "nothing\n";
  std::string found;
  for (const Diagnostic& error : parsed.error()) {
    found += fmt::format("{}:{} {}\n", error.where.line, error.where.column, error.code);
    EXPECT_EQ(error.where.file, "case.xml");
    EXPECT_FALSE(error.message.zh.empty()) << error.code;
    EXPECT_FALSE(error.message.en.empty()) << error.code;
  }
  return found;
}

class ErrorCase : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(ErrorCase, IsFoundAtItsPlace) {
  EXPECT_EQ(found_in(GetParam() / "template.xml"), read_text(GetParam() / "expected.txt"));
}

INSTANTIATE_TEST_SUITE_P(Errors, ErrorCase, ::testing::ValuesIn(case_folders("errors")),
                         [](const auto& folder) { return test_name(folder.param); });

// These are no matter of one small file.
const std::set<std::string> tested_elsewhere = {"template.tooLarge", "template.tooManyErrors"};

TEST(ErrorCases, CoverEveryCode) {
  std::set<std::string> expected;
  for (const auto& folder : case_folders("errors")) {
    std::ifstream lines(folder / "expected.txt");
    for (std::string place, code; lines >> place >> code;) expected.insert(code);
  }
  std::set<std::string> in_code;
  const std::regex pattern("\"(template\\.[a-zA-Z]+)\"");
  for (const auto& entry : std::filesystem::directory_iterator(source_root() / "src/template")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read_text(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) {
      if (!tested_elsewhere.contains((*at)[1])) in_code.insert((*at)[1]);
    }
  }
  EXPECT_EQ(expected, in_code);
}

Diagnostics errors_of(const std::string& xml) {
  auto parsed = Template::parse(xml, "t.xml");
  return parsed ? Diagnostics{} : std::move(parsed.error());
}

TEST(ErrorCases, ATemplateOfMoreThanAMegabyteIsRefusedUnread) {
  const Diagnostics errors = errors_of(std::string((1U << 20U) + 1, ' '));
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "template.tooLarge");
}

TEST(ErrorCases, AtMostTwoHundredAreListedAndTheRestIsSaid) {
  std::string xml = "<notice name=\"x\">";
  for (int i = 0; i < 500; ++i) xml += "<unknown/>";
  const Diagnostics errors = errors_of(xml + "</notice>");
  ASSERT_EQ(errors.size(), 201U);
  EXPECT_TRUE(std::any_of(errors.begin(), errors.end(), [](const Diagnostic& error) {
    return error.code == "template.tooManyErrors";
  }));
}

TEST(ErrorCases, HintNamesTheNearest) {
  const std::string folder = (source_root() / "tests/template/errors").string();
  const auto hint = [&](const std::string& name) {
    return errors_of(read_text(folder + "/" + name + "/template.xml")).at(0).hint.en;
  };
  EXPECT_EQ(hint("unknown-path"), "did you mean name?");
  EXPECT_EQ(hint("unknown-path-in-attribute"), "did you mean problems?");
  EXPECT_EQ(hint("unknown-filter"), "did you mean chineseDate?");
  EXPECT_EQ(hint("unknown-style"), "did you mean body?");
  EXPECT_EQ(hint("bad-choice"), "did you mean centre?");
  EXPECT_EQ(hint("bad-comparison"), "did you mean continuous?");
  EXPECT_EQ(hint("date-unfiltered"), "add a filter: | chineseDate");
}

}  // namespace
}  // namespace tongbao::tmpl::testing

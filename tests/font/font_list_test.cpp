// fonts.json: what is refused, and where it says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "font_folder.h"

namespace tongbao::font::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// Pointers of all errors, in the order in which they are said.
std::vector<std::string> pointers(const Diagnostics& errors) {
  std::vector<std::string> result;
  for (const Diagnostic& error : errors) {
    EXPECT_EQ(error.code, "font.listInvalid");
    EXPECT_EQ(error.severity, Severity::error);
    EXPECT_FALSE(error.message.zh.empty());
    EXPECT_FALSE(error.message.en.empty());
    result.push_back(error.where.pointer.value_or("none"));
  }
  return result;
}

TEST(FontList, SaysThatThereIsNone) {
  const TemporaryFolder empty;
  const auto set = FontSet::load(empty.path());
  ASSERT_FALSE(set);
  ASSERT_EQ(set.error().size(), 1U);
  EXPECT_EQ(set.error()[0].code, "font.listUnreadable");
  EXPECT_THAT(set.error()[0].where.file, HasSubstr("fonts.json"));
}

TEST(FontList, PlacesASyntaxErrorByLineAndCharacter) {
  // The second colon of line 2 is its 17th character (小标宋 are three characters).
  const FontFolder folder("{\n  \"小标宋\": {\"a\":: 1}}\n");
  const Diagnostics errors = folder.errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "font.listInvalid");
  EXPECT_EQ(errors[0].where.line, 2);
  EXPECT_EQ(errors[0].where.column, 15);
}

TEST(FontList, ReportsEveryMistakeAtOnce) {
  const FontFolder folder(R"({
    "roles": {
      "a": {"facs": []},
      "b": {"faces": "x.otf", "name": 3, "fallback": {}},
      "c": {"faces": []},
      "d": {"faces": [{"index": 1}, {"file": ""}, {"file": 7}, "x.otf"]},
      "e": {"faces": [{"file": "x.otf", "index": -1}, {"file": "x.otf", "index": 65536}],
            "latin": []}
    },
    "falback": []
  })");
  EXPECT_THAT(pointers(folder.errors()),
              UnorderedElementsAre(
                  "/falback", "/roles/a/facs", "/roles/a", "/roles/b/faces", "/roles/b/name",
                  "/roles/b/fallback", "/roles/c/faces", "/roles/d/faces/0",
                  "/roles/d/faces/1/file", "/roles/d/faces/2/file", "/roles/d/faces/3",
                  "/roles/e/faces/0/index", "/roles/e/faces/1/index", "/roles/e/latin"));
}

TEST(FontList, HintsAtTheNearestKey) {
  const FontFolder folder(R"({"roles": {"a": {"faces": [{"fil": "x.otf"}]}}})");
  const Diagnostics errors = folder.errors();
  ASSERT_FALSE(errors.empty());
  EXPECT_EQ(errors[0].where.pointer, "/roles/a/faces/0/fil");
  EXPECT_THAT(errors[0].hint.en, HasSubstr("\"file\""));
}

TEST(FontList, NeedsRoles) {
  EXPECT_THAT(pointers(FontFolder("{}").errors()), ElementsAre(""));
  EXPECT_THAT(pointers(FontFolder("[]").errors()), ElementsAre(""));
  EXPECT_THAT(pointers(FontFolder(R"({"roles": {}})").errors()), ElementsAre("/roles"));
}

TEST(FontList, RefusesAKeyThatStandsTwice) {
  const FontFolder folder(R"({"roles": {"a": {"faces": [{"file": "x", "file": "y"}]}}})");
  const Diagnostics errors = folder.errors();
  ASSERT_FALSE(errors.empty());
  EXPECT_EQ(errors[0].code, "font.listInvalid");
  EXPECT_THAT(errors[0].message.en, HasSubstr("\"file\""));
}

TEST(FontList, SurvivesHostileJson) {
  for (const std::string& list : {std::string(), std::string("{\"roles\": 1e999}"),
                                  std::string(200'000, '['), std::string("{\"\xFF\": 1}")}) {
    const Diagnostics errors = FontFolder(list).errors();
    ASSERT_FALSE(errors.empty());
    EXPECT_EQ(errors[0].code, "font.listInvalid");
  }
  const Diagnostics errors = FontFolder(std::string(std::size_t{2} << 20, ' ')).errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "font.listUnreadable");
}

TEST(FontList, KeepsTheOrderOfRolesAndTheirNames) {
  const FontSet& fonts = installed();
  EXPECT_THAT(fonts.roles(), ElementsAre("xiaobiaosong", "fangsong", "heiti", "kaiti", "songti"));
  EXPECT_EQ(fonts.label_of(role_of(fonts, "xiaobiaosong")), "小标宋");
  EXPECT_EQ(fonts.label_of(role_of(fonts, "songti")), "宋体");
  EXPECT_EQ(fonts.find_role("Fangsong"), nullptr);
}

TEST(FontList, AsksARolesOwnFallbackBeforeTheCommonOne) {
  const FontSet& fonts = installed();
  const auto names = [&](const char* role) {
    std::vector<std::string> result;
    for (const FaceId face : fonts.faces_of(role_of(fonts, role))) {
      result.push_back(face_name(fonts, face));
    }
    return result;
  };
  EXPECT_THAT(names("heiti"), ElementsAre("FandolHei-Regular", "NotoSansCJKsc-Regular", "HanaMinA",
                                          "HanaMinB", "NotoSerifCJKsc-Regular"));
  EXPECT_THAT(names("kaiti"), ElementsAre("FandolKai-Regular", "HanaMinA", "HanaMinB",
                                          "NotoSerifCJKsc-Regular", "NotoSansCJKsc-Regular"));
}

TEST(FontList, OpensAFaceOnceForAllRoles) {
  // Five faces of roles, two fallbacks of roles, four of everyone, one of which is both.
  EXPECT_EQ(installed().face_count(), 10U);
}

}  // namespace
}  // namespace tongbao::font::test

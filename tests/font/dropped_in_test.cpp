// Faces of one's own: a list names them as optional, and putting the file there is all it takes.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "font_folder.h"

namespace tongbao::font::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* hanazono = "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf";

std::string list_with_licensed(const std::string& licensed) {
  return FontFolder::list_of(licensed + R"(, {"file": ")" + fandol_fang.string() + R"("})");
}

// The PostScript name of the face that shows 中 in the only role.
std::string face_of_han(const FontFolder& folder) {
  const auto set = folder.load();
  if (!set) return set.error().front().code;
  return face_name(**set, (*set)->choose(0, U'中').face);
}

TEST(DroppedIn, AbsentThereIsOnlyANote) {
  const FontFolder folder(list_with_licensed(R"({"file": "A.TTF", "optional": true})"));
  const auto set = folder.load();
  ASSERT_TRUE(set);
  EXPECT_THAT((*set)->absent_of(0), ElementsAre("A.TTF"));
  EXPECT_EQ((*set)->own_face_count(0), 1U);
  EXPECT_EQ(face_of_han(folder), "FandolFang-Regular");
}

TEST(DroppedIn, TakesPrecedence) {
  const FontFolder folder(list_with_licensed(R"({"file": "A.TTF", "optional": true})"));
  folder.write("A.TTF", bytes_of(hanazono));
  const auto set = folder.load();
  ASSERT_TRUE(set);
  EXPECT_THAT((*set)->absent_of(0), IsEmpty());
  EXPECT_EQ((*set)->own_face_count(0), 2U);
  EXPECT_FALSE((*set)->info(0).cff);
  EXPECT_EQ(face_of_han(folder), "HanaMinA");
}

TEST(DroppedIn, GoesByAnyCaseOfItsName) {
  const FontFolder folder(list_with_licensed(R"({"file": "FzXbs仿.TTF", "optional": true})"));
  folder.write("fzxbs仿.ttf", bytes_of(hanazono));
  EXPECT_EQ(face_of_han(folder), "HanaMinA");
  folder.write("FZXBS仿.ttf", "before the other in byte order, and broken");
  EXPECT_EQ(face_of_han(folder), "font.broken");
  folder.write("FzXbs仿.TTF", bytes_of(hanazono));  // the very name
  EXPECT_EQ(face_of_han(folder), "HanaMinA");
}

TEST(DroppedIn, ServesAsCffAsTrueTypeAndFromACollection) {
  const FaceBytes true_type(bytes_of(hanazono));
  const FaceBytes cff(bytes_of(installed_fonts / "fandol" / "FandolKai-Regular.otf"));
  const FontFolder folder(list_with_licensed(R"({"file": "A.ttc", "index": 1, "optional": true})"));
  folder.write("A.ttc", true_type.as_collection());
  EXPECT_EQ(face_of_han(folder), "HanaMinA");
  folder.write("A.ttc", cff.as_collection());
  EXPECT_EQ(face_of_han(folder), "FandolKai-Regular");
  folder.write("A.ttc", true_type.bytes());
  EXPECT_EQ(face_of_han(folder), "font.broken");  // no face 1 there
}

TEST(DroppedIn, ButUnusableIsRefusedAllTheSame) {
  const FontFolder folder(list_with_licensed(R"({"file": "A.TTF", "optional": true})"));
  folder.write("A.TTF", "no font");
  const Diagnostics errors = folder.errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "font.broken");
  EXPECT_EQ(errors[0].where.pointer, "/roles/r/faces/0");
  folder.write("A.TTF", FaceBytes(bytes_of(hanazono)).set_embedding(0x0002).bytes());
  EXPECT_EQ(face_of_han(folder), "font.embeddingForbidden");
}

TEST(DroppedIn, WorksForTheLatinFaceAndForFallbacks) {
  const FontFolder folder(R"({"roles": {"r": {
      "faces": [{"file": ")" +
                          fandol_fang.string() + R"("}],
      "latin": {"file": "times.ttf", "optional": true},
      "fallback": [{"file": "rare.ttf", "optional": true}]}},
      "fallback": [{"file": "more.ttf", "optional": true}]})");
  const auto without = folder.load();
  ASSERT_TRUE(without);
  EXPECT_EQ((*without)->latin_face_of(0), std::nullopt);
  EXPECT_THAT((*without)->absent_of(0), ElementsAre("times.ttf", "rare.ttf"));
  folder.write("times.ttf", bytes_of("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"));
  folder.write("rare.ttf", bytes_of(hanazono));
  const auto with = folder.load();
  ASSERT_TRUE(with);
  EXPECT_EQ(face_name(**with, (*with)->choose(0, U'7').face), "DejaVuSans");
  EXPECT_EQ(face_name(**with, (*with)->choose(0, U'\u4DB5').face), "HanaMinA");
}

TEST(DroppedIn, SomeFaceOfARoleMustBeThere) {
  const FontFolder folder(FontFolder::list_of(
      R"({"file": "a.ttf", "optional": true}, {"file": "b.ttf", "optional": true})"));
  const Diagnostics errors = folder.errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "font.missing");
  EXPECT_EQ(errors[0].where.pointer, "/roles/r");
}

TEST(DroppedIn, OptionalIsYesOrNo) {
  const FontFolder folder(FontFolder::list_of(R"({"file": "a.ttf", "optional": "yes"})"));
  const Diagnostics errors = folder.errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "font.listInvalid");
  EXPECT_EQ(errors[0].where.pointer, "/roles/r/faces/0/optional");
}

TEST(DroppedIn, LinksAreFollowed) {
  const FontFolder folder(list_with_licensed(R"({"file": "A.TTF", "optional": true})"));
  fs::create_symlink(hanazono, folder.path() / "A.TTF");
  EXPECT_EQ(face_of_han(folder), "HanaMinA");
}

TEST(DroppedIn, LinksThatLeadNowhereAreNotAbsent) {
  const FontFolder folder(list_with_licensed(R"({"file": "A.TTF", "optional": true})"));
  fs::create_symlink("nowhere.ttf", folder.path() / "A.TTF");
  EXPECT_EQ(face_of_han(folder), "font.missing");
}

TEST(DroppedIn, LinksInACircleAreBroken) {
  const FontFolder folder(list_with_licensed(R"({"file": "A.TTF", "optional": true})"));
  fs::create_symlink("B.TTF", folder.path() / "A.TTF");
  fs::create_symlink("A.TTF", folder.path() / "B.TTF");
  EXPECT_EQ(face_of_han(folder), "font.broken");
}

TEST(DroppedIn, FoldersAndHugeFilesAreBroken) {
  const FontFolder folder(list_with_licensed(R"({"file": "A.TTF", "optional": true})"));
  fs::create_directory(folder.path() / "A.TTF");
  EXPECT_EQ(face_of_han(folder), "font.broken");
  fs::remove(folder.path() / "A.TTF");
  folder.write("A.TTF", bytes_of(hanazono));
  fs::resize_file(folder.path() / "A.TTF", std::uintmax_t{5} << 30);  // sparse
  const Diagnostics errors = folder.errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "font.broken");
  EXPECT_THAT(errors[0].message.en, HasSubstr("512 MB"));
}

}  // namespace
}  // namespace tongbao::font::test

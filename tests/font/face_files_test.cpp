// Face files that cannot be used, each made from a good one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "font_folder.h"

namespace tongbao::font::test {
namespace {

using testing::HasSubstr;

// The one error of a folder whose only face has these bytes.
Diagnostic error_of(std::string_view bytes, const std::string& entry = R"({"file": "a.otf"})") {
  const FontFolder folder(FontFolder::list_of(entry));
  folder.write("a.otf", bytes);
  const Diagnostics errors = folder.errors();
  EXPECT_EQ(errors.size(), 1U);
  return errors.empty() ? Diagnostic{} : errors.front();
}

const FaceBytes& good_face() {
  static const FaceBytes face(bytes_of(fandol_fang));
  return face;
}

TEST(FaceFiles, AreTakenFromTheListsFolder) {
  const FontFolder folder(FontFolder::list_of(R"({"file": "a.otf"})"));
  folder.write("a.otf", good_face().bytes());
  const auto set = folder.load();
  ASSERT_TRUE(set);
  EXPECT_EQ((*set)->info(0).postscript_name, "FandolFang-Regular");
  EXPECT_EQ((*set)->info(0).units_per_em, 1000U);
  EXPECT_TRUE((*set)->info(0).cff);
}

TEST(FaceFiles, MissingNamesTheFileAndWhatInstallsIt) {
  const FontFolder folder(R"({"roles": {"r": {"faces": [{"file": "none.otf"}]}},
                              "fallback": [{"file": "/nowhere/x.ttf"}]})");
  const Diagnostics errors = folder.errors();
  ASSERT_EQ(errors.size(), 2U);
  for (const Diagnostic& error : errors) EXPECT_EQ(error.code, "font.missing");
  EXPECT_EQ(errors[0].where.pointer, "/roles/r/faces/0");
  EXPECT_EQ(errors[1].where.pointer, "/fallback/0");
  EXPECT_THAT(errors[1].message.en, HasSubstr("/nowhere/x.ttf"));
  EXPECT_THAT(errors[1].hint.en, HasSubstr("scripts/setup"));
}

TEST(FaceFiles, OneFileThatIsNamedTwiceIsReportedOnce) {
  const FontFolder folder(R"({"roles": {"r": {"faces": [{"file": "none.otf"}]},
                                        "s": {"faces": [{"file": "./none.otf"}]}}})");
  EXPECT_EQ(folder.errors().size(), 1U);
}

TEST(FaceFiles, CutOffAnywhereIsBroken) {
  const std::string& bytes = good_face().bytes();
  for (const std::size_t size : {std::size_t{0}, std::size_t{3}, std::size_t{11}, std::size_t{40},
                                 std::size_t{300}, bytes.size() / 2, bytes.size() - 8}) {
    EXPECT_EQ(error_of(std::string_view(bytes).substr(0, size)).code, "font.broken") << size;
  }
}

TEST(FaceFiles, OtherFilesAreBroken) {
  EXPECT_EQ(error_of("这不是字体，只是一个文本文件。").code, "font.broken");
  EXPECT_EQ(error_of(std::string(4096, '\0')).code, "font.broken");
  EXPECT_EQ(error_of("ttcf\x00\x01\x00\x00\xFF\xFF\xFF\xFF....").code, "font.broken");
}

TEST(FaceFiles, WithoutOutlinesOrNeededTablesAreBroken) {
  for (const char* table : {"CFF ", "cmap", "head", "hhea", "hmtx", "maxp"}) {
    FaceBytes face = good_face();
    EXPECT_EQ(error_of(face.rename_table(table, "XXXX").bytes()).code, "font.broken") << table;
  }
}

TEST(FaceFiles, WithOutlinesThatCannotBeReadAreBroken) {
  FaceBytes face = good_face();
  EXPECT_EQ(error_of(face.wipe_table("CFF ").bytes()).code, "font.broken");
}

TEST(FaceFiles, WithoutUnicodeAreBroken) {
  // A wiped cmap, and one whose only subtables are for the codes of GB 2312 (platform 3, encoding
  // 3) and the like, as faces of the nineties have.
  FaceBytes wiped = good_face();
  EXPECT_EQ(error_of(wiped.wipe_table("cmap").bytes()).code, "font.broken");
  FaceBytes other_codes = good_face();
  const std::size_t cmap = other_codes.table("cmap");
  const auto subtables = static_cast<unsigned char>(other_codes.bytes()[cmap + 3]);
  for (std::size_t i = 0; i < subtables; ++i) {
    other_codes.put16(cmap + 4 + 8 * i, 3).put16(cmap + 4 + 8 * i + 2, 3);
  }
  EXPECT_THAT(error_of(other_codes.bytes()).message.en, HasSubstr("Unicode"));
}

TEST(FaceFiles, WithAnUnusableEmAreBroken) {
  for (const unsigned units : {0U, 15U, 16385U}) {
    FaceBytes face = good_face();
    face.put16(face.table("head") + 18, units);
    EXPECT_EQ(error_of(face.bytes()).code, "font.broken") << units;
  }
}

TEST(FaceFiles, IndexMustBeInTheCollection) {
  EXPECT_EQ(error_of(good_face().bytes(), R"({"file": "a.otf", "index": 1})").code, "font.broken");
  const std::string entry = std::string(R"({"file": ")") + noto_serif + R"(", "index": 99})";
  EXPECT_EQ(error_of("", entry).code, "font.broken");
}

TEST(FaceFiles, LicenceBitsDecideOnEmbedding) {
  // OpenType, OS/2 fsType: 2 restricted, 0x100 no subset, 0x200 bitmaps only; of several usage bits
  // the least restrictive counts.
  for (const unsigned forbidden : {0x0002U, 0x0104U, 0x0204U, 0x0108U}) {
    FaceBytes face = good_face();
    const Diagnostic error = error_of(face.set_embedding(forbidden).bytes());
    EXPECT_EQ(error.code, "font.embeddingForbidden") << forbidden;
    EXPECT_EQ(error.where.pointer, "/roles/r/faces/0");
    EXPECT_THAT(error.message.en, HasSubstr("fsType 0x0"));
    EXPECT_THAT(error.hint.zh, HasSubstr("字库厂商"));
  }
  for (const unsigned allowed : {0x0000U, 0x0004U, 0x0008U, 0x0006U}) {
    FaceBytes face = good_face();
    const FontFolder folder(FontFolder::list_of(R"({"file": "a.otf"})"));
    folder.write("a.otf", face.set_embedding(allowed).bytes());
    EXPECT_TRUE(folder.load()) << allowed;
  }
}

TEST(FaceFiles, AnAwkwardPostScriptNameIsReplacedByTheFiles) {
  FaceBytes face = good_face();
  const FontFolder folder(FontFolder::list_of(R"({"file": "仿宋 (A).otf"})"));
  folder.write("仿宋 (A).otf", face.rename_table("name", "XXXX").bytes());
  const auto set = folder.load();
  ASSERT_TRUE(set);
  EXPECT_EQ((*set)->info(0).postscript_name, "A");
}

}  // namespace
}  // namespace tongbao::font::test

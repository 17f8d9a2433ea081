// The national character sets have the sizes and members that the standards and those who published
// about them say, and coverage adds up.
#include "font/coverage.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "font/character_sets.h"
#include "font_folder.h"

namespace tongbao::font::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::map<std::string, CharacterSet>& sets() {
  static const std::map<std::string, CharacterSet> by_name = [] {
    std::map<std::string, CharacterSet> map;
    for (CharacterSet& set : national_character_sets()) {
      const std::string name = set.name.en;
      map.emplace(name, std::move(set));
    }
    return map;
  }();
  return by_name;
}

int size_of(const char* name) {
  return uset_size(sets().at(name).characters.get());
}
bool has(const char* name, int c) {
  return uset_contains(sets().at(name).characters.get(), c) != 0;
}

Coverage coverage_in(const FontSet& fonts, RoleId role, std::string_view name) {
  for (Coverage& coverage : coverage_of(fonts, role)) {
    if (coverage.set.en == name) return coverage;
  }
  throw std::out_of_range(std::string(name));
}

TEST(CharacterSets, HaveTheSizesOfTheStandards) {
  // GB 2312-80: 3,755 and 3,008 ideographs; 682 other characters.
  EXPECT_EQ(size_of("GB 2312 ideographs"), 3755 + 3008);
  EXPECT_EQ(size_of("GB 2312 symbols"), 682);
  // GBK: areas 2, 3, 4 (6,763, 6,080 and 8,160) and 1, 5 (717 and 166).
  EXPECT_EQ(size_of("GBK ideographs"), 6763 + 6080 + 8160);
  EXPECT_EQ(size_of("GBK symbols"), 717 + 166);
  // GB 18030-2022: GBK's less 6 components and 9 ideographs encoded twice, 6,530 of Extension A
  // (52 are in GBK) and 66 of U+9FA6–9FEF (8 are in GBK).
  EXPECT_EQ(size_of("GB 18030-2022 level 1 ideographs"), 21003 - 15 + 6530 + 66);
  EXPECT_EQ(size_of("GB 18030-2022 level 1 ideographs"), 27584);
  EXPECT_EQ(size_of("GB 18030-2022 level 1 symbols"),
            95 + 883 + 1 + 10);  // the euro, vertical ones
  EXPECT_EQ(size_of("GB 18030-2022 level 2 ideographs"), 27584 + 196);
  EXPECT_EQ(size_of("GB 18030-2022 level 3 ideographs"), 87887);
  EXPECT_EQ(size_of("GB 18030-2022 level 3 radicals"), 214 + 14);
}

TEST(CharacterSets, HoldWhatTheStandardsSay) {
  EXPECT_TRUE(has("GB 2312 ideographs", U'啊') &&
              has("GB 2312 ideographs", U'齄'));  // 16-01, 87-94
  EXPECT_FALSE(has("GB 2312 ideographs", U'镕') || has("GB 2312 ideographs", U'囍'));
  EXPECT_TRUE(has("GB 2312 symbols", U'·') && has("GB 2312 symbols", U'—') &&
              has("GB 2312 symbols", U'─') && has("GB 2312 symbols", U'Ａ'));
  EXPECT_TRUE(has("GBK ideographs", U'镕') && has("GBK ideographs", U'囍'));
  EXPECT_TRUE(has("GBK symbols", U'〇') && has("GBK symbols", U'ⅰ') && has("GBK symbols", U'⿰'));
  EXPECT_FALSE(has("GBK symbols", U'€') || has("GBK symbols", U'︐'));
}

TEST(CharacterSets, OfGb18030NestButForRadicals) {
  const USet* one = sets().at("GB 18030-2022 level 1 ideographs").characters.get();
  const USet* two = sets().at("GB 18030-2022 level 2 ideographs").characters.get();
  USet* three = uset_cloneAsThawed(sets().at("GB 18030-2022 level 3 ideographs").characters.get());
  uset_addAll(three, sets().at("GB 18030-2022 level 3 radicals").characters.get());
  EXPECT_TRUE(uset_containsAll(two, one));
  EXPECT_TRUE(uset_containsAll(three, two));
  EXPECT_EQ(uset_size(three), 87887 + 228);
  uset_close(three);
}

TEST(CharacterSets, HaveNothingForPrivateUse) {
  USet* private_use = uset_open(0xE000, 0xF8FF);
  for (const auto& [name, set] : sets()) {
    EXPECT_TRUE(uset_containsNone(set.characters.get(), private_use)) << name;
  }
  uset_close(private_use);
}

TEST(CharacterSets, Level1HasTheIdeographsAmongTheCompatibilityOnes) {
  // Twelve are ideographs in their own right and stay; nine were doubles (GB 18030-2022 annex D).
  for (const int c : {0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24,
                      0xFA27, 0xFA28, 0xFA29}) {
    EXPECT_TRUE(has("GB 18030-2022 level 1 ideographs", c)) << c;
  }
  for (const int c : {0xF92C, 0xF979, 0xF995, 0xF9E7, 0xF9F1, 0xFA0C, 0xFA0D, 0xFA18, 0xFA20}) {
    EXPECT_TRUE(has("GBK ideographs", c)) << c;
    EXPECT_FALSE(has("GB 18030-2022 level 3 ideographs", c)) << c;
  }
}

TEST(CharacterSets, Level2HasTheNamesOf2013) {
  // Five that the standards institute named as members of the 196 when it mended its test file
  // (notofonts/noto-cjk issue 239).
  for (const int c : {0x2B4E7, 0x2CD02, 0x29F7E, 0x2B127, 0x2B806}) {
    EXPECT_TRUE(has("GB 18030-2022 level 2 ideographs", c)) << c;
    EXPECT_FALSE(has("GB 18030-2022 level 1 ideographs", c)) << c;
  }
  EXPECT_FALSE(has("GB 18030-2022 level 2 ideographs", 0x20BB7));  // 𠮷
  EXPECT_TRUE(has("GB 18030-2022 level 3 ideographs", 0x20BB7));
}

TEST(Coverage, OfEveryRoleIsAllOfLevel3) {
  for (const std::string& role : installed().roles()) {
    for (const Coverage& coverage : coverage_of(installed(), role_of(installed(), role))) {
      EXPECT_EQ(coverage.missing, 0U) << role << ' ' << coverage.set.en;
      EXPECT_THAT(coverage.first_missing, IsEmpty());
      std::size_t shown = 0;
      for (const auto& share : coverage.shares) shown += share.characters;
      EXPECT_EQ(shown, coverage.total) << role << ' ' << coverage.set.en;
    }
  }
}

TEST(Coverage, SaysWhichFaceShowsHowMany) {
  // Fandol has all of GB 2312; 𠮷 and its like come from the face for Extension B.
  const RoleId role = role_of(installed(), "fangsong");
  const Coverage gb2312 = coverage_in(installed(), role, "GB 2312 ideographs");
  ASSERT_EQ(gb2312.shares.size(), installed().faces_of(role).size());
  EXPECT_EQ(gb2312.shares[0].characters, 6763U);
  EXPECT_EQ(gb2312.shares[0].face, installed().faces_of(role).front());
  const Coverage level3 = coverage_in(installed(), role, "GB 18030-2022 level 3 ideographs");
  EXPECT_EQ(installed().info(level3.shares[2].face).postscript_name, "HanaMinB");
  EXPECT_GT(level3.shares[2].characters, 42711U);
}

TEST(Coverage, NamesTheFirstMissingCharacters) {
  const FontFolder folder(
      FontFolder::list_of(R"({"file": "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"})"));
  const auto fonts = folder.load();
  ASSERT_TRUE(fonts);
  const Coverage coverage = coverage_in(**fonts, 0, "GB 18030-2022 level 3 radicals");
  EXPECT_EQ(coverage.missing, 228U);
  EXPECT_THAT(coverage.first_missing,  // GBK's 14 begin U+2E81, 2E84, 2E88, 2E8B…
              ElementsAre(0x2E81, 0x2E84, 0x2E88, 0x2E8B, 0x2E8C, 0x2E97, 0x2EA7, 0x2EAA));
}

TEST(Coverage, CountsALatinFaceApart) {
  const FontFolder folder(R"({"roles": {"r": {
      "faces": [{"file": "fang.otf"}],
      "latin": {"file": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"}}}})");
  folder.write("fang.otf", bytes_of(fandol_fang));
  const auto fonts = folder.load();
  ASSERT_TRUE(fonts);
  const Coverage coverage = coverage_in(**fonts, 0, "GB 18030-2022 level 1 symbols");
  ASSERT_EQ(coverage.shares.size(), 2U);
  EXPECT_EQ(coverage.shares[1].face, *(*fonts)->latin_face_of(0));
  EXPECT_GE(coverage.shares[1].characters, 94U);  // ASCII but the space, and ā á ǎ à…
}

}  // namespace
}  // namespace tongbao::font::test

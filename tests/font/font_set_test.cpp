// What characters show as: Fandol's peculiarities, fallbacks, widths.
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "font_folder.h"

namespace tongbao::font::test {
namespace {

std::string face_showing(const char* role, char32_t c) {
  const FontSet& fonts = installed();
  const GlyphChoice choice = fonts.choose(role_of(fonts, role), c);
  return choice.glyph == 0 ? "none" : face_name(fonts, choice.face);
}

TEST(FontSet, ControlsAndWhatTakesNoRoomHaveNoGlyph) {
  // Fandol's cmap maps U+0000–001F to the space; HanaMinA draws a box for U+FE00 and a hyphen for
  // U+00AD.
  for (const char32_t c :
       {U'\x00', U'\x09', U'\x0A', U'\x1F', U'\x7F', U'\x85', U'\x9F', U'\xAD', U'\x200B',
        U'\x200D', U'\x2028', U'\x2029', U'\x2060', U'\xFE00', U'\xFEFF', U'\xE0100'}) {
    EXPECT_EQ(face_showing("fangsong", c), "none") << std::hex << static_cast<unsigned>(c);
  }
}

TEST(FontSet, WhatIsNoCharacterHasNoGlyph) {
  for (const char32_t c :
       {U'\xD800', U'\xDFFF', U'\xFFFF', U'\x0378', U'\x10FFFF', U'\x110000', U'\x7FFFFFFF'}) {
    EXPECT_EQ(face_showing("fangsong", c), "none") << std::hex << static_cast<unsigned>(c);
  }
}

TEST(FontSet, FandolDrawsTheMiddleDotAndTheBulletAlike) {
  const FontSet& fonts = installed();
  const RoleId role = role_of(fonts, "fangsong");
  EXPECT_EQ(fonts.choose(role, U'·').glyph, fonts.choose(role, U'•').glyph);
  EXPECT_EQ(fonts.choose(role, U'·').face, fonts.choose(role, U'•').face);
}

TEST(FontSet, MarksOfAmbiguousWidthAreFullWidthInEveryRole) {
  const FontSet& fonts = installed();
  for (const std::string& name : fonts.roles()) {
    const RoleId role = role_of(fonts, name);
    for (const char32_t c : U"“”‘’—…·①⑩、，。：；！？（）《》〈〉〔〕【】") {
      if (c == 0) continue;
      const GlyphChoice choice = fonts.choose(role, c);
      EXPECT_EQ(choice.advance, 1.0F) << name << " U+" << std::hex << static_cast<unsigned>(c);
      EXPECT_EQ(choice.face, fonts.faces_of(role).front()) << name;
    }
  }
}

TEST(FontSet, NarrowMarksOfAFaceGiveWayToItsFullWidthOnes) {
  // Noto Serif CJK SC: — is 0.89 em and · 0.327 em wide, and its feature fwid widens both.
  const FontFolder folder(
      FontFolder::list_of(std::string(R"({"index": 2, "file": ")") + noto_serif + R"("})"));
  const auto set = folder.load();
  ASSERT_TRUE(set);
  EXPECT_EQ((*set)->choose(0, U'—').advance, 1.0F);
  EXPECT_EQ((*set)->choose(0, U'·').advance, 1.0F);
  EXPECT_EQ((*set)->choose(0, U'“').advance, 1.0F);
  EXPECT_LT((*set)->choose(0, U'A').advance, 1.0F);
}

TEST(FontSet, DigitsAreHalfWidthInFangsong) {
  const FontSet& fonts = installed();
  const RoleId role = role_of(fonts, "fangsong");
  for (char32_t c = U'0'; c <= U'9'; ++c) EXPECT_EQ(fonts.choose(role, c).advance, 0.5F);
}

TEST(FontSet, RareNamesComeFromTheFirstFallbackThatHasThem) {
  // Not in GB 2312 and not in Fandol: common names among them (喆), and ⑪ to ⑳.
  EXPECT_EQ(face_showing("fangsong", U'⑪'), "HanaMinA");
  EXPECT_EQ(face_showing("fangsong", U'喆'), "HanaMinA");
  for (const char32_t c : {U'\x20BB7', U'\x36C3', U'\x2CB4E', U'\x4DAE'}) {
    EXPECT_EQ(face_showing("fangsong", c), "HanaMinA");
    EXPECT_EQ(face_showing("heiti", c), "NotoSansCJKsc-Regular");
    EXPECT_EQ(face_showing("xiaobiaosong", c), "NotoSerifCJKsc-Bold");
  }
  EXPECT_EQ(face_showing("fangsong", 0x20001), "HanaMinB");
}

TEST(FontSet, PrivateUseComesFromARolesOwnFacesOnly) {
  // HanaMinA has 1,402 private glyphs of its own making; Fandol has GB 18030's.
  const FontSet& fonts = installed();
  std::map<std::string, int> shown;
  for (char32_t c = 0xE000; c <= 0xF8FF; ++c) ++shown[face_showing("fangsong", c)];
  EXPECT_EQ(shown["FandolFang-Regular"], 26);
  EXPECT_EQ(shown["none"], 6400 - 26);
  EXPECT_EQ(fonts.choose(role_of(fonts, "fangsong"), 0xF0000).glyph, 0U);
}

TEST(FontSet, ALatinFaceIsAskedFirstForLatinOnly) {
  const FontFolder folder(R"({"roles": {"r": {
      "faces": [{"file": "fang.otf"}],
      "latin": {"file": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"}}}})");
  folder.write("fang.otf", bytes_of(fandol_fang));
  const auto set = folder.load();
  ASSERT_TRUE(set);
  const FontSet& fonts = **set;
  for (const char32_t c : U"Az09%@éÀẾ") {
    if (c == 0) continue;
    EXPECT_EQ(face_name(fonts, fonts.choose(0, c).face), "DejaVuSans");
  }
  for (const char32_t c : U" “”—·×Ⅲ中，（") {
    if (c == 0) continue;
    EXPECT_EQ(face_name(fonts, fonts.choose(0, c).face), "FandolFang-Regular");
  }
  EXPECT_EQ(fonts.latin_face_of(0), FaceId{1});
  EXPECT_EQ(installed().latin_face_of(0), std::nullopt);
}

TEST(FontSet, AdvanceIsThatOfTheChosenGlyph) {
  const FontSet& fonts = installed();
  for (const char32_t c : U"中1A—\U00020BB7") {
    const GlyphChoice choice = fonts.choose(role_of(fonts, "kaiti"), c);
    if (c == 0) continue;
    EXPECT_NE(choice.glyph, 0U);
    EXPECT_EQ(fonts.advance(choice.face, choice.glyph), choice.advance);
  }
}

TEST(FontSet, TheEmBoxIsTheIdeographicOne) {
  // FandolSong-Regular says 800/-200 in hhea and OS/2, but its BASE table says -120 as the others'
  // does; HanaMin has 1024 units, -144 of them below the line.
  const FontSet& fonts = installed();
  for (std::size_t face = 0; face < fonts.face_count(); ++face) {
    const FaceInfo& info = fonts.info(static_cast<FaceId>(face));
    const double below = info.units_per_em == 1024 ? 144 / 1.024 : 120;
    EXPECT_NEAR(info.descent, -below, 1e-9) << info.postscript_name;
    EXPECT_NEAR(info.ascent, 1000 - below, 1e-9) << info.postscript_name;
  }
}

}  // namespace
}  // namespace tongbao::font::test

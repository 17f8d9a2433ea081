#include "font/shaping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/utf8.h"
#include "font_folder.h"

namespace tongbao::font::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Shaped {
  std::vector<ShapedGlyph> glyphs;
  std::vector<MissingCharacter> missing;

  [[nodiscard]] std::vector<std::uint32_t> offsets() const {
    std::vector<std::uint32_t> result;
    for (const ShapedGlyph& glyph : glyphs) result.push_back(glyph.text);
    return result;
  }
  [[nodiscard]] float width() const {
    float sum = 0;
    for (const ShapedGlyph& glyph : glyphs) sum += glyph.advance;
    return sum;
  }
};

Shaped shape_in(const FontSet& fonts, RoleId role, std::string_view text) {
  Shaped shaped;
  shape(fonts, role, text, shaped.glyphs, shaped.missing);
  for (const ShapedGlyph& glyph : shaped.glyphs) EXPECT_NE(glyph.glyph, 0U) << text;
  return shaped;
}

Shaped shape_fangsong(std::string_view text) {
  return shape_in(installed(), role_of(installed(), "fangsong"), text);
}

GlyphChoice fangsong_choice(char32_t c) {
  return installed().choose(role_of(installed(), "fangsong"), c);
}

const FontSet& noto() {
  static const FontFolder folder(
      FontFolder::list_of(std::string(R"({"index": 2, "file": ")") + noto_serif + R"("})"));
  static const std::shared_ptr<const FontSet> set = folder.load().value();
  return *set;
}

TEST(Shaping, MapsChineseTextOneToOne) {
  const Shaped shaped = shape_fangsong("整改12项。");
  EXPECT_THAT(shaped.offsets(), ElementsAre(0, 3, 6, 7, 8, 11));
  EXPECT_THAT(shaped.missing, IsEmpty());
  EXPECT_EQ(shaped.width(), 5.0F);  // four of one em, two of half an em
}

TEST(Shaping, AppendsToWhatIsThere) {
  Shaped shaped = shape_fangsong("中");
  shape(installed(), role_of(installed(), "fangsong"), "国", shaped.glyphs, shaped.missing);
  EXPECT_EQ(shaped.glyphs.size(), 2U);
  EXPECT_EQ(shaped.glyphs[1].text, 0U);
}

TEST(Shaping, OfNothingIsNothing) {
  EXPECT_THAT(shape_fangsong("").glyphs, IsEmpty());
}

TEST(Shaping, ReportsEveryMissingCharacterWithItsPlace) {
  const Shaped shaped = shape_fangsong("中\u0378国\tA");
  ASSERT_EQ(shaped.missing.size(), 2U);
  EXPECT_EQ(shaped.missing[0].code_point, U'\u0378');
  EXPECT_EQ(shaped.missing[0].text, 3U);
  EXPECT_EQ(shaped.missing[1].code_point, U'\t');
  EXPECT_EQ(shaped.missing[1].text, 8U);
  EXPECT_THAT(shaped.offsets(), ElementsAre(0, 5, 9));
}

TEST(Shaping, TakesAnIdeographicVariantFromTheFaceThatHasIt) {
  // 葛 U+845B is in Fandol, its two registered variants only in HanaMinA.
  const Shaped first = shape_fangsong("葛\U000E0100");
  const Shaped second = shape_fangsong("葛\U000E0101");
  ASSERT_EQ(first.glyphs.size(), 1U);
  ASSERT_EQ(second.glyphs.size(), 1U);
  EXPECT_EQ(face_name(installed(), first.glyphs[0].face), "HanaMinA");
  EXPECT_EQ(face_name(installed(), second.glyphs[0].face), "HanaMinA");
  EXPECT_NE(first.glyphs[0].glyph, second.glyphs[0].glyph);
  EXPECT_EQ(face_name(installed(), shape_fangsong("葛").glyphs[0].face), "FandolFang-Regular");
}

TEST(Shaping, IgnoresASelectorThatNoFaceKnows) {
  const Shaped shaped = shape_fangsong("中\U000E01EF文");
  EXPECT_THAT(shaped.offsets(), ElementsAre(0, 7));
  EXPECT_EQ(shaped.glyphs[0].glyph, fangsong_choice(U'中').glyph);
  EXPECT_THAT(shaped.missing, IsEmpty());
}

TEST(Shaping, FoldsWhatTakesNoRoomIntoTheGlyphBefore) {
  const Shaped shaped = shape_fangsong("中\u200B\u200D文\uFEFF");
  EXPECT_THAT(shaped.offsets(), ElementsAre(0, 9));
  EXPECT_THAT(shaped.missing, IsEmpty());
  EXPECT_EQ(shaped.width(), 2.0F);
}

TEST(Shaping, FoldsWhatTakesNoRoomAtTheStartIntoTheFirstGlyph) {
  EXPECT_THAT(shape_fangsong("\uFEFF\u200B中文").offsets(), ElementsAre(0, 9));
}

TEST(Shaping, ComposesALetterWithItsMarks) {
  const Shaped shaped = shape_fangsong("e\u0301中");
  ASSERT_THAT(shaped.offsets(), ElementsAre(0, 3));
  EXPECT_EQ(shaped.glyphs[0].glyph, fangsong_choice(U'é').glyph);
  EXPECT_THAT(shaped.missing, IsEmpty());
}

TEST(Shaping, ReportsAMarkThatNoFaceCanSet) {
  const Shaped shaped = shape_fangsong("中\u0F71");  // a Tibetan vowel sign
  ASSERT_EQ(shaped.missing.size(), 1U);
  EXPECT_EQ(shaped.missing[0].code_point, U'\u0F71');
  EXPECT_EQ(shaped.missing[0].text, 3U);
}

TEST(Shaping, KernsLetters) {
  const Shaped pair = shape_in(noto(), 0, "AV");
  const float apart = noto().choose(0, U'A').advance + noto().choose(0, U'V').advance;
  EXPECT_THAT(pair.offsets(), ElementsAre(0, 1));
  EXPECT_LT(pair.width(), apart - 0.05F);
}

// FandolFang with a kerning table in the place of its vertical metrics: -0.1 em for 1 before 1 and
// for A before V (glyphs 18, 34 and 55, as Adobe-GB1 counts them).
std::string kerned_face() {
  FaceBytes face(bytes_of(fandol_fang));
  const std::size_t table = face.table("vmtx");
  const unsigned less = 0x10000 - 100;
  const std::vector<unsigned> words = {0, 1, 0, 26, 1, 2, 12, 1, 0, 18, 18, less, 34, 55, less};
  for (std::size_t i = 0; i < words.size(); ++i) face.put16(table + 2 * i, words[i]);
  return face.rename_table("vmtx", "kern").sort_tables().bytes();
}

TEST(Shaping, NeverKernsDigits) {
  const FontFolder folder(FontFolder::list_of(R"({"file": "a.otf"})"));
  folder.write("a.otf", kerned_face());
  const auto set = folder.load().value();
  const float letters = set->choose(0, U'A').advance + set->choose(0, U'V').advance;
  EXPECT_NEAR(shape_in(*set, 0, "AV").width(), letters - 0.1F, 1e-6);
  EXPECT_EQ(shape_in(*set, 0, "11").width(), 1.0F);
}

TEST(Shaping, JoinsNoLigatures) {
  EXPECT_THAT(shape_in(noto(), 0, "office").offsets(), ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(Shaping, MixesKernedLettersMarksAndHan) {
  const Shaped shaped = shape_in(noto(), 0, "AVe\u0301 中AV");
  EXPECT_THAT(shaped.offsets(), ElementsAre(0, 1, 2, 5, 6, 9, 10));
  EXPECT_THAT(shaped.missing, IsEmpty());
}

// Whatever the text, glyphs come in its order and lie on character boundaries, and every character
// with ink is shown or reported.
TEST(Shaping, KeepsTheOrderOfAnyText) {
  const std::u32string alphabet = U"中A1é\u0301\u200B\U000E0100\uFE00 \u0378V“\u0F71\U00020BB7";
  unsigned state = 1;
  for (int round = 0; round < 2000; ++round) {
    std::u32string text;
    for (int i = 0; i < 8; ++i) {
      state = state * 1664525U + 1013904223U;
      text += alphabet[(state >> 16) % alphabet.size()];
    }
    const std::string utf8 = to_utf8(text);
    for (const FontSet* fonts : {&installed(), &noto()}) {
      const Shaped shaped = shape_in(*fonts, 0, utf8);
      const auto offsets = shaped.offsets();
      EXPECT_TRUE(std::is_sorted(offsets.begin(), offsets.end()));
      if (!offsets.empty() && shaped.missing.empty()) {
        EXPECT_EQ(offsets.front(), 0U);
      }
      for (const std::uint32_t offset : offsets) {
        ASSERT_LT(offset, utf8.size());
        EXPECT_NE(static_cast<unsigned char>(utf8[offset]) >> 6, 2);
      }
    }
  }
}

}  // namespace
}  // namespace tongbao::font::test

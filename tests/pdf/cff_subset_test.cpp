#include "pdf/cff_subset.h"

#include <memory>
#include <numeric>
#include <stdexcept>
#include <vector>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_TRUETYPE_TABLES_H
#include <gmock/gmock.h>

#include "document_builder.h"
#include "zlib_reader.h"

namespace tongbao::pdf {
namespace {

using ::testing::ElementsAreArray;
using testing::project_fonts;
using Bytes = std::vector<std::uint8_t>;

// A font as FreeType reads it: an implementation that is not ours.
class FreeTypeFace {
 public:
  explicit FreeTypeFace(const std::string& file) {
    check(FT_Init_FreeType(&library_));
    check(FT_New_Face(library_, file.c_str(), 0, &face_));
  }
  explicit FreeTypeFace(Bytes bytes) : bytes_(std::move(bytes)) {
    check(FT_Init_FreeType(&library_));
    check(FT_New_Memory_Face(library_, bytes_.data(), static_cast<FT_Long>(bytes_.size()), 0,
                             &face_));
  }
  ~FreeTypeFace() {
    FT_Done_Face(face_);
    FT_Done_FreeType(library_);
  }
  FreeTypeFace(const FreeTypeFace&) = delete;
  FreeTypeFace& operator=(const FreeTypeFace&) = delete;

  [[nodiscard]] std::uint32_t glyph_count() const {
    return static_cast<std::uint32_t>(face_->num_glyphs);
  }
  [[nodiscard]] Bytes cff_table() const {
    FT_ULong size = 0;
    check(FT_Load_Sfnt_Table(face_, FT_MAKE_TAG('C', 'F', 'F', ' '), 0, nullptr, &size));
    Bytes table(size);
    check(FT_Load_Sfnt_Table(face_, FT_MAKE_TAG('C', 'F', 'F', ' '), 0, table.data(), &size));
    return table;
  }
  // Advance, then points with their tags, then the ends of the contours.
  [[nodiscard]] std::vector<long> outline(std::uint32_t glyph) const {
    check(FT_Load_Glyph(face_, glyph, FT_LOAD_NO_SCALE));
    const FT_Outline& outline = face_->glyph->outline;
    std::vector<long> numbers = {face_->glyph->metrics.horiAdvance};
    for (int i = 0; i < outline.n_points; ++i) {
      numbers.insert(numbers.end(),
                     {outline.points[i].x, outline.points[i].y, long{outline.tags[i]}});
    }
    numbers.insert(numbers.end(), outline.contours, outline.contours + outline.n_contours);
    return numbers;
  }

 private:
  static void check(FT_Error error) {
    if (error != 0) throw std::runtime_error("FreeType: error " + std::to_string(error));
  }
  FT_Library library_ = nullptr;
  FT_Face face_ = nullptr;
  Bytes bytes_;
};

Bytes subset(const CopyableFont& font, const std::vector<std::uint32_t>& glyphs) {
  const DeflatedTable table = font.subset(glyphs);
  const std::string bytes = testing::inflated(table.deflated, table.size);
  return {bytes.begin(), bytes.end()};
}

class CffSubset : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Roles, CffSubset,
                         ::testing::Values("xiaobiaosong", "fangsong", "heiti", "kaiti", "songti"));

// FreeType asks a bare CID-keyed CFF by CID.
TEST_P(CffSubset, EveryGlyphIsDrawnAsInTheFace) {
  const font::FaceId face = project_fonts()->faces_of(*project_fonts()->find_role(GetParam()))[0];
  const FreeTypeFace whole(project_fonts()->info(face).file.string());
  const Bytes table = whole.cff_table();
  const auto font = CopyableFont::open(table);
  ASSERT_NE(font, nullptr);
  const auto& cids = font->names().cids;
  ASSERT_EQ(cids.size(), whole.glyph_count());

  // In two halves, which no glyph's place in the subset is the same in as in the face.
  for (const std::uint32_t first : {1U, 2U}) {
    std::vector<std::uint32_t> glyphs;
    for (std::uint32_t glyph = first; glyph < whole.glyph_count(); glyph += 2) {
      glyphs.push_back(glyph);
    }
    const FreeTypeFace half(subset(*font, glyphs));
    EXPECT_EQ(half.outline(0), whole.outline(0));
    std::size_t different = 0;
    for (const std::uint32_t glyph : glyphs) {
      if (half.outline(cids[glyph]) != whole.outline(glyph)) ++different;
    }
    EXPECT_EQ(different, 0U);
  }
}

// A font of three glyphs in two Font DICTs, by hand (5176).
Bytes small_font() {
  Bytes table = {1, 0, 4, 1};
  const auto put = [&table](std::initializer_list<int> bytes) {
    for (const int byte : bytes) table.push_back(static_cast<std::uint8_t>(byte));
  };
  put({0, 1, 1, 1, 2, 'F'});
  // SIDs 391, 392, supplement 5, ROS; charset, FDSelect, CharStrings, FDArray at 58, 63, 67, 83.
  put({0, 1, 1, 1, 28});
  put({28, 1, 135, 28, 1, 136, 144, 12, 30});
  put({28, 0, 58, 15});
  put({28, 0, 63, 12, 37});
  put({28, 0, 67, 17});
  put({28, 0, 83, 12, 36});
  put({0, 2, 1, 1, 6, 9, 'A', 'd', 'o', 'b', 'e', 'G', 'B', '1'});
  put({0, 0});
  put({1, 0, 7, 1, 0});
  put({0, 0, 1, 1});
  put({0, 3, 1, 1, 2, 6, 10, 14, 149, 159, 1, 14, 159, 149, 3, 14});
  put({0, 2, 1, 1, 6, 11});
  put({140, 28, 0, 99, 18, 140, 28, 0, 100, 18});  // Private: 1 byte each
  put({139, 139});
  return table;
}

TEST(SmallCffSubset, WritesEveryPartOfASmallFont) {
  const Bytes whole = small_font();
  const auto font = CopyableFont::open(whole);
  ASSERT_NE(font, nullptr);
  EXPECT_THAT(font->names().cids, ElementsAreArray({0, 7, 8}));
  const Bytes bytes = subset(*font, {2});
  const std::string table(bytes.begin(), bytes.end());
  const auto again = CopyableFont::open(bytes);
  ASSERT_NE(again, nullptr);
  EXPECT_EQ(again->names().collection.ordering, "GB1");
  EXPECT_EQ(again->names().collection.supplement, 5);
  EXPECT_THAT(again->names().cids, ElementsAreArray({0, 8}));
  // Both charstrings have come down to an endchar, at the end of the table.
  EXPECT_TRUE(table.ends_with(std::string("\0\2\1\1\2\3\x0E\x0E", 8)));
  EXPECT_THROW(static_cast<void>(font->subset(std::vector<std::uint32_t>{3})), std::runtime_error);
}

TEST(SmallCffSubset, AnyByteMayBeAnything) {
  const std::vector<std::uint32_t> glyphs = {1, 2};
  for (std::size_t at = 0; at < small_font().size(); ++at) {
    for (int value = 0; value < 256; ++value) {
      Bytes table = small_font();
      table[at] = static_cast<std::uint8_t>(value);
      try {
        const auto font = CopyableFont::open(table);
        if (font != nullptr) static_cast<void>(font->subset(glyphs));
      } catch (const std::runtime_error&) {
        continue;  // refused; what counts is that nothing is read out of bounds
      }
    }
  }
}

TEST(SmallCffSubset, CutOffAnywhereIsAnErrorAndNoMore) {
  const Bytes whole = small_font();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_THROW(
        {
          const auto font = CopyableFont::open(part);
          static_cast<void>(font->subset(std::vector<std::uint32_t>{1, 2}));
        },
        std::runtime_error)
        << size;
  }
}

}  // namespace
}  // namespace tongbao::pdf

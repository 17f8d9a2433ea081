#include "pdf/font_program_cache.h"

#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include "document_builder.h"
#include "pdf/deflate.h"
#include "pdf/font_program.h"
#include "pdf/write_pdf.h"

namespace tongbao::pdf {
namespace {

using testing::DocumentBuilder;
using ::testing::Each;
using testing::project_fonts;
using Glyphs = std::vector<std::uint32_t>;

constexpr std::size_t plenty = std::size_t{64} << 20;

// Faces that HarfBuzz cuts: they are fallbacks.
std::vector<font::FaceId> cut_faces() {
  std::vector<font::FaceId> faces;
  for (font::FaceId face = 0; face < project_fonts()->face_count(); ++face) {
    if (FaceSubsetter(*project_fonts(), face).cut_by_harfbuzz()) faces.push_back(face);
  }
  return faces;
}

class FontProgramCacheTest : public ::testing::Test {
 protected:
  FontProgramCacheTest() { EXPECT_GE(faces_.size(), 2U); }
  auto program(FontProgramCache& cache, const Glyphs& glyphs, std::size_t face = 0) {
    return cache.program(faces_.at(face), glyphs, compressor_);
  }
  std::vector<font::FaceId> faces_ = cut_faces();
  Compressor compressor_;
};

TEST_F(FontProgramCacheTest, KeepsEachFaceAndGlyphSetApart) {
  FontProgramCache cache(*project_fonts(), plenty);
  const auto first = program(cache, {100, 200});
  EXPECT_EQ(program(cache, {100, 200}), first);
  EXPECT_NE(program(cache, {100, 201}), first);
  EXPECT_NE(program(cache, {100, 200, 201}), first);
  EXPECT_NE(program(cache, {100}), first);
  EXPECT_NE(program(cache, {100, 200}, 1), first);
  EXPECT_EQ(program(cache, {100, 200}), first);
}

TEST_F(FontProgramCacheTest, DoesNotKeepWhatIsSoonPutTogether) {
  const font::FaceId song = project_fonts()->faces_of(*project_fonts()->find_role("songti"))[0];
  FontProgramCache cache(*project_fonts(), plenty);
  const Glyphs glyphs = {100, 200};
  const auto first = cache.program(song, glyphs, compressor_);
  const auto second = cache.program(song, glyphs, compressor_);
  EXPECT_NE(second, first);
  EXPECT_EQ(second->deflated, first->deflated);
  EXPECT_EQ(cache.size(), 0U);
}

TEST_F(FontProgramCacheTest, GivesUpTheLeastRecentlyUsed) {
  FontProgramCache measure(*project_fonts(), plenty);
  for (std::uint32_t glyph = 100; glyph < 103; ++glyph) {
    static_cast<void>(program(measure, {glyph}));
  }
  // Three programs fill it; a fourth is more than it may hold.
  FontProgramCache cache(*project_fonts(), measure.size());
  const auto a = program(cache, {100});
  const auto b = program(cache, {101});
  const auto c = program(cache, {102});
  EXPECT_EQ(cache.size(), measure.size());
  EXPECT_EQ(program(cache, {100}), a);
  static_cast<void>(program(cache, {103}));
  EXPECT_LE(cache.size(), measure.size());
  EXPECT_EQ(program(cache, {100}), a);
  EXPECT_NE(program(cache, {101}), b);  // made anew; `b` itself is still whole
  EXPECT_EQ(b->deflated, program(cache, {101})->deflated);
}

TEST_F(FontProgramCacheTest, WithoutCapacityKeepsNothing) {
  FontProgramCache cache(*project_fonts(), 0);
  const auto first = program(cache, {100});
  EXPECT_NE(program(cache, {100}), first);
  EXPECT_EQ(program(cache, {100})->deflated, first->deflated);
  EXPECT_EQ(cache.size(), 0U);
}

DocumentBuilder page_of(std::string_view text) {
  DocumentBuilder builder(*project_fonts());
  builder.add_page();
  for (const char* role : {"fangsong", "heiti", "kaiti"}) {
    builder.add_line(text, Pt{80}, Pt{100}, {.role = role});
  }
  return builder;
}

TEST_F(FontProgramCacheTest, DocumentsAreTheSameHotColdOrWithout) {
  FontProgramCache cache(*project_fonts(), plenty);
  const DocumentBuilder one = page_of("整改㐀㐁落实12项");
  const DocumentBuilder permuted =
      page_of("12项整改㐁㐀落实");  // the same glyphs, met in another order
  for (const DocumentBuilder* each : {&one, &permuted, &one}) {
    EXPECT_EQ(write_pdf(each->document, cache), write_pdf(each->document, *project_fonts()));
  }
}

TEST_F(FontProgramCacheTest, ThreadsThatShareItWriteTheSameBytes) {
  std::vector<DocumentBuilder> builders;
  std::vector<std::string> expected;
  for (const char* text : {"㐀", "㐁", "㐀㐁", "㐂㐃", "整㐄", "㐅成"}) {
    builders.push_back(page_of(text));
    expected.push_back(write_pdf(builders.back().document, *project_fonts()));
  }
  // So small that the threads push out each other's programs all the time.
  FontProgramCache cache(*project_fonts(), 16000);
  std::vector<char> same(4, 1);
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < same.size(); ++thread) {
    threads.emplace_back([&, thread] {
      for (std::size_t i = 0; i < 60; ++i) {
        const std::size_t which = (i * (thread + 1) + thread) % builders.size();
        if (write_pdf(builders[which].document, cache) != expected[which]) same[thread] = 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(same, Each(1));
  EXPECT_LE(cache.size(), 16000U);
  EXPECT_GT(cache.size(), 0U);
}

}  // namespace
}  // namespace tongbao::pdf

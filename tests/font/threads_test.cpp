// One FontSet used by many threads while it is being prepared.
#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <hb.h>

#include "font/shaping.h"
#include "font_folder.h"

namespace tongbao::font::test {
namespace {

bool same(const GlyphChoice& a, const GlyphChoice& b) {
  return a.face == b.face && a.glyph == b.glyph && a.advance == b.advance;
}

TEST(Threads, AllSeeTheSameGlyphs) {
  const auto shared = FontSet::load(installed_fonts).value();
  const RoleId role = role_of(*shared, "fangsong");
  std::atomic<int> differences = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (char32_t c = 0x4E00; c < 0x5E00; ++c) {
        const GlyphChoice first = shared->choose(role, c);
        if (!same(first, shared->choose(role, c))) ++differences;
        if (!same(first, installed().choose(role, c))) ++differences;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(differences, 0);
}

TEST(Threads, ReadersSeeAFaceOrItsPreparedForm) {
  const FontFolder folder(FontFolder::list_of(R"({"file": ")" + fandol_fang.string() + R"("})"));
  const auto fonts = folder.load().value();
  hb_face_t* const plain = fonts->hb_face(0);
  EXPECT_EQ(fonts->subset_source(0), plain);

  std::atomic<bool> done = false;
  std::atomic<int> torn = 0;
  std::thread reader([&] {
    hb_face_t* seen = plain;
    while (!done) {
      hb_face_t* const now = fonts->subset_source(0);
      if (seen != plain && now != seen) ++torn;
      if (hb_face_get_upem(now) != 1000) ++torn;
      seen = now;
    }
  });
  std::thread one([&] { fonts->prepare(0); });
  std::thread other([&] { fonts->prepare(0); });
  one.join();
  other.join();
  done = true;
  reader.join();

  EXPECT_EQ(torn, 0);
  EXPECT_NE(fonts->subset_source(0), plain);
  EXPECT_EQ(fonts->hb_face(0), plain);
}

}  // namespace
}  // namespace tongbao::font::test

#include "image/png.h"

#include <gtest/gtest.h>

#include "image/png_file.h"

namespace tongbao::image {
namespace {

std::string error_of(const Result<content::Image>& result) {
  if (result) return "none";
  EXPECT_EQ(result.error().size(), 1u);
  EXPECT_FALSE(result.error().front().message.zh.empty());
  EXPECT_FALSE(result.error().front().message.en.empty());
  return result.error().front().code;
}
std::string error_of(const std::string& file, const PngLimits& limits = {}) {
  return error_of(decode_png(file, limits));
}

content::Image picture(const PngFile& file) {
  auto image = decode_png(file.file());
  if (!image) {
    ADD_FAILURE() << image.error().front().message.en;
    return {};
  }
  EXPECT_EQ(image->width, file.width);
  EXPECT_EQ(image->height, file.height);
  EXPECT_EQ(image->rgb.size(), std::size_t{3} * file.width * file.height);
  return *image;
}

PngFile grey_pixel() {
  return {.lines = bytes({0, 7}), .before_data = {}, .after_data = {}};
}

TEST(Png, GreyOfEveryDepthBecomesRgb) {
  // 1 bit: black, white; 2 bits: 0, 85, 170, 255; 4 bits: 3 × 17; 16 bits: 0x8080 is 128 of 255.
  struct Case {
    int depth;
    std::vector<int> line;
    std::vector<int> expected;
  };
  const std::vector<Case> cases = {
      {1, {0, 0b01000000}, {0, 0, 0, 255, 255, 255}},
      {2, {0, 0b01100000}, {85, 85, 85, 170, 170, 170}},
      {4, {0, 0x3F}, {51, 51, 51, 255, 255, 255}},
      {8, {0, 9, 200}, {9, 9, 9, 200, 200, 200}},
      {16, {0, 0x80, 0x80, 0xFF, 0xFF}, {128, 128, 128, 255, 255, 255}},
  };
  for (const Case& one : cases) {
    const auto image = picture({.width = 2,
                                .depth = one.depth,
                                .lines = bytes(one.line),
                                .before_data = {},
                                .after_data = {}});
    EXPECT_EQ(image.rgb, bytes(one.expected)) << one.depth;
    EXPECT_EQ(image.alpha, "") << one.depth;
  }
}

TEST(Png, ColourOfBothDepths) {
  const auto eight = picture(
      {.colour = rgb, .lines = bytes({0, 200, 16, 46}), .before_data = {}, .after_data = {}});
  EXPECT_EQ(eight.rgb, bytes({200, 16, 46}));
  const auto sixteen = picture({.depth = 16,
                                .colour = rgb,
                                .lines = bytes({0, 200, 200, 16, 16, 46, 46}),
                                .before_data = {},
                                .after_data = {}});
  EXPECT_EQ(sixteen.rgb, bytes({200, 16, 46}));
  EXPECT_EQ(sixteen.alpha, "");
}

TEST(Png, PalettesOfEveryDepth) {
  const std::string colours = chunk("PLTE", bytes({255, 0, 0, 0, 0, 255}));
  const std::vector<std::pair<int, std::vector<int>>> lines = {
      {1, {0, 0b10000000}}, {2, {0, 0b01000000}}, {4, {0, 0x10}}, {8, {0, 1, 0}}};
  for (const auto& [depth, line] : lines) {
    const auto image = picture({.width = 2,
                                .depth = depth,
                                .colour = palette,
                                .lines = bytes(line),
                                .before_data = colours,
                                .after_data = {}});
    EXPECT_EQ(image.rgb, bytes({0, 0, 255, 255, 0, 0})) << depth;
  }
}

TEST(Png, AlphaComesFromTheChannelOrFromTransparentColours) {
  const auto channel = picture({.width = 2,
                                .colour = rgb_alpha,
                                .lines = bytes({0, 200, 16, 46, 128, 1, 2, 3, 255}),
                                .before_data = {},
                                .after_data = {}});
  EXPECT_EQ(channel.rgb, bytes({200, 16, 46, 1, 2, 3}));
  EXPECT_EQ(channel.alpha, bytes({128, 255}));

  const auto grey_channel = picture({.depth = 16,
                                     .colour = grey_alpha,
                                     .lines = bytes({0, 90, 90, 64, 64}),
                                     .before_data = {},
                                     .after_data = {}});
  EXPECT_EQ(grey_channel.rgb, bytes({90, 90, 90}));
  EXPECT_EQ(grey_channel.alpha, bytes({64}));

  const auto of_palette = picture(
      {.width = 2,
       .colour = palette,
       .lines = bytes({0, 0, 1}),
       .before_data = chunk("PLTE", bytes({255, 0, 0, 0, 0, 255})) + chunk("tRNS", bytes({50})),
       .after_data = {}});
  EXPECT_EQ(of_palette.alpha, bytes({50, 255}));

  const auto of_grey = picture({.width = 2,
                                .lines = bytes({0, 10, 20}),
                                .before_data = chunk("tRNS", bytes({0, 20})),
                                .after_data = {}});
  EXPECT_EQ(of_grey.alpha, bytes({255, 0}));
}

TEST(Png, AnOpaqueChannelIsNoAlpha) {
  const auto image = picture(
      {.colour = grey_alpha, .lines = bytes({0, 7, 255}), .before_data = {}, .after_data = {}});
  EXPECT_EQ(image.alpha, "");
}

// Adam7 (8.2): of 2 by 2 pixels the first pass holds the first, the sixth the second, the seventh
// the lower line.
TEST(Png, Interlaced) {
  const auto image = picture({.width = 2,
                              .height = 2,
                              .interlaced = true,
                              .lines = bytes({0, 1, 0, 2, 0, 3, 4}),
                              .before_data = {},
                              .after_data = {}});
  EXPECT_EQ(image.rgb, bytes({1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4}));
}

TEST(Png, FiltersAreUndone) {
  const auto image = picture({.width = 2,
                              .height = 2,
                              .lines = bytes({1, 5, 5, 2, 1, 1}),  // Sub, Up
                              .before_data = {},
                              .after_data = {}});
  EXPECT_EQ(image.rgb, bytes({5, 5, 5, 10, 10, 10, 6, 6, 6, 11, 11, 11}));
}

TEST(Png, GammaAndProfilesAreNotLookedAt) {
  PngFile file = grey_pixel();
  file.lines = bytes({0, 100});
  file.before_data = chunk("gAMA", number(100'000)) + chunk("iCCP", "broken");
  EXPECT_EQ(picture(file).rgb, bytes({100, 100, 100}));
}

TEST(Png, OfAnAnimationTheFirstPictureIsTaken) {
  PngFile file = grey_pixel();
  const std::string frame =
      number(1) + number(1) + number(0) + number(0) + bytes({0, 1, 0, 1, 0, 0});
  file.before_data = chunk("acTL", number(2) + number(0)) + chunk("fcTL", number(0) + frame);
  file.after_data =
      chunk("fcTL", number(1) + frame) + chunk("fdAT", number(2) + deflated(bytes({0, 99})));
  EXPECT_EQ(picture(file).rgb, bytes({7, 7, 7}));
}

TEST(Png, WhatFollowsTheEndIsLeftAside) {
  const auto image = decode_png(grey_pixel().file() + "<script>");
  ASSERT_TRUE(image);
  EXPECT_EQ(image->rgb, bytes({7, 7, 7}));
}

// 8 MB of text in 8 kB: only the chunks that pixels need are read.
TEST(Png, CompressedTextIsNotUnpacked) {
  PngFile file = grey_pixel();
  const std::string text = "a" + bytes({0, 0}) + deflated(std::string(7'900'000, 'x'));
  for (int i = 0; i < 500; ++i) file.before_data += chunk("zTXt", text);
  EXPECT_EQ(picture(file).rgb, bytes({7, 7, 7}));
}

TEST(Png, OtherFormatsAreRefused) {
  EXPECT_EQ(error_of(""), "image.notPng");
  EXPECT_EQ(error_of("\x89PNG"), "image.notPng");
  EXPECT_EQ(error_of("GIF89a"), "image.notPng");
  EXPECT_EQ(error_of("\xFF\xD8\xFF\xE0"), "image.notPng");
}

TEST(Png, EveryTruncationIsAnError) {
  const std::string whole = PngFile{
      .width = 4,
      .height = 4,
      .colour = rgb,
      .lines = std::string(4 * 13, '\0'),
      .before_data = {},
      .after_data = {}}.file();
  for (std::size_t size = png_signature.size(); size < whole.size(); ++size) {
    EXPECT_EQ(error_of(whole.substr(0, size)), "image.broken") << size;
  }
}

TEST(Png, EveryFlippedBitIsAnError) {
  const std::string whole = grey_pixel().file();
  for (std::size_t i = png_signature.size(); i < whole.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string broken = whole;
      broken[i] = static_cast<char>(broken[i] ^ (1 << bit));
      EXPECT_EQ(error_of(broken), "image.broken") << i << "." << bit;
    }
  }
}

TEST(Png, TooFewLinesAreAnError) {
  PngFile file = grey_pixel();
  file.height = 2;
  EXPECT_EQ(error_of(file.file()), "image.broken");
}

TEST(Png, ImpossibleHeadersAreErrors) {
  PngFile file = grey_pixel();
  file.depth = 3;
  EXPECT_EQ(error_of(file.file()), "image.broken");
  file = grey_pixel();
  file.colour = static_cast<ColourType>(5);
  EXPECT_EQ(error_of(file.file()), "image.broken");
  file = grey_pixel();
  file.colour = palette;  // without PLTE
  EXPECT_EQ(error_of(file.file()), "image.broken");
  file = grey_pixel();
  file.before_data = chunk("IHDR", number(9) + number(9) + bytes({8, 0, 0, 0, 0}));
  EXPECT_EQ(error_of(file.file()), "image.broken");
  file = grey_pixel();
  file.before_data = chunk("XXXX", "a critical chunk that nobody knows");
  EXPECT_EQ(error_of(file.file()), "image.broken");
  EXPECT_EQ(error_of(std::string(png_signature) + chunk("IEND", "")), "image.broken");
}

TEST(Png, NoPixelsAreAnError) {
  PngFile file = grey_pixel();
  file.width = 0;
  EXPECT_EQ(error_of(file.file()), "image.broken");
  file = grey_pixel();
  file.height = 0;
  EXPECT_EQ(error_of(file.file()), "image.broken");
}

TEST(Png, SizesAreRefusedFromTheHeader) {
  PngFile file = grey_pixel();
  file.width = 100'000;
  file.height = 100'000;
  EXPECT_EQ(error_of(file.file()), "image.tooLarge");
  file.width = 0xFFFFFFFF;
  file.height = 0xFFFFFFFF;
  EXPECT_EQ(error_of(file.file()), "image.tooLarge");
  file.width = 4096;
  file.height = 4096;
  EXPECT_EQ(error_of(file.file()), "image.tooLarge");
  file.width = 4097;
  file.height = 1;
  EXPECT_EQ(error_of(file.file()), "image.tooLarge");
}

TEST(Png, LimitsAreTheCallers) {
  const std::string file = PngFile{
      .width = 2,
      .height = 2,
      .lines = bytes({0, 1, 2, 0, 3, 4}),
      .before_data = {},
      .after_data = {}}.file();
  EXPECT_EQ(error_of(file, {.bytes = file.size(), .side = 2, .pixels = 4}), "none");
  EXPECT_EQ(error_of(file, {.bytes = file.size() - 1}), "image.tooLarge");
  EXPECT_EQ(error_of(file, {.side = 1}), "image.tooLarge");
  EXPECT_EQ(error_of(file, {.pixels = 3}), "image.tooLarge");
}

TEST(Png, FromBase64) {
  const auto image = decode_png_base64(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSu"
      "QmCC");
  ASSERT_TRUE(image) << image.error().front().message.en;
  EXPECT_EQ(image->rgb, bytes({255, 0, 0}));
  EXPECT_EQ(error_of(decode_png_base64("iVBORw0KGgo*")), "image.notPng");
  EXPECT_EQ(error_of(decode_png_base64("")), "image.notPng");
}

}  // namespace
}  // namespace tongbao::image

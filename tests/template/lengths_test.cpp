#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "template/attributes.h"

namespace tongbao::tmpl {
namespace {

TEST(Lengths, ChineseSizesArePoints) {
  const std::vector<std::pair<const char*, double>> sizes = {
      {"初号", 42},  {"小初", 36},  {"一号", 26},  {"小一", 24}, {"二号", 22},   {"小二", 18},
      {"三号", 16},  {"小三", 15},  {"四号", 14},  {"小四", 12}, {"五号", 10.5}, {"小五", 9},
      {"六号", 7.5}, {"小六", 6.5}, {"七号", 5.5}, {"八号", 5}};
  for (const auto& [name, points] : sizes) EXPECT_EQ(parse_length(name), Pt{points}) << name;
}

TEST(Lengths, MillimetresAndPoints) {
  EXPECT_EQ(parse_length("25.4mm"), Pt{72});
  EXPECT_EQ(parse_length("10.5pt"), Pt{10.5});
  EXPECT_EQ(parse_length("0mm"), Pt{0});
}

TEST(Lengths, OthersAreNone) {
  for (const char* text : {"", "mm", "10", "10px", "10 mm", "-1mm", "1e3mm", "nanmm", "infpt",
                           "2001mm", "五", "三号 ", "1,5mm", "0x10pt"}) {
    EXPECT_FALSE(parse_length(text)) << text;
  }
}

}  // namespace
}  // namespace tongbao::tmpl

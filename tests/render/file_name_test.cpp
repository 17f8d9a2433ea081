#include "render/file_name.h"

#include <gtest/gtest.h>

namespace tongbao::render {
namespace {

std::string named(std::string_view title) {
  return file_name_for(title, "通报", Format::pdf);
}

TEST(FileName, IsTheTitleWithTheFormatsExtension) {
  EXPECT_EQ(file_name_for("整改情况的通报", "通报", Format::pdf), "整改情况的通报.pdf");
  EXPECT_EQ(file_name_for("整改台账", "台账", Format::xlsx), "整改台账.xlsx");
  EXPECT_EQ(file_name_for("甲", "通报", Format::layout), "甲.layout.json");
  EXPECT_EQ(file_name_for("甲", "通报", Format::content), "甲.content.json");
}

TEST(FileName, HoldsNoSeparatorsNorWhatWindowsForbids) {
  EXPECT_EQ(named("甲/乙\\丙:丁*戊?己\"庚<辛>壬|癸"), "甲_乙_丙_丁_戊_己_庚_辛_壬_癸.pdf");
  EXPECT_EQ(named("../../etc/passwd"), "_.._etc_passwd.pdf");
}

TEST(FileName, HoldsNoControlsNorDirectionMarks) {
  EXPECT_EQ(named("甲\n乙\t丙\x7F"), "甲乙丙.pdf");
  EXPECT_EQ(named("甲\u202E乙\u2028丙\uFEFF"), "甲乙丙.pdf");
}

TEST(FileName, IsTheTemplatesNameWhereNothingIsLeft) {
  EXPECT_EQ(named(""), "通报.pdf");
  EXPECT_EQ(named(" .. \n"), "通报.pdf");
}

TEST(FileName, IsCutBetweenCharacters) {
  std::string title;
  for (int i = 0; i < 100; ++i) title += "长";
  std::string expected;
  for (int i = 0; i < 66; ++i) expected += "长";  // 66 × 3 = 198 bytes; a 67th would be 201
  EXPECT_EQ(named(title), expected + ".pdf");
}

}  // namespace
}  // namespace tongbao::render

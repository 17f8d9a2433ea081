#include "cli/table.h"

#include <gtest/gtest.h>

namespace tongbao::cli {
namespace {

TEST(Table, HanAndFullWidthCharactersTakeTwoCells) {
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("小标宋"), 6);
  EXPECT_EQ(display_width("（Ａ）"), 6);
  EXPECT_EQ(display_width("𠮷a"), 3);
}

TEST(Table, ColumnsStandUnderEachOther) {
  EXPECT_EQ(table({{"角色", "字体"}, {"heiti", "黑体"}, {"仿", ""}}),
            "角色   字体\n"
            "heiti  黑体\n"
            "仿\n");
}

TEST(Table, NumbersStandAtTheirRight) {
  EXPECT_EQ(table({{"字符集", "字数", "缺"}, {"GBK", "21003", "7"}}, Align::numbers_right),
            "字符集   字数  缺\n"
            "GBK     21003   7\n");
}

TEST(Table, OfNothingIsEmpty) {
  EXPECT_EQ(table({}), "");
}

}  // namespace
}  // namespace tongbao::cli

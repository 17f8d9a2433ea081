#include "base/chinese_numerals.h"

#include <gtest/gtest.h>

namespace tongbao {
namespace {

TEST(ChineseNumber, WritesAndReads) {
  const std::pair<std::uint64_t, const char*> cases[] = {{0, "零"},
                                                         {1, "一"},
                                                         {9, "九"},
                                                         {10, "十"},
                                                         {11, "十一"},
                                                         {20, "二十"},
                                                         {21, "二十一"},
                                                         {100, "一百"},
                                                         {101, "一百零一"},
                                                         {110, "一百一十"},
                                                         {111, "一百一十一"},
                                                         {1000, "一千"},
                                                         {1001, "一千零一"},
                                                         {1010, "一千零一十"},
                                                         {9999, "九千九百九十九"}};
  for (const auto& [number, text] : cases) {
    EXPECT_EQ(chinese_number(number), text);
    EXPECT_EQ(parse_chinese_number(text), number) << text;
  }
  EXPECT_EQ(chinese_number(10'000), "10000");
}

TEST(ChineseNumber, ReadsOnlyNumbers) {
  for (const char* text : {"", "二一", "十百", "一二三", "一是", "1", "一百零", "甲", "\xE4"}) {
    EXPECT_FALSE(parse_chinese_number(text).has_value()) << text;
  }
  EXPECT_EQ(parse_chinese_number("一十一"), 11U);
}

TEST(ChineseNumber, EveryNumberComesBack) {
  for (std::uint64_t number = 1; number < 10'000; ++number) {
    ASSERT_EQ(parse_chinese_number(chinese_number(number)), number);
  }
}

TEST(UpperCaseAmount, IsWrittenAsOnCheques) {
  const std::pair<const char*, const char*> cases[] = {
      {"0", "零元整"},           {"1", "壹元整"},
      {"10", "壹拾元整"},        {"115700", "壹拾壹万伍仟柒佰元整"},
      {"0.5", "伍角整"},         {"0.05", "伍分"},
      {"10.05", "壹拾元零伍分"}, {"1006.32", "壹仟零陆元叁角贰分"},
      {"10000", "壹万元整"},     {"100010", "壹拾万零壹拾元整"},
      {"100000000", "壹亿元整"}, {"100000001", "壹亿零壹元整"},
      {"-3.10", "负叁元壹角整"}};
  for (const auto& [amount, text] : cases) EXPECT_EQ(upper_case_amount(amount), text) << amount;
}

TEST(UpperCaseAmount, RefusesWhatIsNoAmount) {
  for (const char* text : {"", "-", "1.", ".5", "1.234", "1,000", "12345678901234567", "一元"}) {
    EXPECT_FALSE(upper_case_amount(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace tongbao

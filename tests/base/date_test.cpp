#include "base/date.h"

#include <gtest/gtest.h>

namespace tongbao {
namespace {

TEST(Date, ReadsDaysAndMonths) {
  EXPECT_EQ(Date::parse("2025-04-01"), (Date{2025, 4, 1}));
  EXPECT_EQ(Date::parse("2021-07"), (Date{2021, 7, 0}));
  EXPECT_EQ(Date::parse("2024-02-29"), (Date{2024, 2, 29}));
}

TEST(Date, RefusesWhatIsNoDate) {
  for (const char* text :
       {"", "2025", "2025-13", "2025-00", "2025-02-30", "2023-02-29", "2025-4-1", "2025/04/01",
        "2025-04-01 ", "２025-04-01", "2025-04-1x", "0000-01-01", "2025-04-00", "-025-04-01"}) {
    EXPECT_FALSE(Date::parse(text).has_value()) << text;
  }
}

TEST(Date, PrintsWithoutLeadingZeros) {
  EXPECT_EQ((Date{2025, 4, 1}.chinese()), "2025年4月1日");
  EXPECT_EQ((Date{2021, 7, 0}.chinese()), "2021年7月");
  EXPECT_EQ((Date{2025, 4, 1}.iso()), "2025-04-01");
  EXPECT_EQ((Date{2021, 7, 0}.iso()), "2021-07");
}

TEST(Date, AMonthEndsWithItsLastDay) {
  using std::chrono::sys_days;
  using namespace std::chrono_literals;
  EXPECT_EQ((Date{2024, 2, 0}.last_day()), sys_days(2024y / 2 / 29));
  EXPECT_EQ((Date{2023, 2, 0}.last_day()), sys_days(2023y / 2 / 28));
  EXPECT_EQ((Date{2023, 2, 3}.last_day()), sys_days(2023y / 2 / 3));
}

}  // namespace
}  // namespace tongbao

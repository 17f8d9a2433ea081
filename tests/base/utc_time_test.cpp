#include "base/utc_time.h"

#include <gtest/gtest.h>

namespace tongbao {
namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;

TEST(UtcText, IsRfc3339) {
  EXPECT_EQ(utc_text(system_clock::time_point{}), "1970-01-01T00:00:00.000Z");
  // 1,000,000,000 s after 1970 is 2001-09-09 01:46:40.
  EXPECT_EQ(utc_text(system_clock::time_point{milliseconds{1'000'000'000'007}}),
            "2001-09-09T01:46:40.007Z");
}

}  // namespace
}  // namespace tongbao

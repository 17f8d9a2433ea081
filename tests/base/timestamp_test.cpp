#include "base/timestamp.h"

#include <gtest/gtest.h>

namespace tongbao {
namespace {

TEST(Timestamp, IsUtcWithMilliseconds) {
  EXPECT_EQ(rfc3339(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(rfc3339(951'782'400'007), "2000-02-29T00:00:00.007Z");  // a leap day: 11,016 days
  EXPECT_EQ(rfc3339(-1), "1969-12-31T23:59:59.999Z");
}

}  // namespace
}  // namespace tongbao

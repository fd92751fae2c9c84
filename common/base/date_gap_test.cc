#include "common/base/date_gap.h"

#include <gtest/gtest.h>

namespace concordat {
namespace {

TEST(SpokenGap, IsSaidInTheUnitOfBothDates) {
  EXPECT_EQ(SpokenGap("2011-06-13", "2011-06-15"), "2 days");
  EXPECT_EQ(SpokenGap("2011-03-01", "2011-02-28"), "1 day");
  EXPECT_EQ(SpokenGap("2012-02-28", "2012-03-01"), "2 days");
  EXPECT_EQ(SpokenGap("2012-06", "2012-05"), "1 month");
  EXPECT_EQ(SpokenGap("2011-11", "2012-02"), "3 months");
  EXPECT_EQ(SpokenGap("2009", "2012"), "3 years");
}

TEST(SpokenGap, IsNoneOfDatesThatCannotBeCountedBetween) {
  EXPECT_EQ(SpokenGap("2011-06-13", "2011-06-13"), "");
  EXPECT_EQ(SpokenGap("2011-06", "2011-06-13"), "");
  EXPECT_EQ(SpokenGap("2011", "2011-06"), "");
  EXPECT_EQ(SpokenGap("", ""), "");
  EXPECT_EQ(SpokenGap("", "2011"), "");
  EXPECT_EQ(SpokenGap("soon", "late"), "");
}

}  // namespace
}  // namespace concordat

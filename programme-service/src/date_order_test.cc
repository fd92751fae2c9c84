#include "programme-service/src/date_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"

namespace concordat::programme {
namespace {

TEST(CheckDateOrder, TakesWhatMayBeInOrder) {
  EXPECT_TRUE(CheckDateOrder("2010-03", "2012-05", "end").ok());
  EXPECT_TRUE(CheckDateOrder("2010-03-31", "2010-03-31", "end").ok());
}

TEST(CheckDateOrder, RefusesWhatNoDayAllows) {
  const absl::Status status = CheckDateOrder("2012-05", "2012-04-30", "project.current_end");
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  ASSERT_EQ(ViolationsOf(status).size(), 1);
  EXPECT_EQ(ViolationsOf(status)[0].field, "project.current_end");
}

TEST(CheckDateOrder, LetsPartialDatesOverlap) {
  EXPECT_TRUE(CheckDateOrder("2012-05-20", "2012", "end").ok());
  EXPECT_TRUE(CheckDateOrder("2012", "2012-01-01", "end").ok());
}

TEST(CheckDateOrder, SaysNothingOfDatesThatAreNotStated) {
  EXPECT_TRUE(CheckDateOrder("", "2012", "end").ok());
  EXPECT_TRUE(CheckDateOrder("2012", "", "end").ok());
}

}  // namespace
}  // namespace concordat::programme

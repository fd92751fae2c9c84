#include "programme-service/src/date_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using test::StatusIs;

TEST(CheckDateOrder, TakesWhatMayBeInOrder) {
  EXPECT_THAT(CheckDateOrder("2010-03", "2012-05", "end"), IsOk());
  EXPECT_THAT(CheckDateOrder("2010-03-31", "2010-03-31", "end"), IsOk());
}

TEST(CheckDateOrder, RefusesWhatNoDayAllows) {
  const absl::Status status = CheckDateOrder("2012-05", "2012-04-30", "project.current_end");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  ASSERT_EQ(ViolationsOf(status).size(), 1);
  EXPECT_EQ(ViolationsOf(status)[0].field, "project.current_end");
}

TEST(CheckDateOrder, LetsPartialDatesOverlap) {
  EXPECT_THAT(CheckDateOrder("2012-05-20", "2012", "end"), IsOk());
  EXPECT_THAT(CheckDateOrder("2012", "2012-01-01", "end"), IsOk());
}

TEST(CheckDateOrder, SaysNothingOfDatesThatAreNotStated) {
  EXPECT_THAT(CheckDateOrder("", "2012", "end"), IsOk());
  EXPECT_THAT(CheckDateOrder("2012", "", "end"), IsOk());
}

}  // namespace
}  // namespace concordat::programme

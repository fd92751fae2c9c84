#include "common/sql/clock.h"

#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_database.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;
using test::TestDatabase;

class ClockTest : public testing::Test {
 protected:
  Database database_{TestDatabase::Shared().Options("")};
};

TEST_F(ClockTest, TheDatabaseTellsItsTime) {
  absl::Time now;
  ASSERT_THAT(database_.Read(absl::Now() + absl::Seconds(10),
                             [&now](Connection& connection) {
                               auto told = DatabaseNow(connection);
                               if (told.ok()) now = *told;
                               return told.status();
                             }),
              IsOk());
  EXPECT_LT(absl::AbsDuration(absl::Now() - now), absl::Seconds(10));
}

TEST_F(ClockTest, ATimeThatIsTooFarFromOursIsNotTaken) {
  for (const absl::Duration bound : {absl::Hours(1), -absl::Hours(1)}) {
    DatabaseOptions options = TestDatabase::Shared().Options("");
    options.max_clock_skew = bound;
    auto connection = Connection::Open(options);
    ASSERT_THAT(connection, IsOk());
    const auto now = DatabaseNow(**connection);
    if (bound > absl::ZeroDuration()) {
      EXPECT_THAT(now, IsOk());
    } else {
      EXPECT_EQ(ReasonOf(now.status()), "CLOCK_SKEWED") << "no clock is that right";
    }
    EXPECT_EQ(CheckDatabaseClock(**connection), now.status());
  }
}

TEST_F(ClockTest, AReplicaWhoseClockIsWrongSaysSoUntilItIsRight) {
  absl::Duration off;
  ClockWatch watch(&database_, absl::Seconds(1), [&off] { return absl::Now() + off; });
  EXPECT_THAT(watch.Measure(), IsOk());
  EXPECT_THAT(watch.Check(), IsOk());
  for (const absl::Duration wrong : {absl::Seconds(30), -absl::Seconds(30)}) {
    off = wrong;
    EXPECT_THAT(watch.Measure(), IsOk());
    EXPECT_FALSE(watch.right());
    EXPECT_EQ(ReasonOf(watch.Check()), "CLOCK_SKEWED");
    EXPECT_LT(absl::AbsDuration(watch.skew() - wrong), absl::Seconds(10));
    off = absl::ZeroDuration();
    EXPECT_THAT(watch.Measure(), IsOk());
    EXPECT_THAT(watch.Check(), IsOk());
  }
}

TEST(ClockWatchTest, ADatabaseThatIsAwayChangesNothing) {
  DatabaseOptions nowhere;
  nowhere.socket = "/nowhere";
  Database away(nowhere);
  ClockWatch watch(&away, absl::Seconds(1), [] { return absl::UnixEpoch(); });
  EXPECT_THAT(watch.Measure(), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_TRUE(watch.right());
}

}  // namespace
}  // namespace concordat

#include "common/base/date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/text.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using testing::Not;

TEST(ParsePartialDate, KeepsThePrecisionGiven) {
  const auto year = ParsePartialDate("2009");
  ASSERT_THAT(year, IsOk());
  EXPECT_EQ(year->first, absl::CivilDay(2009, 1, 1));
  EXPECT_EQ(year->last, absl::CivilDay(2009, 12, 31));
  const auto month = ParsePartialDate("2012-02");
  ASSERT_THAT(month, IsOk());
  EXPECT_EQ(month->last, absl::CivilDay(2012, 2, 29));
  const auto december = ParsePartialDate("2011-12");
  ASSERT_THAT(december, IsOk());
  EXPECT_EQ(december->last, absl::CivilDay(2011, 12, 31));
  const auto day = ParsePartialDate("2009-03-31");
  ASSERT_THAT(day, IsOk());
  EXPECT_EQ(day->first, day->last);
}

TEST(ParsePartialDate, RefusesWhatIsNoDate) {
  for (const char* text :
       {"", "209", "2011-02-29", "2011-13", "2011-00", "2011-1", "2011-01-1", "2011/01/01", "0999",
        "9999", "+201", "2011-01-32", "2011-01-00", " 2011", "2011-01-01 "}) {
    EXPECT_THAT(ParsePartialDate(text), Not(IsOk())) << text;
  }
}

TEST(ParsePartialDate, SaysWhichYearsThereAre) {
  for (const char* text : {"0000", "0001-01", "0999-12-31", "9999-12-31"}) {
    EXPECT_EQ(ParsePartialDate(text).status().message(),
              Concat(text, " is not in the years 1000 to 9998"));
  }
}

TEST(ParseFinancialYear, RunsFromAprilToMarch) {
  const auto year = ParseFinancialYear("2010-11");
  ASSERT_THAT(year, IsOk());
  EXPECT_EQ(year->first, absl::CivilDay(2010, 4, 1));
  EXPECT_EQ(year->last, absl::CivilDay(2011, 3, 31));
  EXPECT_THAT(ParseFinancialYear("1999-00"), IsOk());
  EXPECT_THAT(ParseFinancialYear("2010-12"), Not(IsOk()));
  EXPECT_THAT(ParseFinancialYear("2010/11"), Not(IsOk()));
}

TEST(LondonDay, ChangesAtMidnightInLondon) {
  const absl::TimeZone utc = absl::UTCTimeZone();
  // British Summer Time: 23:30 UTC is already the next day.
  EXPECT_EQ(LondonDay(absl::FromCivil(absl::CivilMinute(2011, 6, 30, 23, 30), utc)),
            absl::CivilDay(2011, 7, 1));
  EXPECT_EQ(LondonDay(absl::FromCivil(absl::CivilMinute(2011, 1, 30, 23, 30), utc)),
            absl::CivilDay(2011, 1, 30));
}

TEST(CompareDates, SaysPossiblyWhereBothAreAllowed) {
  const auto compare = [](const char* a, const char* b) {
    return CompareDates(*ParsePartialDate(a), *ParsePartialDate(b));
  };
  EXPECT_EQ(compare("2009", "2010-01"), DateOrder::kBefore);
  EXPECT_EQ(compare("2012-06", "2012-05-31"), DateOrder::kAfter);
  EXPECT_EQ(compare("2011-06-30", "2011-06-30"), DateOrder::kSame);
  EXPECT_EQ(compare("2011-06", "2011-06-30"), DateOrder::kPossiblyEither);
  EXPECT_EQ(compare("2011", "2011"), DateOrder::kPossiblyEither);
}

}  // namespace
}  // namespace concordat

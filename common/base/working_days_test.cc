#include "common/base/working_days.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/base/date.h"

namespace concordat {
namespace {

using absl::CivilDay;
using testing::ElementsAre;

std::vector<std::string> HolidaysOf(int year) {
  std::vector<std::string> days;
  for (const CivilDay day : BankHolidays(year)) days.push_back(FormatDay(day).substr(5));
  return days;
}

TEST(Easter, IsAsTheChurchHasIt) {
  EXPECT_EQ(EasterSunday(1961), CivilDay(1961, 4, 2));
  EXPECT_EQ(EasterSunday(2000), CivilDay(2000, 4, 23));
  EXPECT_EQ(EasterSunday(2008), CivilDay(2008, 3, 23)) << "the earliest in a century";
  EXPECT_EQ(EasterSunday(2011), CivilDay(2011, 4, 24));
  EXPECT_EQ(EasterSunday(2038), CivilDay(2038, 4, 25)) << "the latest there can be";
}

TEST(BankHolidays, AreThoseOfKnownYears) {
  EXPECT_THAT(HolidaysOf(2009),
              ElementsAre("01-01", "04-10", "04-13", "05-04", "05-25", "08-31", "12-25", "12-28"));
  EXPECT_THAT(HolidaysOf(2010),
              ElementsAre("01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"));
  EXPECT_THAT(HolidaysOf(2016),
              ElementsAre("01-01", "03-25", "03-28", "05-02", "05-30", "08-29", "12-26", "12-27"));
  EXPECT_THAT(HolidaysOf(2026),
              ElementsAre("01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"));
}

TEST(BankHolidays, AreMovedAndAddedForSingleYears) {
  EXPECT_THAT(HolidaysOf(1995),
              ElementsAre("01-02", "04-14", "04-17", "05-08", "05-29", "08-28", "12-25", "12-26"));
  EXPECT_THAT(HolidaysOf(1999), ElementsAre("01-01", "04-02", "04-05", "05-03", "05-31", "08-30",
                                            "12-27", "12-28", "12-31"));
  EXPECT_THAT(HolidaysOf(2000),
              ElementsAre("01-03", "04-21", "04-24", "05-01", "05-29", "08-28", "12-25", "12-26"));
  EXPECT_THAT(HolidaysOf(2002), ElementsAre("01-01", "03-29", "04-01", "05-06", "06-03", "06-04",
                                            "08-26", "12-25", "12-26"));
  EXPECT_THAT(HolidaysOf(2011), ElementsAre("01-03", "04-22", "04-25", "04-29", "05-02", "05-30",
                                            "08-29", "12-26", "12-27"));
  EXPECT_THAT(HolidaysOf(2012), ElementsAre("01-02", "04-06", "04-09", "05-07", "06-04", "06-05",
                                            "08-27", "12-25", "12-26"));
  EXPECT_THAT(HolidaysOf(2020),
              ElementsAre("01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"));
  EXPECT_THAT(HolidaysOf(2022), ElementsAre("01-03", "04-15", "04-18", "05-02", "06-02", "06-03",
                                            "08-29", "09-19", "12-26", "12-27"));
  EXPECT_THAT(HolidaysOf(2023), ElementsAre("01-02", "04-07", "04-10", "05-01", "05-08", "05-29",
                                            "08-28", "12-25", "12-26"));
}

TEST(BankHolidays, AreAllOnDaysOfTheWeekAndNoneTwice) {
  for (int year = 1978; year < 2200; ++year) {
    const std::vector<CivilDay> days = BankHolidays(year);
    for (size_t i = 0; i < days.size(); ++i) {
      EXPECT_TRUE(i == 0 || days[i - 1] < days[i]) << FormatDay(days[i]);
      EXPECT_NE(absl::GetWeekday(days[i]), absl::Weekday::saturday);
      EXPECT_NE(absl::GetWeekday(days[i]), absl::Weekday::sunday);
      EXPECT_EQ(days[i].year(), year);
    }
  }
}

TEST(WorkingDays, AreCountedOverWeekendsAndHolidays) {
  EXPECT_EQ(AddWorkingDays(CivilDay(2009, 12, 18), 1), CivilDay(2009, 12, 21));
  EXPECT_EQ(AddWorkingDays(CivilDay(2009, 12, 24), 1), CivilDay(2009, 12, 29));
  EXPECT_EQ(AddWorkingDays(CivilDay(2009, 12, 29), -1), CivilDay(2009, 12, 24));
  EXPECT_EQ(AddWorkingDays(CivilDay(2009, 12, 26), 0), CivilDay(2009, 12, 26));
  EXPECT_EQ(WorkingDaysBetween(CivilDay(2009, 12, 18), CivilDay(2010, 1, 4)), 8);
  EXPECT_EQ(WorkingDaysBetween(CivilDay(2010, 1, 4), CivilDay(2009, 12, 18)), 0);
}

// One day at a time.
CivilDay Walk(CivilDay day, int count) {
  const int step = count < 0 ? -1 : 1;
  while (count != 0) {
    day += step;
    if (IsWorkingDay(day)) count -= step;
  }
  return day;
}

TEST(WorkingDays, AreAsOneWalksThem) {
  for (CivilDay day(2021, 12, 1); day < CivilDay(2023, 2, 1); ++day) {
    for (const int count : {-261, -23, -5, -2, -1, 0, 1, 2, 3, 5, 8, 21, 300}) {
      EXPECT_EQ(AddWorkingDays(day, count), Walk(day, count)) << FormatDay(day) << " " << count;
    }
  }
}

TEST(WorkingDays, HaveALatestDayForALimit) {
  for (CivilDay limit(2022, 5, 20); limit < CivilDay(2022, 6, 20); ++limit) {
    for (const int count : {-9, -2, -1, 0, 1, 2, 9}) {
      const CivilDay latest = LatestForWorkingDays(limit, count);
      EXPECT_LE(AddWorkingDays(latest, count), limit) << FormatDay(limit) << " " << count;
      EXPECT_GT(AddWorkingDays(latest + 1, count), limit) << FormatDay(limit) << " " << count;
    }
  }
}

}  // namespace
}  // namespace concordat

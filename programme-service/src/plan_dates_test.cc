#include "programme-service/src/plan_dates.h"

#include <gtest/gtest.h>

#include "common/base/text.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using type::v1::PrintedDate;

PrintedDate Printed(const std::string& date,
                    type::v1::DateQualifier qualifier = type::v1::DATE_QUALIFIER_UNSPECIFIED) {
  PrintedDate printed;
  printed.set_date(date);
  printed.set_qualifier(qualifier);
  return printed;
}

std::string Slip(const PrintedDate& from, const PrintedDate& to) {
  const auto slip = SlipBetween(from, to);
  if (!slip.has_value()) return "unknown";
  const auto text = [](bool has, int days) { return has ? std::to_string(days) : "?"; };
  return Concat(text(slip->has_at_least(), slip->at_least()), "..",
                text(slip->has_at_most(), slip->at_most()));
}

TEST(Slip, IsTheDaysThatBothDatesMayBe) {
  EXPECT_EQ(Slip(Printed("2009-07-31"), Printed("2009-08-31")), "31..31");
  EXPECT_EQ(Slip(Printed("2009-12"), Printed("2010-03")), "60..120");
  EXPECT_EQ(Slip(Printed("2009-12-18"), Printed("2010-01")), "14..44");
  EXPECT_EQ(Slip(Printed("2010-03"), Printed("2010-02-28")), "-31..-1");
}

TEST(Slip, IsNoneOfADateStatedAlike) {
  EXPECT_EQ(Slip(Printed("2010-03"), Printed("2010-03")), "0..0");
}

TEST(Slip, IsUnknownWhereADateIs) {
  EXPECT_EQ(Slip(Printed(""), Printed("2010-03")), "unknown");
  EXPECT_EQ(Slip(Printed("2010"), Printed("2010", type::v1::DATE_QUALIFIER_CONTINUOUS)), "unknown");
}

TEST(Slip, IsOpenWhereWordsAre) {
  EXPECT_EQ(Slip(Printed("2010-01-01"), Printed("2010-01-11", type::v1::DATE_QUALIFIER_BY)),
            "?..10");
  EXPECT_EQ(Slip(Printed("2010-01-01"), Printed("2010-01-11", type::v1::DATE_QUALIFIER_FROM)),
            "10..?");
}

Holds Adjoin(const std::string& start, const std::string& end) {
  return StartsBeforeEnd(*PlanDateOf(start), *PlanDateOf(end));
}

TEST(StartsBeforeEnd, HoldsForEveryDayOrPossiblyOrNot) {
  EXPECT_EQ(Adjoin("2009-12", "2010-01"), Holds::kAlways);
  EXPECT_EQ(Adjoin("2009-11", "2009-11"), Holds::kNever) << "adjoining months";
  EXPECT_EQ(Adjoin("2009-11-15", "2009-11"), Holds::kPossibly);
  EXPECT_EQ(Adjoin("2009-11", "2009-11-15"), Holds::kPossibly);
  EXPECT_EQ(Adjoin("2009", "2009-11"), Holds::kPossibly);
  EXPECT_EQ(Adjoin("2009-12-01", "2009-11"), Holds::kNever);
}

TEST(EndsBeforeStart, IsPossibleWithinOneMonth) {
  EXPECT_EQ(EndsBeforeStart(Printed("2009-03"), Printed("2009-11")), Holds::kAlways);
  EXPECT_EQ(EndsBeforeStart(Printed("2009-11"), Printed("2009-11")), Holds::kNever);
  EXPECT_EQ(EndsBeforeStart(Printed("2009-11"), Printed("2009-11-15")), Holds::kNever);
  EXPECT_EQ(EndsBeforeStart(Printed("2009-11-15"), Printed("2009-11")), Holds::kPossibly);
  const PrintedDate late = Printed("2010-01", type::v1::DATE_QUALIFIER_LATE);
  EXPECT_EQ(EndsBeforeStart(Printed("2010-01"), late), Holds::kPossibly);
  EXPECT_EQ(EndsBeforeStart(late, late), Holds::kNever);
  EXPECT_EQ(EndsBeforeStart(Printed(""), late), Holds::kNever);
}

TEST(IsBefore, IsOnlyPossibleWhereWordsLeaveItOpen) {
  const auto by = PlanDateOf(Printed("2010-01", type::v1::DATE_QUALIFIER_BY));
  const auto beyond = PlanDateOf(Printed("2009-11", type::v1::DATE_QUALIFIER_AND_BEYOND));
  EXPECT_EQ(IsBefore(*beyond, *by), Holds::kPossibly);
  EXPECT_EQ(IsBefore(*PlanDateOf("2009-11"), *PlanDateOf("2010-01")), Holds::kAlways);
  EXPECT_EQ(IsBefore(*by, *PlanDateOf("2009-11")), Holds::kPossibly);
}

}  // namespace
}  // namespace concordat::programme

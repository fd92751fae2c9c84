#include "programme-service/src/return_rules.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using absl::StatusCode;
using test::IsOk;
using test::StatusIs;

const absl::CivilDay kDay(2009, 6, 15);

v1::ReportingPeriod PeriodIn(v1::ReportingPeriod::State state) {
  v1::ReportingPeriod period;
  period.set_first_day("2009-05-01");
  period.set_last_day("2009-05-31");
  period.set_state(state);
  return period;
}

v1::Return ReturnIn(v1::Return::State state) {
  v1::Return held;
  held.set_reporting_period("partnerships/p/reportingPeriods/may");
  held.set_council("councils/bury");
  held.set_due("2009-06-10");
  held.set_state(state);
  held.set_prepared_by_role("Accountant");
  return held;
}

TEST(ReportingPeriodRules, ANewOneIsPlanned) {
  v1::ReportingPeriod period = PeriodIn(v1::ReportingPeriod::STATE_UNSPECIFIED);
  ASSERT_THAT(CheckReportingPeriod(nullptr, &period), IsOk());
  EXPECT_EQ(period.state(), v1::ReportingPeriod::STATE_PLANNED);
}

TEST(ReportingPeriodRules, DaysStandInTheirOrder) {
  v1::ReportingPeriod period = PeriodIn(v1::ReportingPeriod::STATE_PLANNED);
  period.set_returns_due("2009-05-30");
  EXPECT_THAT(CheckReportingPeriod(nullptr, &period), StatusIs(StatusCode::kInvalidArgument));
  period.set_returns_due("2009-05-31");
  EXPECT_THAT(CheckReportingPeriod(nullptr, &period), IsOk());
  period.set_last_day("2009-04-30");
  EXPECT_THAT(CheckReportingPeriod(nullptr, &period), StatusIs(StatusCode::kInvalidArgument));
}

TEST(ReportingPeriodRules, DaysStayOnceItIsOpen) {
  const v1::ReportingPeriod open = PeriodIn(v1::ReportingPeriod::STATE_OPEN);
  v1::ReportingPeriod moved = open;
  moved.set_last_day("2009-06-30");
  EXPECT_THAT(CheckReportingPeriod(&open, &moved), StatusIs(StatusCode::kFailedPrecondition));
  const v1::ReportingPeriod planned = PeriodIn(v1::ReportingPeriod::STATE_PLANNED);
  EXPECT_THAT(CheckReportingPeriod(&planned, &moved), IsOk());
}

// Each step from each state: allowed from one alone.
TEST(ReportingPeriodRules, EachStepHasOneStateBeforeIt) {
  using State = v1::ReportingPeriod::State;
  struct Step {
    std::function<absl::Status(v1::ReportingPeriod*)> run;
    State from;
    State to;
  };
  const std::vector<Step> steps = {
      {[](auto* period) { return Open(kDay, period); }, v1::ReportingPeriod::STATE_PLANNED,
       v1::ReportingPeriod::STATE_OPEN},
      {[](auto* period) { return Freeze(kDay, period); }, v1::ReportingPeriod::STATE_OPEN,
       v1::ReportingPeriod::STATE_FROZEN},
      {[](auto* period) { return Reopen("figures came late", period); },
       v1::ReportingPeriod::STATE_FROZEN, v1::ReportingPeriod::STATE_OPEN},
      {[](auto* period) { return Publish(kDay, period); }, v1::ReportingPeriod::STATE_FROZEN,
       v1::ReportingPeriod::STATE_PUBLISHED},
  };
  for (const Step& step : steps) {
    for (int state = 1; state <= 4; ++state) {
      v1::ReportingPeriod period = PeriodIn(static_cast<State>(state));
      if (state == step.from) {
        EXPECT_THAT(step.run(&period), IsOk());
        EXPECT_EQ(period.state(), step.to);
      } else {
        EXPECT_THAT(step.run(&period), StatusIs(StatusCode::kFailedPrecondition));
        EXPECT_EQ(period.state(), state);
      }
    }
  }
}

TEST(ReturnRules, WhoseItIsNeverChanges) {
  const v1::Return before = ReturnIn(v1::Return::STATE_DUE);
  v1::Return after = before;
  after.set_council("councils/bolton");
  EXPECT_THAT(CheckReturn(&before, &after), StatusIs(StatusCode::kFailedPrecondition));
  after = before;
  after.set_reporting_period("partnerships/p/reportingPeriods/june");
  EXPECT_THAT(CheckReturn(&before, &after), StatusIs(StatusCode::kFailedPrecondition));
}

TEST(ReturnRules, WhatWasHandedInStays) {
  for (const auto state : {v1::Return::STATE_SUBMITTED, v1::Return::STATE_ACCEPTED}) {
    const v1::Return before = ReturnIn(state);
    v1::Return after = before;
    after.set_narrative("other words");
    EXPECT_THAT(CheckReturn(&before, &after), StatusIs(StatusCode::kFailedPrecondition));
  }
  const v1::Return back = ReturnIn(v1::Return::STATE_SENT_BACK);
  v1::Return after = back;
  after.set_narrative("other words");
  EXPECT_THAT(CheckReturn(&back, &after), IsOk());
}

TEST(ReturnRules, IsSignedByAnotherRoleThanPreparedIt) {
  v1::Return held = ReturnIn(v1::Return::STATE_PREPARED);
  EXPECT_THAT(Sign("Accountant", kDay, &held), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(Sign("Section 151 officer", absl::CivilDay(2009, 6, 10), &held), IsOk());
  EXPECT_FALSE(held.late());
  EXPECT_EQ(held.submitted(), "2009-06-10");
}

TEST(ReturnRules, ComesLateADayAfterItsLast) {
  v1::Return held = ReturnIn(v1::Return::STATE_PREPARED);
  EXPECT_THAT(Sign("Section 151 officer", absl::CivilDay(2009, 6, 11), &held), IsOk());
  EXPECT_TRUE(held.late());
}

TEST(ReturnRules, GoesThereAndBack) {
  v1::Return held = ReturnIn(v1::Return::STATE_DUE);
  EXPECT_THAT(Sign("Section 151 officer", kDay, &held), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(Prepare("Accountant", "All on plan.", &held), IsOk());
  EXPECT_THAT(Accept(kDay, &held), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(Sign("Section 151 officer", kDay, &held), IsOk());
  EXPECT_FALSE(IsAwaited(held));
  v1::SentBack sent_back;
  sent_back.set_reason("May's figures are April's");
  EXPECT_THAT(SendBack(sent_back, &held), IsOk());
  EXPECT_TRUE(IsAwaited(held));
  EXPECT_EQ(held.submitted(), "");
  EXPECT_EQ(held.signed_by_role(), "");
  ASSERT_EQ(held.sent_back_size(), 1);
  EXPECT_THAT(SendBack(sent_back, &held), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(Prepare("Accountant", "", &held), IsOk());
  EXPECT_EQ(held.narrative(), "All on plan.");
  EXPECT_THAT(Sign("Section 151 officer", kDay, &held), IsOk());
  EXPECT_THAT(Accept(kDay, &held), IsOk());
  EXPECT_THAT(Prepare("Accountant", "", &held), StatusIs(StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace concordat::programme

#include "programme-service/src/decision_rules.h"

#include <gtest/gtest.h>

#include "tests/support/programme_samples.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using absl::StatusCode;
using test::IsOk;
using test::StatusIs;

TEST(BusinessCases, AnApprovedVersionStays) {
  const auto before = Parse<v1::BusinessCase>(
      R"(title: "Case" version: "v10.0" state: STATE_APPROVED cost_pence: 5)");
  v1::BusinessCase after = before;
  after.set_cost_pence(6);
  EXPECT_THAT(CheckBusinessCase(&before, &after), StatusIs(StatusCode::kFailedPrecondition));
  after = before;
  after.set_state(v1::BusinessCase::STATE_DRAFT);
  EXPECT_THAT(CheckBusinessCase(&before, &after), StatusIs(StatusCode::kFailedPrecondition));
  after.set_state(v1::BusinessCase::STATE_SUPERSEDED);
  after.set_marking(type::v1::MARKING_EXEMPT);
  EXPECT_THAT(CheckBusinessCase(&before, &after), IsOk());
  v1::BusinessCase draft = before;
  draft.set_state(v1::BusinessCase::STATE_DRAFT);
  after = draft;
  after.set_cost_pence(6);
  EXPECT_THAT(CheckBusinessCase(&draft, &after), IsOk());
}

TEST(GateDecisions, ConditionsGoWithOneOutcome) {
  auto decision = Parse<v1::GateDecision>(
      R"(outcome: OUTCOME_PROCEED conditions { condition: "A lead is named" })");
  EXPECT_THAT(CheckGateDecision(nullptr, &decision), StatusIs(StatusCode::kInvalidArgument));
  decision.set_outcome(v1::GateDecision::OUTCOME_PROCEED_WITH_CONDITIONS);
  EXPECT_THAT(CheckGateDecision(nullptr, &decision), IsOk());
  decision.clear_conditions();
  EXPECT_THAT(CheckGateDecision(nullptr, &decision), StatusIs(StatusCode::kInvalidArgument));
}

TEST(GateDecisions, OnlyConditionsGoOn) {
  const auto before = Parse<v1::GateDecision>(
      R"(outcome: OUTCOME_PROCEED_WITH_CONDITIONS decided: "2010-01-20"
         conditions { condition: "A lead is named" state: CONDITION_STATE_OPEN })");
  v1::GateDecision after = before;
  after.mutable_conditions(0)->set_state(v1::CONDITION_STATE_MET);
  after.mutable_conditions(0)->set_met("2010-02");
  EXPECT_THAT(CheckGateDecision(&before, &after), IsOk());
  after.mutable_conditions(0)->set_condition("Anything");
  EXPECT_THAT(CheckGateDecision(&before, &after), StatusIs(StatusCode::kFailedPrecondition));
  after = before;
  after.set_decided("2010-01-21");
  EXPECT_THAT(CheckGateDecision(&before, &after), StatusIs(StatusCode::kFailedPrecondition));
}

TEST(ExceptionReports, ANewBaselineIsDecided) {
  auto report = Parse<v1::ExceptionReport>(
      R"(state: STATE_RAISED tolerance: TOLERANCE_TIME new_baseline_end: "2010-03")");
  EXPECT_THAT(CheckExceptionReport(nullptr, &report), StatusIs(StatusCode::kInvalidArgument));
  report.set_state(v1::ExceptionReport::STATE_REBASELINED);
  EXPECT_THAT(CheckExceptionReport(nullptr, &report), StatusIs(StatusCode::kInvalidArgument));
  report.set_approved_by("partnerships/p/boards/csg");
  EXPECT_THAT(CheckExceptionReport(nullptr, &report), StatusIs(StatusCode::kInvalidArgument));
  report.set_decided("2010-01");
  EXPECT_THAT(CheckExceptionReport(nullptr, &report), IsOk());
  report.clear_new_baseline_end();
  EXPECT_THAT(CheckExceptionReport(nullptr, &report), StatusIs(StatusCode::kInvalidArgument));
  report.set_new_budget_pence(100);
  EXPECT_THAT(CheckExceptionReport(nullptr, &report), IsOk());
}

TEST(Connections, AreOfTwo) {
  auto connection = Parse<v1::Connection>(R"(one: "a" other: "a")");
  EXPECT_THAT(CheckConnection(nullptr, &connection), StatusIs(StatusCode::kInvalidArgument));
  connection.set_other("b");
  EXPECT_THAT(CheckConnection(nullptr, &connection), IsOk());
}

}  // namespace
}  // namespace concordat::programme

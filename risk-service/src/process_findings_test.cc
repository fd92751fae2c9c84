// What does not agree in how risks are looked after: the smallest facts that disagree, and
// those that agree.
#include "risk-service/src/process_findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/risk_process_testing.h"

namespace concordat::risk {
namespace {

using test::IsOk;
using testing::ElementsAre;
using testing::IsEmpty;

class ProcessFindingsTest : public RiskProcessTest {
 protected:
  ProcessFindingsTest() { MakeRegisters(); }

  // Of each finding its rule and what it says, in the order of the rules.
  std::vector<std::string> Found(absl::CivilDay day, bool public_only = false) {
    std::vector<std::string> found;
    const absl::Status status = database_->Read(test::Soon(), [&](Connection& connection) {
      auto findings = RiskFindings()(connection, ledger_, kParent, Scope(),
                                     {.day = day, .position = {}, .public_only = public_only});
      EXPECT_THAT(findings, IsOk());
      for (const auto& one : *findings) found.push_back(Concat(one.rule(), ": ", one.summary()));
      return findings.status();
    });
    EXPECT_THAT(status, IsOk());
    std::ranges::sort(found);
    return found;
  }

  void Accept(int number, const std::string& id, const std::string& expires) {
    v1::CreateAcceptanceRequest request;
    request.set_parent(RiskName(number));
    request.set_acceptance_id(id);
    request.mutable_acceptance()->set_reason("Nothing more can be done");
    request.mutable_acceptance()->set_expires(expires);
    request.set_effective_date("2011-06-05");
    ASSERT_THAT(Call<v1::Acceptance>("Acceptances.CreateAcceptance", request), IsOk());
    v1::ApproveAcceptanceRequest approve;
    approve.set_name(Concat(RiskName(number), "/acceptances/", id));
    approve.set_role("Section 151 officer");
    approve.set_effective_date("2011-06-05");
    ASSERT_THAT(Call<v1::Acceptance>("RiskProcess.ApproveAcceptance", approve), IsOk());
  }

  template <typename Change>
  void Update(int number, const std::vector<std::string>& paths, const Change& change) {
    v1::UpdateRiskRequest request;
    request.mutable_risk()->set_name(RiskName(number));
    change(request.mutable_risk());
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    request.set_effective_date("2011-06-10");
    ASSERT_THAT(Call<v1::Risk>("Risks.UpdateRisk", request), IsOk());
  }
};

TEST_F(ProcessFindingsTest, ReviewsThatAreOverdueAreCountedByRegister) {
  for (int number = 1; number <= 12; ++number) ASSERT_THAT(MakeRisk(number, 3, 3), IsOk());
  ASSERT_THAT(MakeRisk(13, 1, 1), IsOk());
  EXPECT_THAT(Found(absl::CivilDay(2011, 7, 1)), IsEmpty());
  EXPECT_THAT(
      Found(absl::CivilDay(2011, 7, 2)),
      ElementsAre("review-overdue: The review of 12 open risks in board is overdue: Risk 1, "
                  "Risk 2, Risk 3, Risk 4, Risk 5, Risk 6, Risk 7, Risk 8, Risk 9, Risk 10 "
                  "and 2 more."));
}

TEST_F(ProcessFindingsTest, AnAcceptanceThatNoLongerHoldsIsSaidWhereNoneDoes) {
  ASSERT_THAT(MakeRisk(1, 1, 1), IsOk());
  Accept(1, "a1", "2011-06-20");
  EXPECT_THAT(Found(absl::CivilDay(2011, 6, 20)), IsEmpty());
  EXPECT_THAT(Found(absl::CivilDay(2011, 6, 21)),
              ElementsAre("acceptance-expired: Risk 1 was accepted until 20 June 2011, which has "
                          "gone by, and is still open."));
  Accept(1, "a2", "2011-08-20");
  EXPECT_THAT(Found(absl::CivilDay(2011, 6, 21)), IsEmpty()) << "another holds";
  ASSERT_THAT(Rescore(1, 1, 2, "2011-06-25"), IsOk());
  EXPECT_THAT(Found(absl::CivilDay(2011, 6, 24)), IsEmpty());
  EXPECT_THAT(Found(absl::CivilDay(2011, 6, 25)),
              ElementsAre("acceptance-void: Risk 1 has changed since it was accepted on 5 June "
                          "2011: the acceptance is void."));
  Update(1, {"state"}, [](v1::Risk* risk) { risk->set_state(v1::RISK_STATE_CLOSED); });
  EXPECT_THAT(Found(absl::CivilDay(2011, 6, 25)), IsEmpty()) << "nothing is borne any more";
}

TEST_F(ProcessFindingsTest, ARiskThatIsToComeDownNeedsSomethingToBeDone) {
  ASSERT_THAT(MakeRisk(1, 2, 2), IsOk());
  Update(1, {"target"}, [](v1::Risk* risk) {
    risk->mutable_target()->set_likelihood(1);
    risk->mutable_target()->set_impact(2);
  });
  const absl::CivilDay day(2011, 6, 20);
  EXPECT_THAT(Found(day),
              ElementsAre("risk-without-action: Risk 1 is to come down from 4 to 2, and "
                          "nothing is said to be done about it."));
  v1::CreateTreatmentRequest request;
  request.set_parent(RiskName(1));
  request.mutable_treatment()->set_kind(v1::TREATMENT_KIND_ACTION);
  request.mutable_treatment()->set_description("Something is done");
  request.mutable_treatment()->set_marking(type::v1::MARKING_EXEMPT);
  request.set_effective_date("2011-06-11");
  ASSERT_THAT(Call<v1::Treatment>("Treatments.CreateTreatment", request), IsOk());
  EXPECT_THAT(Found(day), IsEmpty());
  EXPECT_THAT(Found(day, true), IsEmpty()) << "what is done may not be told, and is done";
  ASSERT_THAT(MakeRisk(2, 2, 2), IsOk());
  Update(2, {"target", "mitigation"}, [](v1::Risk* risk) {
    risk->mutable_target()->set_stated_score(3);
    risk->set_mitigation("Training");
  });
  EXPECT_THAT(Found(day), IsEmpty());
}

TEST_F(ProcessFindingsTest, WhatHasOccurredNamesItsIssue) {
  ASSERT_THAT(MakeRisk(1, 2, 2), IsOk());
  Update(1, {"state"}, [](v1::Risk* risk) { risk->set_state(v1::RISK_STATE_OCCURRED); });
  EXPECT_THAT(Found(absl::CivilDay(2011, 6, 20)),
              ElementsAre("risk-occurred-without-issue: Risk 1 has occurred, and no issue is named "
                          "for it."));
  Update(1, {"issue", "occurred"}, [](v1::Risk* risk) {
    risk->set_issue("partnerships/p/issues/i1");
    risk->set_occurred("2011-06");
  });
  EXPECT_THAT(Found(absl::CivilDay(2011, 6, 20)), IsEmpty());
  v1::UpdateRiskRequest open;
  open.mutable_risk()->set_name(RiskName(1));
  open.mutable_risk()->set_state(v1::RISK_STATE_OPEN);
  open.mutable_update_mask()->add_paths("state");
  open.set_effective_date("2011-06-15");
  EXPECT_THAT(Call<v1::Risk>("Risks.UpdateRisk", open),
              test::StatusIs(absl::StatusCode::kInvalidArgument))
      << "an issue of what has not occurred";
}

TEST(AddUnanswered, OnlyAfterTheDaysThatTheRuleStates) {
  const v1::Risk risk = BoardRisk(1, 3, 3, 9);
  v1::Escalation escalation;
  escalation.set_name(risk.name() + "/escalations/red-1");
  escalation.set_effective_from("2011-06-01");
  v1::EscalationRule rule;
  const auto found = [&](absl::CivilDay day) {
    Findings findings;
    AddUnanswered(risk, escalation, rule, day, &findings);
    return findings.size();
  };
  EXPECT_EQ(found(absl::CivilDay(2012, 6, 1)), 0u) << "none are stated";
  rule.set_answer_within_days(14);
  EXPECT_EQ(found(absl::CivilDay(2011, 6, 15)), 0u);
  EXPECT_EQ(found(absl::CivilDay(2011, 6, 16)), 1u);
}

}  // namespace
}  // namespace concordat::risk

// Risks that go up by rule: where they are written and daily, and what is answered.
#include "risk-service/src/escalations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/support/risk_process_testing.h"

namespace concordat::risk {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class EscalationsTest : public RiskProcessTest {
 protected:
  void MakeRule(const std::string& id = "red", const std::string& rating = "Red") {
    v1::CreateEscalationRuleRequest request;
    request.set_parent(kParent);
    request.set_escalation_rule_id(id);
    request.mutable_escalation_rule()->set_title(rating + " goes up");
    request.mutable_escalation_rule()->set_rating(rating);
    request.set_effective_date("2011-01-01");
    ASSERT_THAT(Call<v1::EscalationRule>("EscalationRules.CreateEscalationRule", request), IsOk());
  }

  // Of each step of the way its id and how it was answered.
  std::vector<std::string> Path(int number) {
    std::vector<std::string> path;
    const auto standing = Standing(number);
    EXPECT_THAT(standing, IsOk());
    for (const v1::EscalationStep& step : standing->path()) {
      path.push_back(Concat(ResourceType::IdOf(step.escalation().name()), " ",
                            v1::EscalationState_Name(step.escalation().state()).substr(17)));
    }
    return path;
  }

  absl::Status Return(int number, const std::string& id) {
    v1::ReturnEscalationRequest request;
    request.set_name(Concat(RiskName(number), "/escalations/", id));
    request.set_role("Chief Executive");
    request.set_reason("The service can deal with it");
    return Call<v1::Escalation>("RiskProcess.ReturnEscalation", request).status();
  }

  absl::Status Acknowledge(int number, const std::string& id) {
    v1::AcknowledgeEscalationRequest request;
    request.set_name(Concat(RiskName(number), "/escalations/", id));
    request.set_role("Chief Executive");
    return Call<v1::Escalation>("RiskProcess.AcknowledgeEscalation", request).status();
  }

  absl::Status RunDaily() { return EscalateDaily().run(parts_, test::Soon()); }
};

TEST_F(EscalationsTest, ARiskGoesUpWhereItIsWrittenAndComesDownWithItsScore) {
  MakeRegisters();
  MakeRule();
  ASSERT_THAT(MakeRisk(1, 3, 3), IsOk());
  ASSERT_THAT(MakeRisk(2, 1, 3), IsOk());
  EXPECT_THAT(Path(1), ElementsAre("red-1 UNSPECIFIED"));
  EXPECT_THAT(Path(2), IsEmpty());
  const auto standing = Standing(1);
  EXPECT_EQ(standing->path(0).from_register(), kRegisterName);
  EXPECT_EQ(standing->path(0).escalation().to_register(), kCorporate);
  EXPECT_EQ(standing->path(0).to_title(), "corporate");
  ASSERT_THAT(Rescore(1, 1, 1), IsOk());
  EXPECT_THAT(Path(1), ElementsAre("red-1 LAPSED"));
  ASSERT_THAT(Rescore(1, 4, 4), IsOk());
  EXPECT_THAT(Path(1), ElementsAre("red-1 LAPSED", "red-2 UNSPECIFIED"));
}

TEST_F(EscalationsTest, OneThatIsReturnedStaysDownUntilTheRiskChanges) {
  MakeRegisters();
  MakeRule();
  ASSERT_THAT(MakeRisk(1, 3, 3), IsOk());
  ASSERT_THAT(Return(1, "red-1"), IsOk());
  EXPECT_THAT(Return(1, "red-1"), StatusIs(absl::StatusCode::kFailedPrecondition));
  ASSERT_THAT(Rescore(1, 3, 3), IsOk());
  ASSERT_THAT(RunDaily(), IsOk());
  EXPECT_THAT(Path(1), ElementsAre("red-1 RETURNED"));
  const auto standing = Standing(1);
  EXPECT_EQ(standing->path(0).escalation().answer(), "The service can deal with it");
  ASSERT_THAT(Rescore(1, 3, 4), IsOk());
  EXPECT_THAT(Path(1), ElementsAre("red-1 RETURNED", "red-2 UNSPECIFIED"));
}

TEST_F(EscalationsTest, TheDailyRoundFindsWhatNobodyWrites) {
  MakeRegisters();
  ASSERT_THAT(MakeRisk(1, 3, 3), IsOk());
  ASSERT_THAT(MakeRisk(2, 1, 1), IsOk());
  MakeRule();
  EXPECT_THAT(Path(1), IsEmpty());
  const Duty daily = EscalateDaily();
  ASSERT_THAT(daily.run(parts_, test::Soon()), IsOk());
  EXPECT_THAT(Path(1), ElementsAre("red-1 UNSPECIFIED"));
  EXPECT_THAT(Path(2), IsEmpty());
  const std::string changes = "SELECT COUNT(*) FROM changes WHERE subject = 'service:risk-service'";
  EXPECT_EQ(test::Number(*database_, changes), 1);
  ASSERT_THAT(daily.run(parts_, test::Soon()), IsOk());
  ASSERT_THAT(RunDaily(), IsOk()) << "another replica leads now";
  EXPECT_EQ(test::Number(*database_, changes), 1) << "the day is done";
  MakeRule("green", "Green");
  ASSERT_THAT(daily.run(parts_, test::Soon()), IsOk());
  EXPECT_THAT(Path(2), ElementsAre("green-1 UNSPECIFIED")) << "the rules have changed";
}

TEST_F(EscalationsTest, TheDailyRoundGoesThroughMoreThanOneTransactionHolds) {
  MakeRegisters();
  for (int number = 1; number <= 205; ++number) ASSERT_THAT(MakeRisk(number, 4, 4), IsOk());
  MakeRule();
  ASSERT_THAT(RunDaily(), IsOk());
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM escalation"), 205);
}

TEST_F(EscalationsTest, RoundsAndWritesAtOnceSendARiskUpOnce) {
  MakeRegisters();
  constexpr int kRisks = 20;
  for (int number = 1; number <= kRisks; ++number) ASSERT_THAT(MakeRisk(number, 4, 3), IsOk());
  MakeRule();
  std::vector<std::thread> threads;
  for (int replica = 0; replica < 2; ++replica) {
    threads.emplace_back([this] { EXPECT_THAT(RunDaily(), IsOk()); });
  }
  threads.emplace_back([this] {
    for (int number = 1; number <= kRisks; ++number) EXPECT_THAT(Rescore(number, 4, 4), IsOk());
  });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM escalation"), kRisks);
}

TEST_F(EscalationsTest, SeveralRulesEachSendARiskUpAndTheWayIsShown) {
  MakeRegisters();
  MakeRule();
  ASSERT_THAT(MakeRisk(1, 4, 4), IsOk());
  EXPECT_THAT(Acknowledge(1, "red-1"), IsOk());
  EXPECT_THAT(Acknowledge(1, "red-1"), StatusIs(absl::StatusCode::kFailedPrecondition));
  v1::CreateEscalationRequest by_hand;
  by_hand.set_parent(RiskName(1));
  by_hand.set_escalation_id("to-board");
  by_hand.mutable_escalation()->set_to_register(kRegisterName);
  by_hand.mutable_escalation()->set_reason("The Board asked for it");
  ASSERT_THAT(Call<v1::Escalation>("Escalations.CreateEscalation", by_hand), IsOk());
  const auto standing = Standing(1);
  ASSERT_EQ(standing->path_size(), 2);
  EXPECT_EQ(standing->path(1).from_register(), kCorporate) << "which took it on";
  EXPECT_EQ(standing->path(1).escalation().rule(), "");
}

TEST_F(EscalationsTest, WhatWentUpByARuleCannotBeRewritten) {
  MakeRegisters();
  MakeRule();
  ASSERT_THAT(MakeRisk(1, 4, 4), IsOk());
  v1::UpdateEscalationRequest request;
  request.mutable_escalation()->set_name(Concat(RiskName(1), "/escalations/red-1"));
  request.mutable_escalation()->set_reason("For another reason");
  request.mutable_update_mask()->add_paths("reason");
  EXPECT_THAT(Call<v1::Escalation>("Escalations.UpdateEscalation", request),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(EscalationsTest, ARuleThatEveryRiskWouldMeetIsRefused) {
  v1::CreateEscalationRuleRequest request;
  request.set_parent(kParent);
  request.mutable_escalation_rule()->set_title("All");
  EXPECT_THAT(Call<v1::EscalationRule>("EscalationRules.CreateEscalationRule", request),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(EscalationsTest, ANameThatIsTakenByHandKeepsNoRiskDown) {
  MakeRegisters();
  ASSERT_THAT(MakeRisk(1, 4, 4), IsOk());
  v1::CreateEscalationRequest by_hand;
  by_hand.set_parent(RiskName(1));
  by_hand.set_escalation_id("red-1");
  by_hand.mutable_escalation()->set_to_register(kCorporate);
  by_hand.mutable_escalation()->set_reason("By hand");
  ASSERT_THAT(Call<v1::Escalation>("Escalations.CreateEscalation", by_hand), IsOk());
  MakeRule();
  ASSERT_THAT(RunDaily(), IsOk());
  EXPECT_THAT(Path(1), SizeIs(2));
}

TEST_F(EscalationsTest, AWriteThatIsOnlyCheckedSendsNothingUp) {
  MakeRegisters();
  MakeRule();
  v1::CreateRiskRequest request;
  request.set_parent(kRegisterName);
  request.set_risk_id("r1");
  *request.mutable_risk() = BoardRisk(1, 4, 4, 0);
  ClearOutputOnly(request.mutable_risk());
  request.set_validate_only(true);
  ASSERT_THAT(Call<v1::Risk>("Risks.CreateRisk", request), IsOk());
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM escalation"), 0);
}

}  // namespace
}  // namespace concordat::risk

#include "risk-service/src/escalation_judgement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "risk-service/src/risk_digest.h"
#include "tests/support/risk_samples.h"

namespace concordat::risk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kAbove[] = "partnerships/p/registers/corporate";
const absl::CivilDay kDay(2011, 6, 30);

class EscalationJudgementTest : public testing::Test {
 protected:
  EscalationJudgementTest() {
    AddBand(&matrix_, "Green", 1, 3);
    AddBand(&matrix_, "Red", 4, 16);
    v1::Appetite* legal = matrix_.add_appetites();
    legal->set_category("Legal");
    legal->set_highest_score(9);
    risk_ = BoardRisk(1, 3, 4, 12);
    risk_.set_category("Legal");
    risk_.set_effective_from("2011-06-01");
    rule_.set_name("partnerships/p/escalationRules/red");
    rule_.set_title("Red goes up");
    rule_.set_rating("Red");
  }

  RiskToEscalate Judged() const { return {risk_, &matrix_, registers_, kDay}; }
  bool GoesUp() const { return GoesUpTo(rule_, Judged()).has_value(); }

  static v1::Escalation Held(const std::string& id, v1::EscalationState state) {
    v1::Escalation escalation;
    escalation.set_name("partnerships/p/registers/board/risks/r1/escalations/" + id);
    escalation.set_rule("partnerships/p/escalationRules/red");
    escalation.set_state(state);
    return escalation;
  }

  v1::Matrix matrix_ = FourByFour();
  v1::Risk risk_;
  v1::EscalationRule rule_;
  ParentRegisters registers_ = {{kRegisterName, kAbove}, {kAbove, ""}};
};

TEST_F(EscalationJudgementTest, EveryConditionThatIsStatedHasToHold) {
  EXPECT_EQ(GoesUpTo(rule_, Judged()), kAbove);
  rule_.set_category("Legal");
  rule_.set_above_appetite(true);
  rule_.set_least_age_days(29);
  EXPECT_TRUE(GoesUp());
  EXPECT_EQ(WhyItGoesUp(rule_, Judged()),
            "\"Red goes up\": it is rated Red; its category is Legal; its score of 12 is above "
            "appetite; it has been in its register for 29 days");
  rule_.set_least_age_days(30);
  EXPECT_FALSE(GoesUp()) << "a day too young";
  rule_.set_least_age_days(0);
  rule_.set_category("Financial");
  EXPECT_FALSE(GoesUp());
  rule_.set_category("Legal");
  *risk_.mutable_current() = Assessed(3, 3, 9);
  EXPECT_FALSE(GoesUp()) << "at appetite";
  rule_.set_above_appetite(false);
  EXPECT_TRUE(GoesUp());
  rule_.set_rating("Green");
  EXPECT_FALSE(GoesUp());
}

TEST_F(EscalationJudgementTest, WithoutAMatrixOnlyCategoryAndAgeAreToldApart) {
  EXPECT_FALSE(GoesUpTo(rule_, {risk_, nullptr, registers_, kDay}).has_value());
  rule_.clear_rating();
  rule_.set_above_appetite(true);
  EXPECT_FALSE(GoesUpTo(rule_, {risk_, nullptr, registers_, kDay}).has_value());
  rule_.set_above_appetite(false);
  rule_.set_category("Legal");
  EXPECT_TRUE(GoesUpTo(rule_, {risk_, nullptr, registers_, kDay}).has_value());
}

TEST_F(EscalationJudgementTest, ARiskGoesOnlyWhereThereIsARegisterThatIsNotItsOwn) {
  rule_.set_to_register("partnerships/p/registers/gone");
  EXPECT_FALSE(GoesUp());
  rule_.set_to_register(kRegisterName);
  EXPECT_FALSE(GoesUp()) << "it is there";
  rule_.clear_to_register();
  registers_[kRegisterName] = "";
  EXPECT_FALSE(GoesUp()) << "nothing is above";
  rule_.set_to_register(kAbove);
  EXPECT_TRUE(GoesUp());
  rule_.set_from_register(kAbove);
  EXPECT_FALSE(GoesUp()) << "of another register";
}

TEST_F(EscalationJudgementTest, WhatIsClosedOrSuspendedDoesNotGoUp) {
  risk_.set_state(v1::RISK_STATE_CLOSED);
  EXPECT_FALSE(GoesUp());
  risk_.set_state(v1::RISK_STATE_OPEN);
  rule_.set_suspended(true);
  EXPECT_THAT(Decide({rule_}, Judged(), {}).rises, IsEmpty());
}

TEST_F(EscalationJudgementTest, WhatStandsIsNotRaisedAgain) {
  EXPECT_THAT(Decide({rule_}, Judged(), {}).rises, SizeIs(1));
  for (const auto state : {v1::ESCALATION_STATE_UNSPECIFIED, v1::ESCALATION_STATE_ACKNOWLEDGED}) {
    const EscalationDecision decision = Decide({rule_}, Judged(), {Held("red-1", state)});
    EXPECT_THAT(decision.rises, IsEmpty());
    EXPECT_THAT(decision.lapses, IsEmpty());
  }
  EXPECT_THAT(Decide({rule_}, Judged(), {Held("red-1", v1::ESCALATION_STATE_LAPSED)}).rises,
              SizeIs(1))
      << "it rose again";
}

TEST_F(EscalationJudgementTest, WhatWasReturnedStaysDownUntilTheRiskSaysSomethingElse) {
  v1::Escalation returned = Held("red-1", v1::ESCALATION_STATE_RETURNED);
  returned.set_risk_digest(RiskDigest(risk_));
  EXPECT_THAT(Decide({rule_}, Judged(), {returned}).rises, IsEmpty());
  risk_.set_etag("7");
  EXPECT_THAT(Decide({rule_}, Judged(), {returned}).rises, IsEmpty()) << "it says the same";
  risk_.set_owner_role("Head of Legal Services");
  EXPECT_THAT(Decide({rule_}, Judged(), {returned}).rises, SizeIs(1));
}

TEST_F(EscalationJudgementTest, OfSeveralThatWereReturnedTheNewestCounts) {
  v1::Escalation first = Held("red-1", v1::ESCALATION_STATE_RETURNED);
  first.mutable_create_time()->set_seconds(1);
  first.set_risk_digest(RiskDigest(risk_));
  v1::Escalation second = Held("red-2", v1::ESCALATION_STATE_RETURNED);
  second.mutable_create_time()->set_seconds(2);
  second.set_risk_digest("something else");
  EXPECT_THAT(Decide({rule_}, Judged(), {second, first}).rises, SizeIs(1));
  EXPECT_THAT(Decide({rule_}, Judged(), {first}).rises, IsEmpty());
}

TEST_F(EscalationJudgementTest, WhatItsRuleHoldsNoLongerForLapsesAndWhatIsByHandStays) {
  *risk_.mutable_current() = Assessed(1, 1, 1);
  v1::Escalation by_hand = Held("by-hand", v1::ESCALATION_STATE_UNSPECIFIED);
  by_hand.clear_rule();
  const v1::Escalation up = Held("red-1", v1::ESCALATION_STATE_ACKNOWLEDGED);
  EXPECT_THAT(Decide({rule_}, Judged(), {by_hand, up}).lapses, ElementsAre(up.name()));
  EXPECT_THAT(Decide({}, Judged(), {by_hand, up}).lapses, IsEmpty()) << "its rule is gone";
  EXPECT_THAT(Decide({rule_}, Judged(), {Held("red-1", v1::ESCALATION_STATE_RETURNED)}).lapses,
              IsEmpty());
}

}  // namespace
}  // namespace concordat::risk

#include "risk-service/src/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/risk_findings.h"
#include "tests/support/risk_samples.h"

namespace concordat::risk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const absl::CivilDay kDay(2011, 6, 30);

Findings Find(std::vector<v1::Risk> risks, std::vector<v1::Treatment> treatments = {},
              v1::Register record = BoardRegister()) {
  return FindInRecords(
      {{FourByFour()}, {std::move(record)}, std::move(risks), std::move(treatments)}, kDay);
}

std::vector<std::string> Rules(const Findings& findings) {
  std::vector<std::string> rules;
  for (const ledger::v1::Finding& finding : findings) rules.push_back(finding.rule());
  return rules;
}

const ledger::v1::Finding& Only(const Findings& findings, const std::string& rule) {
  const auto found = std::ranges::find(findings, rule, [](const auto& f) { return f.rule(); });
  if (found == findings.end()) throw std::runtime_error("no finding of " + rule);
  return *found;
}

TEST(RiskRules, FindsTheTwoDisagreementsOfThePaper) {
  std::vector<v1::Risk> risks = BoardRisks();
  risks[9].mutable_source()->set_section("Appendix B");
  const Findings findings = Find(risks);
  EXPECT_THAT(Rules(findings),
              UnorderedElementsAre("risk-score-differs", "register-total-differs"));
  const auto& score = Only(findings, "risk-score-differs");
  EXPECT_EQ(score.summary(),
            "Risk 10 is scored 2, but likelihood 1 × impact 1 gives 1: 1 too many.");
  EXPECT_THAT(score.records(), ElementsAre(risks[9].name()));
  EXPECT_EQ(score.facts(0).value(), "2");
  EXPECT_EQ(score.facts(0).source().section(), "Appendix B");
  EXPECT_EQ(score.facts(1).value(), "1");
  const auto& total = Only(findings, "register-total-differs");
  EXPECT_EQ(total.summary(),
            "The scores printed in Risks add to 84, those computed to 83: 1 too many.");
  EXPECT_EQ(total.reason(), "Risk 10: 2 printed, 1 × 1 = 1");
  EXPECT_EQ(total.repeats(), score.finding_id()) << "put right there it goes here";
}

TEST(RiskRules, SaysWhereAScoreOrALevelIsNotInTheMatrix) {
  const Findings findings =
      Find({BoardRisk(1, 0, 0, 5), BoardRisk(2, 5, 2, 10), BoardRisk(3, 0, 0, 16)});
  EXPECT_THAT(Rules(findings),
              UnorderedElementsAre("risk-score-impossible", "risk-score-impossible",
                                   "risk-level-out-of-range"));
  EXPECT_EQ(Only(findings, "risk-level-out-of-range").summary(),
            "Risk 2 has likelihood 5, a level that Shared Service Board does not have.");
}

TEST(RiskRules, TheReasonOfATotalNamesTheFirstRisksAndCountsTheRest) {
  std::vector<v1::Risk> risks;
  for (int i = 1; i <= 25; ++i) risks.push_back(BoardRisk(i, 1, 1, 2));
  const std::string reason = Only(Find(risks), "register-total-differs").reason();
  EXPECT_THAT(reason, testing::StartsWith("Risk 1: 2 printed, 1 × 1 = 1; Risk 2: "));
  EXPECT_THAT(reason, testing::EndsWith("Risk 20: 2 printed, 1 × 1 = 1; 5 more"));
  EXPECT_EQ(Only(Find(risks), "register-total-differs").repeats(), "") << "of none alone";
}

// Salford prints scores and no matrix, and cites risks without any score.
TEST(RiskRules, SaysWhatScoresRuleOutWhereNoMatrixIsStated) {
  v1::Register record = BoardRegister();
  record.clear_matrix();
  std::vector<v1::Risk> risks = {BoardRisk(1, 0, 0, 5), BoardRisk(2, 0, 0, 10),
                                 BoardRisk(3, 0, 0, 16), BoardRisk(4, 0, 0, 0)};
  for (v1::Risk& risk : risks) risk.clear_matrix();
  risks[3].set_reference("J");
  const Findings findings = Find(risks, {}, record);
  EXPECT_THAT(Rules(findings),
              UnorderedElementsAre("register-matrix-not-stated", "risk-not-scored"));
  EXPECT_EQ(
      Only(findings, "register-matrix-not-stated").reason(),
      "A 4 × 4 matrix cannot give 5 and 10; the smallest square that holds every score is 5 × 5.");
  EXPECT_EQ(Only(findings, "risk-not-scored").summary(), "Risk J is named but has no score.");
}

TEST(RiskRules, OfManyScoresWithoutAMatrixTheFirstAreNamedAndTheRestCounted) {
  v1::Register record = BoardRegister();
  record.clear_matrix();
  std::vector<v1::Risk> risks;
  for (int i = 1; i <= 90; ++i) {
    risks.push_back(BoardRisk(i, 0, 0, 100 + i));
    risks.back().clear_matrix();
  }
  const Findings findings = Find(risks, {}, record);
  const auto& finding = Only(findings, "register-matrix-not-stated");
  EXPECT_THAT(finding.facts(0).value(), testing::StartsWith("101, 102, "));
  EXPECT_THAT(finding.facts(0).value(), testing::EndsWith("120, 70 more"));
  EXPECT_LT(finding.reason().size(), 400u);
}

TEST(RiskRules, ATargetAboveTheCurrentScoreIsOutOfOrder) {
  v1::Risk risk = BoardRisk(1, 2, 2, 4);
  *risk.mutable_inherent() = Assessed(3, 3, 9);
  *risk.mutable_target() = Assessed(2, 3, 6);
  EXPECT_THAT(Rules(Find({risk})), ElementsAre("risk-scores-out-of-order"));
}

v1::Treatment Action(const std::string& deadline) {
  v1::Treatment action;
  action.set_name(BoardRisk(1, 1, 1, 1).name() + "/treatments/t1");
  action.set_kind(v1::TREATMENT_KIND_ACTION);
  action.set_description("Review call out and standby");
  action.set_deadline(deadline);
  return action;
}

TEST(RiskRules, AnActionIsOverdueOnlyWhenEveryDayItMayMeanIsPast) {
  const std::vector<v1::Risk> risks = {BoardRisk(1, 1, 1, 1)};
  EXPECT_FALSE(Only(Find(risks, {Action("2011-05")}), "treatment-overdue").possible());
  EXPECT_TRUE(Only(Find(risks, {Action("2011-06")}), "treatment-overdue").possible());
  EXPECT_THAT(Find(risks, {Action("2011-07")}), IsEmpty());
  EXPECT_THAT(Find(risks, {Action("2011-06-30")}), IsEmpty());
  v1::Treatment done = Action("2011-05");
  done.set_state(v1::TREATMENT_STATE_DONE);
  EXPECT_THAT(Find(risks, {done}), IsEmpty());
}

TEST(RiskRules, IsMarkedAsItsStrictestRecordAndClosedRisksSayNothing) {
  std::vector<v1::Risk> risks = {BoardRisk(1, 1, 1, 2)};
  risks[0].set_marking(type::v1::MARKING_EXEMPT);
  EXPECT_EQ(Only(Find(risks), "risk-score-differs").marking(), type::v1::MARKING_EXEMPT);
  risks[0].set_state(v1::RISK_STATE_CLOSED);
  EXPECT_THAT(Find(risks), IsEmpty());
}

v1::Risk Owned(int number, const std::string& owner) {
  v1::Risk risk = BoardRisk(number, 1, 1, 1);
  risk.set_owner_role(owner);
  return risk;
}

TEST(RiskRules, OwnersAreMissedWhereOtherRisksHaveThem) {
  EXPECT_THAT(Find({Owned(1, ""), Owned(2, "")}), IsEmpty()) << "nobody names any";
  EXPECT_THAT(Find({Owned(1, "Head of ICT")}), IsEmpty());
  const Findings findings = Find({Owned(10, ""), Owned(2, ""), Owned(3, "Head of ICT")});
  ASSERT_THAT(Rules(findings), ElementsAre("risk-without-owner"));
  EXPECT_EQ(findings[0].severity(), ledger::v1::SEVERITY_INFORMATION);
  EXPECT_EQ(findings[0].summary(), "2 of 3 open risks in Risks have no owner: Risk 2, Risk 10.");
  EXPECT_THAT(findings[0].records(), ElementsAre(BoardRegister().name()));
  EXPECT_EQ(findings[0].facts(0).value(), "2 of 3");
  EXPECT_EQ(findings[0].facts(1).record(), BoardRisk(2, 1, 1, 1).name());
}

TEST(RiskRules, OfManyRisksWithoutAnOwnerTheFirstAreNamed) {
  std::vector<v1::Risk> risks = {Owned(1, "Head of ICT")};
  for (int i = 2; i <= 14; ++i) risks.push_back(Owned(i, ""));
  risks[13].set_marking(type::v1::MARKING_EXEMPT);
  const Findings findings = Find(risks);
  const auto& finding = Only(findings, "risk-without-owner");
  EXPECT_THAT(finding.summary(), testing::EndsWith("Risk 10, Risk 11 and 3 more."));
  EXPECT_EQ(finding.facts_size(), 11);
  EXPECT_EQ(finding.marking(), type::v1::MARKING_EXEMPT) << "the count is of all";
}

TEST(RiskRules, ClosedRisksNeedNoOwner) {
  v1::Risk closed = Owned(1, "");
  closed.set_state(v1::RISK_STATE_CLOSED);
  EXPECT_THAT(Find({closed, Owned(2, "Head of ICT")}), IsEmpty());
}

TEST(RiskRules, DeadlinesAreMissedWhereOtherActionsHaveThem) {
  const std::vector<v1::Risk> risks = {BoardRisk(1, 1, 1, 1)};
  v1::Treatment undated = Action("");
  undated.set_name(risks[0].name() + "/treatments/t2");
  EXPECT_THAT(Find(risks, {undated}), IsEmpty()) << "none has a date";
  const Findings findings = Find(risks, {Action("2011-07"), undated});
  ASSERT_THAT(Rules(findings), ElementsAre("action-without-deadline"));
  EXPECT_EQ(findings[0].severity(), ledger::v1::SEVERITY_INFORMATION);
  EXPECT_EQ(findings[0].summary(),
            "1 planned action in Risks has no deadline, where others have one: against Risk 1.");
  EXPECT_EQ(findings[0].facts(2).value(), "Review call out and standby");
  for (const auto state : {v1::TREATMENT_STATE_DONE, v1::TREATMENT_STATE_CANCELLED}) {
    undated.set_state(state);
    EXPECT_THAT(Find(risks, {Action("2011-07"), undated}), IsEmpty());
  }
  undated.clear_state();
  undated.set_kind(v1::TREATMENT_KIND_CONTROL);
  EXPECT_THAT(Find(risks, {Action("2011-07"), undated}), IsEmpty()) << "a control is in place";
}

TEST(RiskRules, AnImpossibleScoreRepeatsThatItIsNotWhatTheLevelsGive) {
  const Findings differs = Find({BoardRisk(1, 2, 2, 5)});
  EXPECT_EQ(Only(differs, "risk-score-impossible").repeats(),
            Only(differs, "risk-score-differs").finding_id());
  const Findings without_levels = Find({BoardRisk(1, 0, 0, 5)});
  EXPECT_EQ(Only(without_levels, "risk-score-impossible").repeats(), "");
}

TEST(RiskRules, AnImpossibleScoreRepeatsThatItsLevelsAreNone) {
  const Findings findings = Find({BoardRisk(1, 5, 5, 25)});
  EXPECT_EQ(Only(findings, "risk-score-impossible").repeats(),
            Only(findings, "risk-level-out-of-range").finding_id());
  EXPECT_EQ(Only(findings, "risk-level-out-of-range").repeats(), "");
  EXPECT_EQ(Only(Find({BoardRisk(1, 5, 5, 26)}), "risk-score-impossible").repeats(), "")
      << "its levels do not give it";
}

}  // namespace
}  // namespace concordat::risk

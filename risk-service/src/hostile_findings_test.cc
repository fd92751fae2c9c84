// Registers that agree though they look as if they did not, and what several assessments of
// one risk say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/risk_findings.h"
#include "tests/support/risk_samples.h"

namespace concordat::risk {
namespace {

Findings Find(std::vector<v1::Risk> risks, std::vector<v1::Treatment> treatments = {}) {
  return FindInRecords({{FourByFour()}, {BoardRegister()}, std::move(risks), std::move(treatments)},
                       absl::CivilDay(2011, 6, 30));
}

std::vector<std::string> Rules(const Findings& findings) {
  std::vector<std::string> rules;
  for (const ledger::v1::Finding& finding : findings) rules.push_back(finding.rule());
  std::ranges::sort(rules);
  return rules;
}

using Names = std::vector<std::string>;

v1::Risk With(int number, const v1::Assessment& current, const v1::Assessment& target) {
  v1::Risk risk = BoardRisk(number, 1, 1, 1);
  *risk.mutable_current() = current;
  *risk.mutable_target() = target;
  return risk;
}

v1::Treatment Action(const std::string& deadline) {
  v1::Treatment action;
  action.set_name(BoardRisk(1, 1, 1, 1).name() + "/treatments/t1");
  action.set_kind(v1::TREATMENT_KIND_ACTION);
  action.set_deadline(deadline);
  return action;
}

TEST(HostileFindings, OnlyWhatDoesNotAgreeIsFound) {
  EXPECT_EQ(Rules(Find({})), Names());
  EXPECT_EQ(Rules(Find({BoardRisk(1, 4, 4, 16)})), Names()) << "the greatest score";
  EXPECT_EQ(Rules(Find({BoardRisk(1, 3, 4, 0)})), Names()) << "no score is printed";
  EXPECT_EQ(Rules(Find({BoardRisk(1, 0, 0, 12)})), Names()) << "no levels are printed";
  EXPECT_EQ(Rules(Find({BoardRisk(1, 0, 0, 0)})), Names({"risk-not-scored"}));
  EXPECT_EQ(Rules(Find({BoardRisk(1, 3, 0, 7)})), Names({"risk-score-impossible"}))
      << "seven is prime and greater than four";
  EXPECT_EQ(Rules(Find({With(1, Assessed(2, 3, 6), Assessed(2, 3, 6))})), Names())
      << "a target that is reached";
  EXPECT_EQ(Rules(Find({With(1, Assessed(2, 3, 6), v1::Assessment())})), Names()) << "no target";
}

TEST(HostileFindings, TwoScoresThatAreOffByTheSameAddUp) {
  EXPECT_EQ(Rules(Find({BoardRisk(1, 1, 1, 2), BoardRisk(2, 2, 2, 3)})),
            Names({"risk-score-differs", "risk-score-differs"}))
      << "the totals agree";
}

TEST(HostileFindings, OneFindingTellsOfAllAssessmentsOfARisk) {
  const Findings findings = Find({With(1, Assessed(2, 3, 7), Assessed(1, 2, 1))});
  const auto differs =
      std::ranges::find(findings, "risk-score-differs", [](const auto& one) { return one.rule(); });
  ASSERT_NE(differs, findings.end());
  EXPECT_EQ(differs->summary(),
            "Risk 1 is scored 7, but likelihood 2 × impact 3 gives 6: 1 too many. Risk 1 as target "
            "is scored 1, but likelihood 1 × impact 2 gives 2: 1 too few.");
  EXPECT_EQ(differs->facts_size(), 4);
}

TEST(HostileFindings, TheGapIsSaid) {
  EXPECT_EQ(Find({With(1, Assessed(1, 2, 2), Assessed(2, 3, 6))}).at(0).summary(),
            "Risk 1 has a target score of 6, 4 above its current score of 2.");
  const std::vector<v1::Risk> risks = {BoardRisk(1, 1, 1, 1)};
  EXPECT_EQ(Find(risks, {Action("2011-06-29")}).at(0).summary(),
            "An action against Risk 1 was due 29 June 2011 and is not done, 1 day later.");
  EXPECT_EQ(Find(risks, {Action("2010")}).at(0).summary(),
            "An action against Risk 1 was due 2010 and is not done.");
}

}  // namespace
}  // namespace concordat::risk

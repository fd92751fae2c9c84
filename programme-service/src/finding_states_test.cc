#include "programme-service/src/finding_states.h"

#include <gmock/gmock.h>

#include "common/findings/finding_id.h"
#include "programme-service/src/explanation_rules.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using ledger::v1::Finding;
using test::IsOk;
using test::StatusIs;
using testing::IsEmpty;

constexpr char kId[] = "0123456789abcdef0123456789abcdef";

Finding Found(const std::string& value) {
  Finding finding;
  finding.set_finding_id(kId);
  finding.set_rule("risk-score-differs");
  auto* fact = finding.add_facts();
  fact->set_record("partnerships/p/risks/r10");
  fact->set_label("stated score");
  fact->set_value(value);
  return finding;
}

v1::Explanation ExplanationOf(const Finding& finding, v1::Explanation::Verdict verdict) {
  v1::Explanation explanation;
  explanation.set_name("partnerships/p/explanations/" + finding.finding_id());
  explanation.set_verdict(verdict);
  explanation.set_reason("a slip of the pen");
  explanation.set_figures(FindingFigures(finding));
  explanation.set_rule(finding.rule());
  return explanation;
}

TEST(FindingStates, AFindingIsOpenUntilSomebodySpeaksOfIt) {
  Findings findings = {Found("2")};
  ApplyExplanations({}, &findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].state(), ledger::v1::FINDING_STATE_OPEN);
  EXPECT_EQ(findings[0].figures(), FindingFigures(Found("2")));
}

TEST(FindingStates, AnExplanationIsBoundToTheFiguresItExplained) {
  const std::vector<v1::Explanation> said = {
      ExplanationOf(Found("2"), v1::Explanation::VERDICT_EXPLAINED)};
  Findings findings = {Found("2")};
  ApplyExplanations(said, &findings);
  EXPECT_EQ(findings[0].state(), ledger::v1::FINDING_STATE_EXPLAINED);
  EXPECT_EQ(findings[0].explained_as(), "a slip of the pen");
  Findings changed = {Found("3")};
  ApplyExplanations(said, &changed);
  ASSERT_EQ(changed.size(), 1u);
  EXPECT_EQ(changed[0].state(), ledger::v1::FINDING_STATE_OPEN);
  EXPECT_EQ(changed[0].explanation(), said[0].name());
}

TEST(FindingStates, WhatTheBoardAcceptsIsAccepted) {
  Findings findings = {Found("2")};
  ApplyExplanations({ExplanationOf(Found("2"), v1::Explanation::VERDICT_ACCEPTED)}, &findings);
  EXPECT_EQ(findings[0].state(), ledger::v1::FINDING_STATE_ACCEPTED);
}

TEST(FindingStates, WhatIsFoundNoLongerIsClosed) {
  Findings findings;
  ApplyExplanations({ExplanationOf(Found("2"), v1::Explanation::VERDICT_EXPLAINED)}, &findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].finding_id(), kId);
  EXPECT_EQ(findings[0].state(), ledger::v1::FINDING_STATE_CLOSED);
  EXPECT_EQ(findings[0].rule(), "risk-score-differs");
}

TEST(FindingStates, ASuppressedRuleFindsNothingAndSaysHowMuch) {
  std::vector<v1::RuleSuppression> said(1);
  v1::RuleSuppression& suppression = said[0];
  suppression.set_name("partnerships/p/ruleSuppressions/risk-score-differs");
  suppression.set_reason("scores are agreed, not computed");
  Findings findings = {Found("2")};
  const auto rules = Suppress(said, &findings);
  EXPECT_THAT(findings, IsEmpty());
  ASSERT_EQ(rules.size(), 1u);
  EXPECT_EQ(rules[0].rule(), "risk-score-differs");
  EXPECT_EQ(rules[0].findings(), 1);
}

TEST(FindingStates, WhatRepeatsASuppressedFindingStandsForItself) {
  std::vector<v1::RuleSuppression> said(1);
  said[0].set_name("partnerships/p/ruleSuppressions/risk-score-differs");
  Findings findings = {Found("2"), Found("3")};
  findings[1].set_rule("register-total-differs");
  findings[1].set_finding_id("other");
  findings[1].set_repeats(findings[0].finding_id());
  Findings kept = findings;
  Suppress({}, &kept);
  EXPECT_EQ(kept[1].repeats(), findings[0].finding_id());
  Suppress(said, &findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].repeats(), "");
}

TEST(CheckExplanation, IsNamedAfterAFinding) {
  v1::Explanation explanation;
  explanation.set_name(std::string("partnerships/p/explanations/") + kId);
  EXPECT_THAT(CheckExplanation(nullptr, &explanation), IsOk());
  explanation.set_name("partnerships/p/explanations/r10");
  EXPECT_THAT(CheckExplanation(nullptr, &explanation),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace concordat::programme

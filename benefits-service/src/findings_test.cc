// What is found in shares and figures that the sample does not show.
#include "benefits-service/src/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/support/benefits_oracle.h"

namespace concordat::benefits {
namespace {

using ::testing::HasSubstr;

v1::ShareLine* AddShare(const std::string& id, const std::string& council, v1::ShareLine::Kind kind,
                        BenefitFacts* held) {
  v1::Share& share = held->shares.emplace_back();
  share.set_name("partnerships/p/benefits/b/shares/" + id);
  share.set_council(council);
  v1::ShareLine* line = share.add_lines();
  line->set_financial_year("2010-11");
  line->set_kind(kind);
  line->set_amount_pence(100'00);
  return line;
}

Facts OneBenefit() {
  Facts facts;
  facts.day = absl::CivilDay(2011, 6, 30);
  facts.benefits.emplace_back().benefit.set_name("partnerships/p/benefits/b");
  return facts;
}

TEST(AddEvidenceFindings, AnActualNeedsADateThatHasPassedAndEvidence) {
  Facts facts = OneBenefit();
  v1::ShareLine* line = AddShare("joint", "", v1::ShareLine::KIND_ACTUAL, &facts.benefits[0]);
  Findings findings;
  AddEvidenceFindings(facts, &findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule(), "actual-without-evidence");

  line->set_counted_to("2011-07-01");
  line->set_grade(v1::ShareLine::GRADE_LEDGER);
  findings.clear();
  AddEvidenceFindings(facts, &findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule(), "actual-in-future");

  line->set_counted_to("2011-06-30");
  findings.clear();
  AddEvidenceFindings(facts, &findings);
  EXPECT_TRUE(findings.empty());
}

TEST(AddShareFindings, TheJointShareOverlapsWithEveryCouncils) {
  Facts facts = OneBenefit();
  AddShare("bromsgrove", "councils/bromsgrove", v1::ShareLine::KIND_BUDGET, &facts.benefits[0]);
  AddShare("redditch", "councils/redditch", v1::ShareLine::KIND_BUDGET, &facts.benefits[0]);
  Findings findings;
  AddShareFindings(facts, &findings);
  EXPECT_TRUE(findings.empty());
  AddShare("joint", "", v1::ShareLine::KIND_BUDGET, &facts.benefits[0]);
  AddShareFindings(facts, &findings);
  EXPECT_EQ(findings.size(), 2u);
}

TEST(AddShareFindings, WhatTheJointShareHoldsOfSeveralCouncilsIsOneCause) {
  Facts facts = OneBenefit();
  AddShare("bromsgrove", "councils/bromsgrove", v1::ShareLine::KIND_BUDGET, &facts.benefits[0]);
  AddShare("redditch", "councils/redditch", v1::ShareLine::KIND_BUDGET, &facts.benefits[0]);
  AddShare("joint", "", v1::ShareLine::KIND_BUDGET, &facts.benefits[0]);
  AddShare("redditch-too", "councils/redditch", v1::ShareLine::KIND_BUDGET, &facts.benefits[0]);
  Findings findings = FindInBenefits(facts);
  std::erase_if(findings, [](const auto& one) { return one.rule() != "shares-counted-twice"; });
  ASSERT_EQ(findings.size(), 4u);
  std::map<std::string, int> by_first;
  for (const auto& finding : findings) ++by_first[finding.repeats()];
  EXPECT_EQ(by_first.size(), 2u);
  EXPECT_EQ(by_first[""], 2) << "the first of the joint share, and the two of one council";
}

TEST(AddShareFindings, AYearOverlapsWithItsQuarters) {
  Facts facts = OneBenefit();
  AddShare("a", "councils/redditch", v1::ShareLine::KIND_BUDGET, &facts.benefits[0])
      ->set_quarter(1);
  AddShare("b", "councils/redditch", v1::ShareLine::KIND_BUDGET, &facts.benefits[0])
      ->set_quarter(2);
  Findings findings;
  AddShareFindings(facts, &findings);
  EXPECT_TRUE(findings.empty());
  facts.benefits[0].shares[1].mutable_lines(0)->set_quarter(0);
  AddShareFindings(facts, &findings);
  EXPECT_EQ(findings.size(), 1u);
}

TEST(AddComparisonFindings, OnEqualGroundsFiguresDiffer) {
  Facts facts = OneBenefit();
  for (const char* amount : {"1.3", "1.4"}) {
    v1::StatedFigure& figure = facts.figures.emplace_back();
    figure.set_name(std::string("partnerships/p/statedFigures/f") + amount[2]);
    figure.set_amount(amount);
    figure.set_unit(v1::StatedFigure::UNIT_MILLION_POUNDS);
    figure.set_same_as("saving");
  }
  Findings findings;
  AddComparisonFindings(facts, &findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule(), "figures-differ");
  EXPECT_EQ(findings[0].comparison(), ledger::v1::COMPARISON_DIFFERS);

  // £1.40m may be printed as £1.4m.
  facts.figures[0].set_amount("1.40");
  findings.clear();
  AddComparisonFindings(facts, &findings);
  EXPECT_TRUE(findings.empty());
}

TEST(AddReconciliationFindings, AnExpressionThatCannotBeWorkedOutIsSaid) {
  Facts facts = OneBenefit();
  v1::StatedFigure& figure = facts.figures.emplace_back();
  figure.set_name("partnerships/p/statedFigures/f");
  figure.set_amount("1");
  figure.set_expression("figure(gone)");
  Findings findings;
  AddReconciliationFindings(facts, &findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule(), "stated-figure-unreadable");
  EXPECT_THAT(findings[0].summary(), HasSubstr("gone"));
}

TEST(AddReconciliationFindings, HoldsWhatIsSaidOfATimeAgainstItsDates) {
  Facts facts = OneBenefit();
  v1::StatedFigure& figure = facts.figures.emplace_back();
  figure.set_name("partnerships/p/statedFigures/extension");
  figure.set_label("Extension of the pilot");
  figure.set_amount("3");
  figure.set_unit(v1::StatedFigure::UNIT_MONTHS);
  figure.set_expression("months_between(2012-03, 2012-05)");
  figure.mutable_source()->set_section("8.19");
  Findings findings;
  AddReconciliationFindings(facts, &findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule(), "stated-figure-differs");
  EXPECT_EQ(findings[0].summary(),
            "Extension of the pilot is stated as 3 months (8.19), and what it should equal is "
            "2 months: 1 month apart.");
  figure.set_amount("2");
  findings.clear();
  AddReconciliationFindings(facts, &findings);
  EXPECT_TRUE(findings.empty());
}

TEST(ComposeFinancialSummary, AForecastDoesNotHideTheYearThatIsTold) {
  Facts facts = OneBenefit();
  AddShare("redditch", "councils/redditch", v1::ShareLine::KIND_BUDGET, &facts.benefits[0]);
  AddShare("joint", "", v1::ShareLine::KIND_FORECAST, &facts.benefits[0])
      ->set_financial_year("2011-12");
  const v1::FinancialSummary summary = ComposeFinancialSummary(facts);
  EXPECT_EQ(summary.financial_year(), "2010-11");
  ASSERT_EQ(summary.rows_size(), 2);
  EXPECT_EQ(summary.rows(1).total_budget_pence(), 100'00);
}

}  // namespace
}  // namespace concordat::benefits

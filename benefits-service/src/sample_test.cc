// The Shared Service Board's paper of 30 June 2011: the figures that must come
// out, and what does not agree in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "benefits-service/src/expression.h"
#include "benefits-service/src/findings.h"
#include "common/base/text.h"
#include "concordat/benefits/v1/benefits_review.pb.h"
#include "tests/support/benefits_sample.h"

namespace concordat::benefits {
namespace {

using ledger::v1::Finding;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// In thousands of pounds: Bromsgrove, Redditch, budget, actual, variance.
std::vector<int64_t> Sums(const v1::FinancialSummary& summary, const std::string& label) {
  for (const v1::FinancialRow& row : summary.rows()) {
    const bool sum =
        row.kind() == v1::FinancialRow::KIND_SUBTOTAL || row.kind() == v1::FinancialRow::KIND_TOTAL;
    if (!sum || row.label() != label) continue;
    std::vector<int64_t> sums(row.budget_pence().begin(), row.budget_pence().end());
    sums.insert(sums.end(), {row.total_budget_pence(), row.actual_pence(), row.variance_pence()});
    for (int64_t& pence : sums) pence /= 100'000;
    return sums;
  }
  return {};
}

std::vector<Finding> Of(const Findings& findings, const std::string& rule) {
  std::vector<Finding> found;
  std::ranges::copy_if(findings, std::back_inserter(found),
                       [&rule](const Finding& finding) { return finding.rule() == rule; });
  return found;
}

std::vector<std::string> Summaries(const Findings& findings, const std::string& rule) {
  std::vector<std::string> summaries;
  for (const Finding& finding : Of(findings, rule)) summaries.push_back(finding.summary());
  return summaries;
}

TEST(Sample, SumsOfAppendixA) {
  const v1::FinancialSummary summary = ComposeFinancialSummary(SampleFacts());
  EXPECT_EQ(summary.financial_year(), "2010-11");
  EXPECT_THAT(summary.councils(), ElementsAre("councils/bromsgrove", "councils/redditch"));
  EXPECT_THAT(Sums(summary, "Net Savings from single management team"),
              ElementsAre(182, 148, 330, 403, 73));
  EXPECT_THAT(Sums(summary, "Savings/ costs (-) from Other Shared Services"),
              ElementsAre(268, 366, 634, 634, 0));
  EXPECT_THAT(Sums(summary, "Overall position - cashable savings"),
              ElementsAre(450, 514, 964, 1037, 73));
  EXPECT_THAT(Sums(summary, "Non Cashable Savings"), ElementsAre(71, 71, 142, 142, 0));
  EXPECT_THAT(Sums(summary, "Overall position"), ElementsAre(521, 585, 1106, 1179, 73));
}

TEST(Sample, PrintedSumsAgreeAndMonthsDoNot) {
  const Findings findings = FindInBenefits(SampleFacts());
  EXPECT_THAT(Summaries(findings, "stated-figure-differs"),
              ElementsAre(testing::AllOf(HasSubstr("brought forward is stated as 3 months"),
                                         HasSubstr("(16.13.15)"), HasSubstr("2 months"))));
  EXPECT_THAT(Summaries(findings, "stated-figure-unreadable"), IsEmpty());
  EXPECT_THAT(Summaries(findings, "shares-counted-twice"), IsEmpty());
  EXPECT_THAT(Summaries(findings, "actual-without-evidence"), IsEmpty());
}

TEST(Sample, CctvIsStatedThreeWaysThatAreNotComparable) {
  const Findings findings = FindInBenefits(SampleFacts());
  const std::vector<std::string> summaries = Summaries(findings, "figures-not-comparable");
  EXPECT_THAT(summaries, Contains(testing::AllOf(HasSubstr("CCTV & Lifeline is stated 3 ways"),
                                                 HasSubstr("283 £000"), HasSubstr("£256,831"),
                                                 HasSubstr("292 £000"), HasSubstr("16.6.3"))));
  for (const Finding& finding : Of(findings, "figures-not-comparable")) {
    if (finding.summary().find("CCTV") == std::string::npos) continue;
    EXPECT_THAT(finding.reason(), HasSubstr("Salaries only"));
    EXPECT_THAT(finding.reason(), HasSubstr("Part year"));
    EXPECT_EQ(finding.comparison(), ledger::v1::COMPARISON_NOT_COMPARABLE);
  }
}

TEST(Sample, MostOfTheVarianceIsCostNotSpent) {
  EXPECT_THAT(Summaries(FindInBenefits(SampleFacts()), "variance-is-unspent-cost"),
              ElementsAre(HasSubstr("£55,000 of the £73,000 by which 2010-11")));
}

TEST(Sample, HelpdeskCallsMissTheirTarget) {
  EXPECT_THAT(Summaries(FindInBenefits(SampleFacts()), "measure-target-missed"),
              ElementsAre("No of helpdesk calls (bromsgrove): 100 against a target of 60, "
                          "40 above it; lower is better."));
}

TEST(Sample, IctPromisesAreUnrealised) {
  const v1::BenefitsPosition positions = ComposePosition(SampleFacts());
  const auto ict = std::ranges::find_if(positions.works(), [](const v1::WorkPosition& position) {
    return position.work().ends_with("/liveServices/ict");
  });
  ASSERT_NE(ict, positions.works().end());
  EXPECT_EQ(ict->promised_pence(), 37'850'00);
  EXPECT_EQ(ict->realised_pence(), 10'850'00);
  ASSERT_EQ(ict->unrealised_size(), 2);
  EXPECT_EQ(ict->unrealised(0).promised_pence() + ict->unrealised(1).promised_pence(), 27'000'00);
}

TEST(Sample, CostsCameWhereASavingWasPromised) {
  const auto summaries = Summaries(FindInBenefits(SampleFacts()), "promise-not-realised");
  EXPECT_THAT(summaries, Contains(testing::AllOf(HasSubstr("5% savings on budget / BDC"),
                                                 HasSubstr("a cost of £11,000 came instead"))));
  EXPECT_THAT(summaries, Contains(HasSubstr("a cost of £33,000 came instead")));
}

TEST(Sample, CostsOfPolicyAreAboveExpectation) {
  EXPECT_THAT(Summaries(FindInBenefits(SampleFacts()), "cost-above-expectation"),
              testing::UnorderedElementsAre(
                  HasSubstr("£77,000 was expected as cost and £83,000 came, £6,000 more"),
                  HasSubstr("£11,000 was expected as cost and £16,000 came, £5,000 more")));
}

TEST(Sample, WhatIsMissingIsSaid) {
  const Findings findings = FindInBenefits(SampleFacts());
  EXPECT_THAT(Summaries(findings, "result-without-actual"), IsEmpty());
  EXPECT_EQ(Of(findings, "measure-without-figures").size(), 5u);
  EXPECT_EQ(Of(findings, "measure-cannot-be-judged").size(), 1u)
      << "the turnout of earlier years stands in words";
  EXPECT_EQ(Of(findings, "unit-not-printed").size(), 3u);
  EXPECT_EQ(Of(findings, "commentary-repeated").size(), 1u);
}

TEST(Sample, ActualsAreCalledEstimatesToo) {
  EXPECT_THAT(Summaries(FindInBenefits(SampleFacts()), "kind-stated-both-ways"),
              ElementsAre(HasSubstr("5 figures are called actuals under a heading that calls them "
                                    "forecasts (Appendix A")));
}

TEST(Sample, SpendIsProjectedAfterItsYear) {
  EXPECT_THAT(Summaries(FindInBenefits(SampleFacts()), "forecast-after-period-end"),
              ElementsAre(HasSubstr("3 figures are called forecasts of 2010-11 (Appendix D")));
}

TEST(Sample, ActualsAreTheBudgetsAndNotSplit) {
  const Findings findings = FindInBenefits(SampleFacts());
  EXPECT_THAT(Summaries(findings, "actuals-equal-budgets"),
              ElementsAre("In 9 of the 11 lines of 2010-11 that have both, the actual is exactly "
                          "the budget: £776,000 in all."));
  EXPECT_THAT(
      Summaries(findings, "actuals-not-split"),
      ElementsAre("The budgets of 11 lines of 2010-11, £1,106,000 in all, are given for each "
                  "council, and the actuals, £1,179,000, only for all councils together."));
}

TEST(Sample, MoneyIsCountedThoughItIsTooEarlyToTell) {
  EXPECT_THAT(Summaries(FindInBenefits(SampleFacts()), "actual-though-too-early"),
              testing::UnorderedElementsAre(
                  HasSubstr("£283,000 (Appendix A, Financial Summary - Shared Services - 2010/11) "
                            "is counted as actual, though it is said to be too early to tell of "
                            "\"The revenue savings"),
                  HasSubstr("£65,000 (Appendix A")));
}

TEST(Sample, IctIsBudgetedFarAboveItsPromise) {
  EXPECT_THAT(Summaries(FindInBenefits(SampleFacts()), "promise-and-budget-apart"),
              ElementsAre(HasSubstr("£37,850 was promised (Appendix C, d. ICT), and £126,000 is "
                                    "budgeted for 2010-11")));
}

TEST(Sample, FindingsNameTheirServices) {
  for (const Finding& finding : Of(FindInBenefits(SampleFacts()), "actual-though-too-early")) {
    ASSERT_EQ(finding.works_size(), 1);
    EXPECT_THAT(finding.works(0).work(), HasSubstr("/liveServices/"));
  }
}

// What is computed stands nowhere.
bool IsComputed(const ledger::v1::FindingFact& fact) {
  return fact.label().starts_with("computed as ");
}

TEST(Sample, FindingsTellWhatTheyRestOnAndWhereItStands) {
  for (const Finding& finding : FindInBenefits(SampleFacts())) {
    EXPECT_THAT(finding.facts(), Not(IsEmpty())) << finding.rule();
    for (const ledger::v1::FindingFact& fact : finding.facts()) {
      EXPECT_TRUE(IsComputed(fact) || !fact.source().section().empty())
          << finding.rule() << ": " << fact.label();
    }
  }
}

TEST(Sample, VariancesToTheGoodHaveBothSigns) {
  EXPECT_EQ(Of(FindInBenefits(SampleFacts()), "variance-signs-mixed").size(), 1u);
}

// Figures that another one or a record can contradict.
std::set<std::string> Checked(const Facts& facts) {
  std::set<std::string> checked;
  for (const v1::StatedFigure& figure : facts.figures) {
    const std::string id(ResourceType::IdOf(figure.name()));
    if (!figure.expression().empty() || !figure.same_as().empty()) checked.insert(id);
    for (const v1::StatedFigure& other : facts.figures) {
      if (other.expression().find("figure(" + id + ")") != std::string::npos) checked.insert(id);
    }
  }
  return checked;
}

// What is found, in words: a figure that changes shows as a change of these.
std::set<std::string> Words(const Facts& facts) {
  std::set<std::string> words;
  for (const Finding& finding : FindInBenefits(WithSums(facts))) {
    words.insert(finding.rule() + ": " + finding.summary());
  }
  return words;
}

// The findings that are there only now.
std::string New(const std::set<std::string>& before, const Facts& after) {
  std::string added;
  for (const std::string& words : Words(after)) {
    if (!before.contains(words)) added += words + "\n";
  }
  return added;
}

TEST(Sample, AnyFigureAlteredIsFoundWithItsPlace) {
  const Facts facts = SampleFacts();
  const auto before = Words(facts);
  const auto checked = Checked(facts);
  EXPECT_GT(checked.size(), 80u);
  for (size_t i = 0; i < facts.figures.size(); ++i) {
    const std::string id(ResourceType::IdOf(facts.figures[i].name()));
    if (!checked.contains(id)) continue;
    Facts altered = facts;
    // A digit too many, as in a slip of the hand.
    altered.figures[i].set_amount(facts.figures[i].amount() + "7");
    EXPECT_THAT(New(before, altered), HasSubstr(facts.figures[i].source().section())) << id;
  }
}

TEST(Sample, AppendixAIsExactToTheLastThousand) {
  const Facts facts = SampleFacts();
  const auto before = Words(facts);
  for (size_t i = 0; i < facts.figures.size(); ++i) {
    if (facts.figures[i].source().section() != "Appendix A") continue;
    // A comment's figure adds up with nothing.
    if (facts.figures[i].source().column() == "Comments") continue;
    Facts altered = facts;
    altered.figures[i].set_amount(Concat(std::stoll(facts.figures[i].amount()) + 1));
    EXPECT_THAT(New(before, altered), HasSubstr(facts.figures[i].source().row()))
        << facts.figures[i].name();
  }
}

TEST(Sample, AnyShareAlteredIsFoundWithItsPlace) {
  const Facts facts = SampleFacts();
  const auto before = Words(facts);
  for (size_t b = 0; b < facts.benefits.size(); ++b) {
    for (size_t s = 0; s < facts.benefits[b].shares.size(); ++s) {
      Facts altered = facts;
      v1::ShareLine* line = altered.benefits[b].shares[s].mutable_lines(0);
      line->set_amount_pence(line->amount_pence() + 100'000);
      EXPECT_THAT(New(before, altered), HasSubstr(facts.benefits[b].benefit.title()));
    }
  }
}

// A figure without anything to hold it against is known as such.
TEST(Sample, FiguresThatStandAlone) {
  const Facts facts = SampleFacts();
  const auto checked = Checked(facts);
  std::vector<std::string> alone;
  for (const v1::StatedFigure& figure : facts.figures) {
    const std::string id(ResourceType::IdOf(figure.name()));
    if (!checked.contains(id)) alone.push_back(id);
  }
  EXPECT_THAT(
      alone,
      testing::UnorderedElementsAre(
          "s7-1-management-saving-2011-12", "s7-4-savings-2011-14", "s16-8-mobile-phone-saving",
          "s16-8-mobile-phone-spend", "s16-9-1-emissions-from-buildings",
          "s16-9-2-solar-bid-redditch", "s16-9-2-housing-capital", "s16-10-1-saving-of-pay-bill",
          "s16-10-1-saving-of-pay-bill-possible", "s16-10-1-together-bromsgrove",
          "s16-10-1-u-decide", "c-community-safety-grant", "c-property-saving-bromsgrove",
          "c-property-saving-redditch", "c-lifeline-survey-sent", "c-lifeline-survey-returned",
          "c-lifeline-quality", "c-lifeline-emergency-help", "c-lifeline-answer-speed",
          "c-lifeline-value", "c-lifeline-urgent-aim", "c-lifeline-urgent-days",
          "c-lifeline-non-urgent-days", "c-lifeline-installed", "c-lifeline-installation-quality",
          "c-lifeline-installation-speed", "c-lifeline-installation-staff",
          "c-lifeline-installation-value", "c-cctv-dvds", "c-lifeline-telecare-pilots",
          "c-cctv-operators-busy", "c-cctv-operators-quiet", "c-lifeline-calls",
          "c-lifeline-medical", "c-lifeline-other-help", "c-lifeline-no-response",
          "c-lifeline-fire-alarms", "c-lifeline-test-calls", "c-lifeline-false-alarms",
          "c-cctv-incidents", "c-elections-turnout-2010", "c-elections-turnout-2009",
          "s16-5-4-pc-life-from", "s16-5-4-pc-life-to", "s16-5-4-sun-ray-life", "c-payroll-staff",
          "s16-13-10-services", "s16-13-4-check-weeks", "a-procurement-years", "s16-10-1-editions",
          "s3-4-1-authorities"));
}

TEST(Sample, EveryRecordSaysWhereItWasStated) {
  const Facts facts = SampleFacts();
  for (const v1::StatedFigure& figure : facts.figures) {
    EXPECT_THAT(figure.source().section(), Not(IsEmpty())) << figure.name();
  }
  for (const v1::ExpectedResult& result : facts.results) {
    EXPECT_THAT(result.source().row(), Not(IsEmpty())) << result.name();
    EXPECT_THAT(result.source().table(), Not(IsEmpty())) << result.name();
  }
  EXPECT_EQ(test::SampleBundle("bromsgrove-redditch")
                .Read<v1::BenefitsReview>("benefits-reviews.csv")
                .size(),
            10u);
}

}  // namespace
}  // namespace concordat::benefits

// What is found in all lines of a year, and in the money of a piece of work beside what is
// said of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "benefits-service/src/findings.h"
#include "common/base/text.h"
#include "tests/support/benefits_oracle.h"

namespace concordat::benefits {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using v1::ExpectedResult;
using v1::ShareLine;

constexpr char kEqual[] = "actuals-equal-budgets";
constexpr char kJoint[] = "actuals-not-split";
constexpr char kEarly[] = "actual-though-too-early";
constexpr char kApart[] = "promise-and-budget-apart";
constexpr char kIct[] = "partnerships/p/projects/ict";

BenefitFacts* AddBenefit(const std::string& id, Facts* facts) {
  BenefitFacts& held = facts->benefits.emplace_back();
  held.benefit.set_name("partnerships/p/benefits/" + id);
  held.benefit.set_title("Benefit " + id);
  held.benefit.set_position(static_cast<int32_t>(facts->benefits.size()));
  held.benefit.mutable_source()->set_section("Appendix A");
  return &held;
}

v1::Share* AddShare(const std::string& council, ShareLine::Kind kind, int64_t pounds,
                    BenefitFacts* held, const std::string& year = "2010-11") {
  v1::Share& share = held->shares.emplace_back();
  share.set_name(Concat(held->benefit.name(), "/shares/s", held->shares.size()));
  if (!council.empty()) share.set_council("councils/" + council);
  ShareLine* line = share.add_lines();
  line->set_financial_year(year);
  line->set_kind(kind);
  line->set_amount_pence(pounds * 100);
  line->set_counted_to("2011-03-31");
  line->set_grade(ShareLine::GRADE_LEDGER);
  return &share;
}

// With a joint budget and a joint actual.
BenefitFacts* AddLine(const std::string& id, int64_t budget, int64_t actual, Facts* facts) {
  BenefitFacts* held = AddBenefit(id, facts);
  AddShare("", ShareLine::KIND_BUDGET, budget, held);
  AddShare("", ShareLine::KIND_ACTUAL, actual, held);
  return held;
}

ExpectedResult* AddExpected(const std::string& id, Facts* facts) {
  ExpectedResult& result = facts->results.emplace_back();
  result.set_name("partnerships/p/expectedResults/" + id);
  result.set_project(kIct);
  result.set_expected("Savings of " + id);
  result.set_actual("Something");
  result.mutable_source()->set_section("Appendix C");
  return &result;
}

Findings Of(const std::string& rule, Facts facts) {
  facts.day = absl::CivilDay(2011, 6, 30);
  Findings findings = FindInBenefits(WithSums(std::move(facts)));
  std::erase_if(findings, [&rule](const auto& finding) { return finding.rule() != rule; });
  return findings;
}

TEST(ActualsEqualBudgets, WhereThreeAndHalfOfTheLinesDo) {
  Facts facts;
  AddLine("a", 10, 10, &facts);
  AddLine("b", 20, 20, &facts);
  EXPECT_THAT(Of(kEqual, facts), IsEmpty()) << "two may be chance";
  AddLine("c", -5, -5, &facts);
  for (const char* id : {"d", "e", "f"}) AddLine(id, 7, 8, &facts);
  const Findings findings = Of(kEqual, facts);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].summary(),
            "In 3 of the 6 lines of 2010-11 that have both, the actual is exactly the budget: £25 "
            "in all.");
  EXPECT_EQ(findings[0].severity(), ledger::v1::SEVERITY_INFORMATION);
  EXPECT_EQ(findings[0].facts_size(), 3);
  EXPECT_EQ(findings[0].facts(0).value(), "£10 and £10");
  EXPECT_EQ(findings[0].facts(0).source().section(), "Appendix A");
  AddLine("g", 7, 8, &facts);
  EXPECT_THAT(Of(kEqual, facts), IsEmpty()) << "three of seven";
}

TEST(ActualsEqualBudgets, CountsLinesWithBothInEachYear) {
  Facts facts;
  for (const char* id : {"a", "b", "c"}) AddLine(id, 10, 10, &facts);
  for (const char* id : {"d", "e", "f", "g"}) {
    AddShare("", ShareLine::KIND_BUDGET, 5, AddBenefit(id, &facts));
  }
  AddLine("h", 0, 0, &facts);
  for (BenefitFacts& held : facts.benefits) {
    AddShare("", ShareLine::KIND_FORECAST, 3, &held);
    AddShare("", ShareLine::KIND_BUDGET, 8, &held, "2011-12");
  }
  EXPECT_THAT(Of(kEqual, facts), ElementsAre(testing::Property(&ledger::v1::Finding::summary,
                                                               HasSubstr("In 3 of the 3"))));
}

TEST(ActualsEqualBudgets, AddsUpTheSharesOfALine) {
  Facts facts;
  for (const char* id : {"a", "b", "c"}) {
    BenefitFacts* held = AddBenefit(id, &facts);
    AddShare("redditch", ShareLine::KIND_BUDGET, 10, held);
    AddShare("bromsgrove", ShareLine::KIND_BUDGET, 5, held);
    AddShare("", ShareLine::KIND_ACTUAL, 15, held);
  }
  EXPECT_THAT(Of(kEqual, facts), SizeIs(1));
  facts.benefits[0].shares[2].mutable_lines(0)->set_amount_pence(15'01);
  EXPECT_THAT(Of(kEqual, facts), IsEmpty());
}

TEST(ActualsEqualBudgets, NamesTenAndTellsOfAllWorks) {
  Facts facts;
  for (int i = 0; i < 12; ++i) {
    BenefitFacts* held = AddLine(Concat("b", 10 + i), 10, 10, &facts);
    held->benefit.set_project(Concat("partnerships/p/projects/w", 10 + i));
    // The last of the paper are the first by name.
    held->benefit.set_position(-i);
  }
  facts.benefits[0].benefit.set_marking(type::v1::MARKING_EXEMPT);
  Findings findings = Of(kEqual, facts);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].records_size(), 10);
  EXPECT_EQ(findings[0].records(0), "partnerships/p/benefits/b12");
  EXPECT_THAT(findings[0].reason(), HasSubstr("2 more lines are alike."));
  EXPECT_EQ(findings[0].works_size(), 10);
  EXPECT_EQ(findings[0].marking(), type::v1::MARKING_EXEMPT) << "as the strictest that counts";
  // It concerns who steers any of them, also one that is not named.
  google::protobuf::RepeatedPtrField<std::string> names;
  names.Add("partnerships/p/projects/w10");
  const Facts summed = WithSums(facts);
  KeepInScope(summed, Scope(names), &findings);
  EXPECT_EQ(findings.size(), 1u);
  names.Clear();
  names.Add("partnerships/p/projects/other");
  KeepInScope(summed, Scope(names), &findings);
  EXPECT_THAT(findings, IsEmpty());
}

TEST(ActualsNotSplit, WhereBudgetsAreOfCouncilsAndActualsOfAll) {
  Facts facts;
  for (const char* id : {"a", "b"}) {
    BenefitFacts* held = AddBenefit(id, &facts);
    AddShare("redditch", ShareLine::KIND_BUDGET, 10, held);
    AddShare("bromsgrove", ShareLine::KIND_BUDGET, 5, held);
    AddShare("", ShareLine::KIND_ACTUAL, 14, held);
  }
  const Findings findings = Of(kJoint, facts);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].summary(),
            "The budgets of 2 lines of 2010-11, £30 in all, are given for each council, and the "
            "actuals, £28, only for all councils together.");
  EXPECT_EQ(findings[0].records_size(), 2);
}

TEST(ActualsNotSplit, NotWhereEitherIsGivenAlike) {
  Facts facts;
  BenefitFacts* held = AddBenefit("a", &facts);
  AddShare("redditch", ShareLine::KIND_BUDGET, 10, held);
  AddShare("bromsgrove", ShareLine::KIND_BUDGET, 5, held);
  v1::Share* actual = AddShare("", ShareLine::KIND_ACTUAL, 14, held);
  EXPECT_THAT(Of(kJoint, facts), SizeIs(1));
  Facts other = facts;
  AddShare("redditch", ShareLine::KIND_ACTUAL, 9, &other.benefits[0]);
  EXPECT_THAT(Of(kJoint, other), IsEmpty()) << "one council has an actual";
  other = facts;
  other.benefits[0].shares[1].clear_council();
  EXPECT_THAT(Of(kJoint, other), IsEmpty()) << "a part of the budget is joint";
  other = facts;
  other.benefits[0].shares[1].mutable_lines(0)->set_amount_pence(0);
  EXPECT_THAT(Of(kJoint, other), IsEmpty()) << "of one council alone";
  actual->mutable_lines(0)->set_amount_pence(0);
  EXPECT_THAT(Of(kJoint, facts), IsEmpty()) << "no actual";
}

Facts TooEarly() {
  Facts facts;
  AddLine("a", 10, 9, &facts)->benefit.set_project(kIct);
  AddExpected("money", &facts)->set_achievement(ExpectedResult::ACHIEVEMENT_TOO_EARLY);
  return facts;
}

TEST(ActualThoughTooEarly, NamesTheSumAndThePlaces) {
  Facts facts = TooEarly();
  AddShare("", ShareLine::KIND_ACTUAL, 4, &facts.benefits[0], "2009-10");
  const Findings findings = Of(kEarly, facts);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].summary(),
            "£13 (Appendix A) is counted as actual, though it is said to be too early to tell of "
            "\"Savings of money\" (Appendix C).");
  EXPECT_EQ(findings[0].severity(), ledger::v1::SEVERITY_WARNING);
  EXPECT_THAT(findings[0].records(),
              ElementsAre("partnerships/p/benefits/a", "partnerships/p/expectedResults/money"));
  ASSERT_EQ(findings[0].works_size(), 1);
  EXPECT_EQ(findings[0].works(0).work(), kIct);
}

TEST(ActualThoughTooEarly, NotOfOtherWorkNorWithoutAnActual) {
  Facts facts = TooEarly();
  facts.results[0].set_project("partnerships/p/projects/other");
  EXPECT_THAT(Of(kEarly, facts), IsEmpty());
  facts = TooEarly();
  facts.results[0].set_achievement(ExpectedResult::ACHIEVEMENT_PARTLY_ACHIEVED);
  EXPECT_THAT(Of(kEarly, facts), IsEmpty());
  facts = TooEarly();
  facts.benefits[0].shares[1].mutable_lines(0)->set_kind(ShareLine::KIND_FORECAST);
  EXPECT_THAT(Of(kEarly, facts), IsEmpty());
  facts = TooEarly();
  facts.benefits[0].benefit.clear_project();
  facts.results[0].clear_project();
  EXPECT_THAT(Of(kEarly, facts), IsEmpty()) << "of no work";
}

TEST(ActualThoughTooEarly, CountsWhatItDoesNotName) {
  Facts facts = TooEarly();
  for (int i = 0; i < 12; ++i) {
    AddExpected(Concat(i), &facts)->set_achievement(ExpectedResult::ACHIEVEMENT_TOO_EARLY);
  }
  const Findings findings = Of(kEarly, facts);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].records_size(), 11);
  EXPECT_EQ(findings[0].reason(), "3 more expected results are alike.");
}

Facts Promised(int64_t promised, int64_t budget) {
  Facts facts;
  BenefitFacts* held = AddBenefit("a", &facts);
  held->benefit.set_project(kIct);
  AddShare("", ShareLine::KIND_BUDGET, budget, held);
  AddExpected("money", &facts)->set_promised_pence(promised * 100);
  return facts;
}

TEST(PromiseAndBudgetApart, ByMoreThanHalfOfTheGreater) {
  const Findings findings = Of(kApart, Promised(49, 100));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].summary(),
            "£49 was promised (Appendix C), and £100 is budgeted for 2010-11 (Appendix A): £51 "
            "apart.");
  EXPECT_EQ(findings[0].comparison(), ledger::v1::COMPARISON_NOT_COMPARABLE);
  EXPECT_EQ(findings[0].reason(),
            "The promise names no financial year, and the budget is of 2010-11.");
  EXPECT_EQ(findings[0].severity(), ledger::v1::SEVERITY_WARNING);
  EXPECT_THAT(Of(kApart, Promised(50, 100)), IsEmpty());
  EXPECT_THAT(Of(kApart, Promised(100, 49)), SizeIs(1));
  EXPECT_THAT(Of(kApart, Promised(100, 50)), IsEmpty());
  EXPECT_THAT(Of(kApart, Promised(100, -20)), SizeIs(1)) << "a cost where a saving was promised";
  EXPECT_THAT(Of(kApart, Promised(100, 0)), IsEmpty()) << "no budget";
  EXPECT_THAT(Of(kApart, Promised(0, 100)), IsEmpty()) << "no promise";
}

TEST(PromiseAndBudgetApart, NotWhereTheBudgetOfAnyYearIsNear) {
  Facts facts = Promised(100, 20);
  AddShare("", ShareLine::KIND_BUDGET, 30, &facts.benefits[0], "2011-12");
  const Findings findings = Of(kApart, facts);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_THAT(findings[0].summary(), HasSubstr("£30 is budgeted for 2011-12"));
  AddShare("", ShareLine::KIND_BUDGET, 95, &facts.benefits[0], "2012-13");
  EXPECT_THAT(Of(kApart, facts), IsEmpty());
}

TEST(PromiseAndBudgetApart, SaysOnWhatGroundsFiguresPutThem) {
  Facts facts = Promised(10, 100);
  v1::StatedFigure& promise = facts.figures.emplace_back();
  promise.set_name("partnerships/p/statedFigures/promise");
  promise.set_amount("10");
  promise.set_unit(v1::StatedFigure::UNIT_POUNDS);
  promise.set_expression("promised(result=money)");
  promise.set_basis("Salaries only");
  promise.set_project(kIct);
  v1::StatedFigure& budget = facts.figures.emplace_back(promise);
  facts.figures[1].set_name("partnerships/p/statedFigures/budget");
  budget.set_amount("100");
  budget.set_expression("budget(benefit=a)");
  budget.set_basis("All lines");
  budget.set_coverage("full year");
  budget.set_financial_year("2010-11");
  Findings findings = Of(kApart, facts);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].reason(),
            "The promise names no financial year, and the budget is of 2010-11. The promise is "
            "stated as: Salaries only. The budget is stated as: All lines; full year.");
  EXPECT_EQ(findings[0].repeats(), "");
  // Held against one another as figures they say so already.
  for (v1::StatedFigure& figure : facts.figures) figure.set_same_as("saving of ICT");
  findings = Of(kApart, facts);
  ASSERT_EQ(findings.size(), 1u);
  const Findings figures = Of("figures-not-comparable", facts);
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(findings[0].repeats(), figures[0].finding_id());
}

}  // namespace
}  // namespace concordat::benefits

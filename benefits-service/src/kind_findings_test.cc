// What figures are called, by themselves, by their headings, elsewhere, and when.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "benefits-service/src/findings.h"
#include "common/base/text.h"
#include "tests/support/benefits_oracle.h"

namespace concordat::benefits {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using v1::StatedFigure;

constexpr char kBothWays[] = "kind-stated-both-ways";
constexpr char kLate[] = "forecast-after-period-end";

StatedFigure* Add(const std::string& id, const std::string& amount, StatedFigure::Kind kind,
                  Facts* facts) {
  StatedFigure& figure = facts->figures.emplace_back();
  figure.set_name("partnerships/p/statedFigures/" + id);
  figure.set_label("Saving " + id);
  figure.set_amount(amount);
  figure.set_unit(StatedFigure::UNIT_THOUSAND_POUNDS);
  figure.set_kind(kind);
  figure.set_financial_year("2010-11");
  figure.mutable_source()->set_section("Table " + id);
  return &figure;
}

Findings Of(const std::string& rule, const Facts& facts) {
  Findings findings = FindInBenefits(WithSums(facts));
  std::erase_if(findings, [&rule](const auto& finding) { return finding.rule() != rule; });
  return findings;
}

std::vector<std::string> Summaries(const std::string& rule, const Facts& facts) {
  std::vector<std::string> summaries;
  for (const ledger::v1::Finding& finding : Of(rule, facts)) summaries.push_back(finding.summary());
  return summaries;
}

Facts TwoThatAreTheSame() {
  Facts facts;
  Add("a", "478", StatedFigure::KIND_ACTUAL, &facts)->set_same_as("saving of management");
  Add("b", "478", StatedFigure::KIND_FORECAST, &facts)->set_same_as("saving of management");
  return facts;
}

TEST(KindStatedBothWays, OfAFigureThatIsAnActualHereAndAForecastThere) {
  EXPECT_THAT(Summaries(kBothWays, TwoThatAreTheSame()),
              ElementsAre("The saving of management is called an actual, 478 £000 (Table a), and a "
                          "forecast, 478 £000 (Table b)."));
}

TEST(KindStatedBothWays, OfTheSameFigureInAnotherUnitToo) {
  Facts facts = TwoThatAreTheSame();
  facts.figures[1].set_amount("477900");
  facts.figures[1].set_unit(StatedFigure::UNIT_POUNDS);
  facts.figures[1].clear_kind();
  facts.figures[1].set_heading_kind(StatedFigure::KIND_BUDGET);
  EXPECT_THAT(Summaries(kBothWays, facts),
              ElementsAre("The saving of management is called an actual, 478 £000 (Table a), and a "
                          "budget, £477,900 (Table b)."));
}

TEST(KindStatedBothWays, NotOfOtherFiguresYearsOrCouncils) {
  EXPECT_THAT(Of(kBothWays, TwoThatAreTheSame()), testing::SizeIs(1));
  Facts facts = TwoThatAreTheSame();
  facts.figures[1].set_amount("500");
  EXPECT_THAT(Of(kBothWays, facts), IsEmpty()) << "an actual and a forecast that differ are two";
  facts = TwoThatAreTheSame();
  facts.figures[1].set_financial_year("2011-12");
  EXPECT_THAT(Of(kBothWays, facts), IsEmpty());
  facts = TwoThatAreTheSame();
  facts.figures[1].set_council("councils/redditch");
  EXPECT_THAT(Of(kBothWays, facts), IsEmpty());
  facts = TwoThatAreTheSame();
  facts.figures[1].clear_kind();
  EXPECT_THAT(Of(kBothWays, facts), IsEmpty()) << "called nothing";
  facts = TwoThatAreTheSame();
  facts.figures[0].set_kind(StatedFigure::KIND_BUDGET);
  EXPECT_THAT(Of(kBothWays, facts), IsEmpty()) << "a budget may be a forecast";
}

TEST(KindStatedBothWays, NamesTheTwoHoweverManyThereAre) {
  Facts facts;
  for (int i = 0; i < 30; ++i) {
    Add(Concat("a", 10 + i), "478", StatedFigure::KIND_FORECAST, &facts)->set_same_as("saving");
  }
  Add("z", "478", StatedFigure::KIND_ACTUAL, &facts)->set_same_as("saving");
  facts.figures[20].set_marking(type::v1::MARKING_EXEMPT);
  const Findings findings = Of(kBothWays, facts);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].records_size(), 10);
  EXPECT_THAT(findings[0].records(), testing::Contains("partnerships/p/statedFigures/z"));
  EXPECT_EQ(findings[0].marking(), type::v1::MARKING_EXEMPT) << "as the strictest of all";
}

TEST(KindStatedBothWays, OfOneUnderAHeadingThatCallsItOtherwise) {
  Facts facts;
  StatedFigure* figure = Add("a", "478", StatedFigure::KIND_ACTUAL, &facts);
  figure->set_heading_kind(StatedFigure::KIND_FORECAST);
  EXPECT_THAT(Summaries(kBothWays, facts),
              ElementsAre("Saving a, 478 £000, is called an actual under a heading that calls it a "
                          "forecast (Table a)."));
  figure->set_heading_kind(StatedFigure::KIND_ACTUAL);
  EXPECT_THAT(Of(kBothWays, facts), IsEmpty());
  figure->set_kind(StatedFigure::KIND_BUDGET);
  EXPECT_THAT(Of(kBothWays, facts), testing::SizeIs(1));
  figure->set_heading_kind(StatedFigure::KIND_FORECAST);
  EXPECT_THAT(Of(kBothWays, facts), IsEmpty()) << "an estimate may be a budget";
}

TEST(KindStatedBothWays, TellsOfAColumnOnce) {
  Facts facts;
  for (int i = 0; i < 12; ++i) {
    StatedFigure* figure = Add(Concat(10 + i), "478", StatedFigure::KIND_ACTUAL, &facts);
    figure->set_heading_kind(StatedFigure::KIND_FORECAST);
    figure->mutable_source()->set_section("Appendix A");
    figure->mutable_source()->set_row(Concat("line ", i));
    figure->mutable_source()->set_column("Actual");
    figure->set_project("partnerships/p/projects/ict");
  }
  const Findings findings = Of(kBothWays, facts);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].summary(),
            "12 figures are called actuals under a heading that calls them forecasts (Appendix A, "
            "column Actual).");
  EXPECT_EQ(findings[0].facts_size(), 10);
  ASSERT_EQ(findings[0].works_size(), 1);
  EXPECT_EQ(findings[0].works(0).work(), "partnerships/p/projects/ict");
}

TEST(KindStatedBothWays, OfAForecastThatIsMadeOfActuals) {
  Facts facts;
  StatedFigure* figure = Add("a", "0", StatedFigure::KIND_FORECAST, &facts);
  figure->set_expression("sum(actual(year=2010-11), realised())");
  EXPECT_THAT(Summaries(kBothWays, facts),
              ElementsAre("Saving a, 0 £000 (Table a), is called a forecast, and what it should "
                          "equal is made of actuals."));
  figure->set_expression("difference(actual(), budget())");
  EXPECT_THAT(Of(kBothWays, facts), IsEmpty()) << "a variance is made of both";
  figure->set_expression("count()");
  EXPECT_THAT(Of(kBothWays, facts), IsEmpty());
  figure->set_expression("forecast()");
  EXPECT_THAT(Of(kBothWays, facts), IsEmpty());
  figure->set_kind(StatedFigure::KIND_ACTUAL);
  EXPECT_THAT(Summaries(kBothWays, facts),
              ElementsAre("Saving a, 0 £000 (Table a), is called an actual, and what it should "
                          "equal is made of forecasts."));
  figure->set_expression("promised()");
  EXPECT_THAT(Of(kBothWays, facts), IsEmpty()) << "what was promised may have come about";
}

TEST(KindStatedBothWays, OfAFigureThatShouldEqualOneOfAnotherKind) {
  Facts facts;
  Add("a", "478", StatedFigure::KIND_FORECAST, &facts)->set_expression("figure(b)");
  Add("b", "478", StatedFigure::KIND_ACTUAL, &facts);
  EXPECT_THAT(Summaries(kBothWays, facts),
              ElementsAre("Saving a, 478 £000 (Table a), is called a forecast, and the figure that "
                          "it should equal, 478 £000 (Table b), an actual."));
  facts.figures[1].set_kind(StatedFigure::KIND_FORECAST);
  EXPECT_THAT(Of(kBothWays, facts), IsEmpty());
}

TEST(ForecastAfterPeriodEnd, OfAForecastAsOfADayAfterItsYear) {
  Facts facts;
  StatedFigure* figure = Add("a", "5357", StatedFigure::KIND_FORECAST, &facts);
  figure->set_as_of("2011-04-01");
  EXPECT_THAT(Summaries(kLate, facts),
              ElementsAre("Saving a, 5,357 £000, is called a forecast of 2010-11 (Table a) as of 1 "
                          "April 2011, after that year had ended."));
  EXPECT_FALSE(Of(kLate, facts)[0].possible());
  figure->set_as_of("2011-03-31");
  EXPECT_THAT(Of(kLate, facts), IsEmpty()) << "its last day is within it";
  figure->set_as_of("2011-03");
  EXPECT_THAT(Of(kLate, facts), IsEmpty());
  figure->set_as_of("2011-04");
  EXPECT_FALSE(Of(kLate, facts).at(0).possible());
  figure->clear_as_of();
  EXPECT_THAT(Of(kLate, facts), IsEmpty());
  figure->set_as_of("2011-04");
  figure->clear_financial_year();
  EXPECT_THAT(Of(kLate, facts), IsEmpty());
}

TEST(ForecastAfterPeriodEnd, MayBeSoOfAPartialDate) {
  Facts facts;
  Add("a", "5357", StatedFigure::KIND_FORECAST, &facts)->set_as_of("2011");
  EXPECT_THAT(Summaries(kLate, facts),
              ElementsAre("Saving a, 5,357 £000, is called a forecast of 2010-11 (Table a) as of "
                          "2011, which may be after that year had ended."));
  EXPECT_TRUE(Of(kLate, facts)[0].possible());
}

TEST(ForecastAfterPeriodEnd, AHeadingSaysItTooButNotOfABudget) {
  Facts facts;
  StatedFigure* figure = Add("a", "5357", StatedFigure::KIND_UNSPECIFIED, &facts);
  figure->set_heading_kind(StatedFigure::KIND_FORECAST);
  figure->set_as_of("2011-06-21");
  EXPECT_THAT(Of(kLate, facts), testing::SizeIs(1));
  figure->set_kind(StatedFigure::KIND_BUDGET);
  EXPECT_THAT(Of(kLate, facts), IsEmpty()) << "a budget stays one";
  figure->set_kind(StatedFigure::KIND_ACTUAL);
  const Findings late = Of(kLate, facts), both = Of(kBothWays, facts);
  ASSERT_EQ(late.size(), 1u);
  ASSERT_EQ(both.size(), 1u);
  EXPECT_EQ(late[0].repeats(), both[0].finding_id()) << "the heading's word is in question in both";
}

TEST(ForecastAfterPeriodEnd, TellsOfATableOnce) {
  Facts facts;
  for (const char* id : {"a", "b"}) {
    StatedFigure* figure = Add(id, "1", StatedFigure::KIND_FORECAST, &facts);
    figure->set_as_of("2011-06-21");
    figure->mutable_source()->set_section("Appendix D");
  }
  EXPECT_THAT(Summaries(kLate, facts),
              ElementsAre("2 figures are called forecasts of 2010-11 (Appendix D) as of 21 June "
                          "2011, after that year had ended."));
}

TEST(FiguresNotComparable, WhereOneIsAnActualAndTheOtherAForecast) {
  Facts facts = TwoThatAreTheSame();
  facts.figures[1].set_amount("500");
  const Findings findings = Of("figures-not-comparable", facts);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].reason(), "They differ in kind: a forecast; an actual.");
  facts.figures[1].clear_kind();
  EXPECT_THAT(Of("figures-differ", facts), testing::SizeIs(1)) << "called nothing";
}

Findings Differing(const Facts& facts) { return Of("stated-figure-differs", facts); }

std::string IdOf(const std::string& id, const Findings& findings) {
  for (const ledger::v1::Finding& finding : findings) {
    if (finding.records(0) == "partnerships/p/statedFigures/" + id) return finding.finding_id();
  }
  return "none";
}

std::string RepeatsOf(const std::string& id, const Findings& findings) {
  for (const ledger::v1::Finding& finding : findings) {
    if (finding.records(0) == "partnerships/p/statedFigures/" + id) return finding.repeats();
  }
  return "none";
}

constexpr auto kNoKind = StatedFigure::KIND_UNSPECIFIED;

TEST(Repeats, ATotalThatDiffersOnlyByAPartThatDiffers) {
  Facts facts;
  Add("part", "10", kNoKind, &facts)->set_expression("product(figure(six), figure(two))");
  Add("rest", "5", kNoKind, &facts);
  Add("six", "6", kNoKind, &facts)->set_unit(StatedFigure::UNIT_THOUSAND_POUNDS);
  Add("two", "2", kNoKind, &facts)->set_unit(StatedFigure::UNIT_NUMBER);
  Add("total", "17", kNoKind, &facts)->set_expression("sum(figure(part), figure(rest))");
  Findings findings = Differing(facts);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(RepeatsOf("part", findings), "");
  EXPECT_EQ(RepeatsOf("total", findings), IdOf("part", findings));
  // A total that is wrong whatever the part stands for itself.
  facts.figures[4].set_amount("18");
  findings = Differing(facts);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(RepeatsOf("total", findings), "");
}

TEST(Repeats, FiguresThatShouldEqualOneAnotherDoNotGoInCircles) {
  Facts facts;
  Add("a", "1", kNoKind, &facts)->set_expression("figure(b)");
  Add("b", "2", kNoKind, &facts)->set_expression("figure(a)");
  const Findings findings = Differing(facts);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(RepeatsOf("a", findings), IdOf("b", findings));
  EXPECT_EQ(RepeatsOf("b", findings), "");
}

TEST(Repeats, FiguresDifferByOneThatIsNotWhatItShouldEqual) {
  Facts facts;
  Add("a", "3", kNoKind, &facts)->set_expression("figure(c)");
  Add("b", "4", kNoKind, &facts);
  Add("c", "4", kNoKind, &facts);
  facts.figures[0].set_same_as("saving");
  facts.figures[1].set_same_as("saving");
  const Findings differ = Of("figures-differ", facts);
  ASSERT_EQ(differ.size(), 1u);
  EXPECT_EQ(differ[0].repeats(), IdOf("a", Differing(facts)));
  // Put right there, they would differ still.
  facts.figures[1].set_amount("5");
  EXPECT_EQ(Of("figures-differ", facts).at(0).repeats(), "");
}

}  // namespace
}  // namespace concordat::benefits

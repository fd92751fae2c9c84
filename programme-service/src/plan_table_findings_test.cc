#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

Findings Find(const Facts& facts) {
  Findings findings;
  AddPlanTableFindings(facts, &findings);
  return findings;
}

TEST(PrintedTotals, SayBothFigures) {
  Facts facts;
  facts.wrong_totals = {
      {Parse<v1::BaselineFact>(R"(name: "f/1" measure: "Number of Staff" amount: "1034")"),
       "1033.000000", 5}};
  const Findings findings = Find(facts);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "printed-total-differs");
  EXPECT_EQ(findings[0].summary(),
            "The total of Number of Staff is printed as 1034; the 5 parts add up to 1033.");
}

TEST(Subscriptions, SayBothTotals) {
  Facts facts;
  facts.subscriptions = {Parse<v1::Subscription>(
      R"(name: "s/1" title: "District councils" rate_pence: 200000 count: 24
         total_pence: 4900000)")};
  const Findings findings = Find(facts);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].summary(),
            "24 at £2,000 are £48,000; £49,000 is printed for District councils.");
}

Facts WithDeadline(const std::string& due) {
  Facts facts;
  facts.actions = {Parse<v1::Action>(
      R"(name: "a/1" reference: "1" title: "Implement it" plan: "2009/10"
         plan_period { from: "2009-04" to: "2010-03" } deadlines { due { )" +
      due + " } }")};
  return facts;
}

TEST(Deadlines, OutsideTheirPlanAreTold) {
  EXPECT_THAT(Find(WithDeadline(R"(date: "2010-03")")), IsEmpty());
  EXPECT_THAT(Find(WithDeadline(R"(date: "2009-04")")), IsEmpty());
  // A year that the plan is part of may be within it.
  EXPECT_THAT(Find(WithDeadline(R"(date: "2010")")), IsEmpty());
  const Findings after = Find(WithDeadline(R"(date: "2011-03")"));
  ASSERT_THAT(after, SizeIs(1));
  EXPECT_EQ(after[0].summary(),
            "Action 1 \"Implement it\" is to be done by March 2011, after the plan of 2009/10"
            " that it stands in.");
  EXPECT_THAT(Find(WithDeadline(R"(date: "2009-03")")), SizeIs(1));
  EXPECT_THAT(Find(WithDeadline(R"(date: "2009-03" qualifier: DATE_QUALIFIER_AND_BEYOND)")),
              IsEmpty());
  EXPECT_THAT(Find(WithDeadline("qualifier: DATE_QUALIFIER_CONTINUOUS")), IsEmpty());
}

TEST(Deadlines, OfWhatIsCarriedOnAreCompared) {
  Facts facts = WithDeadline(R"(date: "2010-03")");
  facts.actions.push_back(Parse<v1::Action>(
      R"(name: "a/2" title: "Implement it" plan: "2010/12" continues: "a/1"
         plan_period { from: "2010-04" to: "2012-03" }
         deadlines { due { date: "2011-03" } })"));
  const Findings findings = Find(facts);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "continued-deadline-differs");
  EXPECT_EQ(findings[0].severity(), ledger::v1::SEVERITY_INFORMATION);
  facts.actions[1].mutable_deadlines(0)->mutable_due()->set_date("2010-03");
  const Findings outside = Find(facts);
  ASSERT_THAT(outside, SizeIs(1));
  EXPECT_EQ(outside[0].rule(), "deadline-outside-plan");
}

}  // namespace
}  // namespace concordat::programme

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/base/text.h"
#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::IsEmpty;

Findings Find(const std::string& project) {
  Facts facts;
  facts.projects = {Parse<v1::Project>(project)};
  facts.documents = TwoPapers();
  Findings findings;
  AddAwaitsFindings(FactsIndex(facts), &findings);
  return findings;
}

TEST(AwaitedDates, ComeBeforeWhatAwaitsThem) {
  const Findings findings = Find(R"(name: "p/1" title: "WRS"
    stated_dates { what: "procurement" date: "2011-07" awaits: "end of the transformation"
      source { section: "Appendix D" } }
    stated_dates { what: "end of the transformation" date: "2011-09" })");
  ASSERT_EQ(findings.size(), 1);
  EXPECT_EQ(findings[0].rule(), "date-before-what-it-awaits");
  EXPECT_EQ(findings[0].severity(), ledger::v1::SEVERITY_WARNING);
  EXPECT_EQ(findings[0].summary(),
            "WRS: the procurement in July 2011 (Appendix D) lies 2 months before the end of the "
            "transformation in September 2011, which it awaits.");
  EXPECT_FALSE(findings[0].possible());
  EXPECT_EQ(findings[0].facts_size(), 2);
}

Findings FindOrder(const std::string& waits, const std::string& awaited) {
  return Find(Concat(R"(name: "p/1" stated_dates { what: "a" awaits: "b" date: ")", waits,
                     R"(" } stated_dates { what: "b" date: ")", awaited, R"(" })"));
}

// A decision on 22 June that waits for a review that ends on 30 June, and other shapes.
TEST(AwaitedDates, AreComparedForEveryDayThatTheyMayMean) {
  EXPECT_FALSE(FindOrder("2011-06-22", "2011-06-30").at(0).possible());
  EXPECT_FALSE(FindOrder("2010", "2011-01").at(0).possible());
  EXPECT_TRUE(FindOrder("2011-07-10", "2011-07").at(0).possible());
  EXPECT_TRUE(FindOrder("2011-07", "2011").at(0).possible());
  EXPECT_THAT(FindOrder("2011-06-30", "2011-06-30"), IsEmpty());
  EXPECT_THAT(FindOrder("2011", "2011-09"), IsEmpty()) << "there are days left";
  EXPECT_THAT(FindOrder("2011-07", "2011-07"), IsEmpty());
  EXPECT_THAT(FindOrder("2011-10", "2011-09"), IsEmpty());
  EXPECT_THAT(FindOrder("", "2011-09"), IsEmpty());
}

TEST(AwaitedDates, ThatAreStatedInSeveralWaysMayAgreeInOne) {
  const Findings findings = Find(R"(name: "p/1"
    stated_dates { what: "a" awaits: "b" date: "2011-07-01" }
    stated_dates { what: "b" date: "2011-06-30" } stated_dates { what: "b" date: "2011-07-02" })");
  ASSERT_EQ(findings.size(), 1);
  EXPECT_TRUE(findings[0].possible());
}

TEST(AwaitedDates, AreThoseNamedAlone) {
  EXPECT_THAT(Find(R"(name: "p/1" stated_dates { what: "a" date: "2011-07" }
    stated_dates { what: "b" date: "2011-09" })"),
              IsEmpty());
  const Findings findings = Find(R"(name: "p/1"
    stated_dates { what: "a" awaits: "b" date: "2011-07" }
    stated_dates { what: "b" awaits: "c" date: "2011-09" }
    stated_dates { what: "c" date: "2011-10" })");
  ASSERT_EQ(findings.size(), 2);
  EXPECT_NE(findings[0].finding_id(), findings[1].finding_id());
}

TEST(AwaitedDates, AreDoneBeforeWhatAwaitsThemBegins) {
  const Findings findings = Find(R"(name: "p/1" title: "WRS"
    stated_dates { what: "procurement" state: STATE_UNDER_WAY awaits: "redesign"
      source { document: "d/june" section: "16.2" } }
    stated_dates { what: "redesign" date: "2011-09" still_to_come: true
      source { document: "d/june" section: "16.4" } })");
  ASSERT_EQ(findings.size(), 1);
  EXPECT_EQ(findings[0].rule(), "dependency-broken");
  EXPECT_EQ(findings[0].summary(),
            "WRS: the procurement is said to be under way (16.2), and what it awaits, the "
            "redesign, to come in September 2011 (16.4).");
}

TEST(AwaitedDates, MayHaveBeenDoneSinceAnOlderPaper) {
  EXPECT_THAT(Find(R"(name: "p/1"
    stated_dates { what: "a" state: STATE_DONE awaits: "b" source { document: "d/june" } }
    stated_dates { what: "b" state: STATE_UNDER_WAY source { document: "d/may" } })"),
              IsEmpty());
  EXPECT_THAT(Find(R"(name: "p/1" stated_dates { what: "a" state: STATE_DONE awaits: "b" }
    stated_dates { what: "b" state: STATE_DONE } stated_dates { what: "b" still_to_come: true })"),
              IsEmpty())
      << "that b is said both ways is another finding";
  EXPECT_THAT(Find(R"(name: "p/1" stated_dates { what: "a" still_to_come: true awaits: "b" }
    stated_dates { what: "b" still_to_come: true })"),
              IsEmpty());
}

}  // namespace
}  // namespace concordat::programme

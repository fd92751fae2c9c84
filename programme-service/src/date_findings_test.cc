#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::IsEmpty;

Findings Find(const std::string& project) {
  Facts facts;
  facts.day = absl::CivilDay(2011, 6, 30);
  facts.projects = {Parse<v1::Project>(project)};
  facts.documents = {Parse<v1::SourceDocument>(R"(name: "d/1" dated: "2011-06-30")")};
  Findings findings;
  AddDateFindings(FactsIndex(facts), &findings);
  return findings;
}

TEST(StatedDates, DifferWhereTwoPlacesDo) {
  const Findings findings = Find(R"(name: "p/wrs" title: "WRS"
    stated_dates { what: "end" date: "2012-06" source { section: "16.13.11" } }
    stated_dates { what: "end" date: "2012-05" source { section: "16.13.13" } }
    stated_dates { what: "start" date: "2010-03" })");
  ASSERT_EQ(findings.size(), 1);
  EXPECT_EQ(findings[0].rule(), "stated-dates-differ");
  EXPECT_EQ(findings[0].summary(),
            "WRS: the end is stated as June 2012 (16.13.11), May 2012 (16.13.13); 1 month apart.");
  EXPECT_EQ(findings[0].facts_size(), 2);
  EXPECT_EQ(findings[0].facts(1).source().section(), "16.13.13");
  EXPECT_FALSE(findings[0].possible());
}

TEST(StatedDates, MayBeTheSameDayInOtherPrecision) {
  const Findings findings = Find(R"(name: "p/1"
    stated_dates { what: "end" date: "2012" } stated_dates { what: "end" date: "2012-05-31" })");
  ASSERT_EQ(findings.size(), 1);
  EXPECT_TRUE(findings[0].possible());
}

TEST(StatedDates, MayBeWithoutADay) {
  EXPECT_THAT(Find(R"(name: "p/1" stated_dates { what: "move" state: STATE_DONE }
    stated_dates { what: "move" date: "2011-07-01" })"),
              IsEmpty());
  const Findings findings = Find(R"(name: "p/1" title: "WRS" stated_dates { what: "move" }
    stated_dates { what: "move" date: "2011" } stated_dates { what: "move" date: "2012" })");
  ASSERT_EQ(findings.size(), 1);
  EXPECT_EQ(findings[0].summary(), "WRS: the move is stated as 2011, 2012; 1 year apart.");
}

TEST(StatedDates, AreComparedEachWithEach) {
  const Findings findings = Find(R"(name: "p/1"
    stated_dates { what: "end" date: "2012" } stated_dates { what: "end" date: "2012-05" }
    stated_dates { what: "end" date: "2012-06" })");
  ASSERT_EQ(findings.size(), 1);
  EXPECT_FALSE(findings[0].possible());
}

TEST(StatedDates, HaveAnIdForEachThingThatDiffers) {
  const Findings findings = Find(R"(name: "p/1"
    stated_dates { what: "end" date: "2012" } stated_dates { what: "end" date: "2013" }
    stated_dates { what: "start" date: "2010" } stated_dates { what: "start" date: "2011" })");
  ASSERT_EQ(findings.size(), 2);
  EXPECT_NE(findings[0].finding_id(), findings[1].finding_id());
}

TEST(Weekdays, AreThoseOfTheCalendar) {
  const Findings findings = Find(R"(name: "p/leisure" title: "LEISURE"
    stated_dates { what: "interviews" date: "2011-07-17" weekday: "Friday" }
    stated_dates { what: "board" date: "2011-06-30" weekday: "Thursday" }
    stated_dates { what: "month" date: "2011-06" weekday: "Friday" })");
  ASSERT_EQ(findings.size(), 1);
  EXPECT_EQ(findings[0].rule(), "weekday-differs");
  EXPECT_EQ(findings[0].summary(),
            "LEISURE: 17 July 2011 is printed as a Friday for the interviews; it was a Sunday.");
}

TEST(Weekdays, AreKnownByWhatPapersCutThemTo) {
  const Findings findings = Find(R"(name: "p/1" title: "LEISURE"
    stated_dates { what: "a" date: "2011-06-30" weekday: "Thu" }
    stated_dates { what: "b" date: "2011-06-30" weekday: "Thurs." }
    stated_dates { what: "c" date: "2011-06-29" weekday: "WEDS" }
    stated_dates { what: "d" date: "2011-06-28" weekday: "tuesday" }
    stated_dates { what: "e" date: "2011-06-28" weekday: "T" }
    stated_dates { what: "f" date: "2011-06-28" weekday: "Thu" })");
  ASSERT_EQ(findings.size(), 1) << "a T may be either";
  EXPECT_EQ(findings[0].facts(0).label(), "f");
}

TEST(PassedDates, ArePastOnTheDateOfThePaper) {
  const Findings findings = Find(R"(name: "p/1" title: "EMERGENCY PLANNING"
    stated_dates { what: "decision" date: "2011-06-22" still_to_come: true source { document: "d/1" } }
    stated_dates { what: "today" date: "2011-06-30" still_to_come: true source { document: "d/1" } }
    stated_dates { what: "month" date: "2011-06" still_to_come: true source { document: "d/1" } }
    stated_dates { what: "past" date: "2011-04-13" source { document: "d/1" } }
    stated_dates { what: "elsewhere" date: "2011-04-13" still_to_come: true })");
  ASSERT_EQ(findings.size(), 1);
  EXPECT_EQ(
      findings[0].summary(),
      "EMERGENCY PLANNING: the paper of 30 June 2011 speaks of the decision on 22 June 2011 as "
      "still to come, 8 days after it.");
}

TEST(PassedDates, AreToComeInEitherField) {
  EXPECT_EQ(Find(R"(name: "p/1" stated_dates { what: "decision" date: "2011-06-22"
    state: STATE_TO_COME source { document: "d/1" } })")
                .size(),
            1);
  EXPECT_THAT(Find(R"(name: "p/1" stated_dates { what: "decision" date: "2011-06-22"
    state: STATE_UNDER_WAY source { document: "d/1" } })"),
              IsEmpty());
}

TEST(PassedDates, ArePastOnTheDateOfTheReportThatTheyStandIn) {
  Facts facts;
  facts.day = absl::CivilDay(2011, 6, 30);
  facts.documents = {Parse<v1::SourceDocument>(R"(name: "d/1" dated: "2011-06-30")")};
  facts.projects = {Parse<v1::Project>(R"(name: "p/1" title: "REGULATORY"
    stated_dates { what: "findings" date: "2011-06-23" still_to_come: true
      source { document: "d/1" section: "Appendix D, Next" } }
    stated_dates { what: "workshop" date: "2011-06-13" still_to_come: true
      source { document: "d/1" section: "Appendix D" } }
    stated_dates { what: "move" date: "2011-06-22" still_to_come: true
      source { document: "d/1" section: "Appendix Dx" } })")};
  facts.highlights = {
      Parse<v1::HighlightReport>(R"(name: "h/1" project: "p/1" period_end: "2011-06-21"
        source { document: "d/1" section: "Appendix D" })"),
      Parse<v1::HighlightReport>(R"(name: "h/2" project: "p/2" period_end: "2011-07-21"
        source { document: "d/1" section: "Appendix D" })")};
  Findings findings;
  AddDateFindings(FactsIndex(facts), &findings);
  findings = OfRule(findings, "date-already-past");
  ASSERT_EQ(findings.size(), 2) << "the report was written before 23 June";
  EXPECT_EQ(findings[0].summary(),
            "REGULATORY: the highlight report to 21 June 2011 speaks of the workshop on 13 June "
            "2011 as still to come, 8 days after it.");
  EXPECT_EQ(findings[0].records_size(), 2);
  EXPECT_EQ(findings[1].summary(),
            "REGULATORY: the paper of 30 June 2011 speaks of the move on 22 June 2011 as still to "
            "come, 8 days after it.");
}

TEST(Slips, AreLaterThanTheFirstPlanForEveryDay) {
  EXPECT_EQ(Find(R"(name: "p/1" baseline_end: "2012-03" current_end: "2012-05")").size(), 1);
  EXPECT_THAT(Find(R"(name: "p/1" baseline_end: "2012" current_end: "2012-05")"), IsEmpty());
  EXPECT_THAT(Find(R"(name: "p/1" baseline_end: "2012-03" current_end: "2012-02")"), IsEmpty());
  EXPECT_THAT(Find(R"(name: "p/1" current_end: "2012-05")"), IsEmpty());
}

}  // namespace
}  // namespace concordat::programme

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

Facts WithReport(const std::string& report) {
  Facts facts;
  facts.projects = {
      Parse<v1::Project>(R"(name: "p/hr" title: "HR & OD" reported_status: RAG_AMBER)"),
      Parse<v1::Project>(R"(name: "p/wrs" title: "WRS" reported_status: RAG_AMBER)"),
      Parse<v1::Project>(R"(name: "p/leisure" title: "LEISURE" reported_status: RAG_GREEN)")};
  facts.live_services = {Parse<v1::LiveService>(
      R"(name: "l/regulatory" project: "p/wrs" reported_status: RAG_AMBER)")};
  facts.highlights = {Parse<v1::HighlightReport>(report)};
  facts.keeps_highlights = true;
  return facts;
}

Findings Find(const Facts& facts) {
  Findings findings;
  AddHighlightFindings(FactsIndex(facts), &findings);
  return findings;
}

constexpr char kWhole[] =
    R"(name: "h/1" project: "p/wrs" submitted: true reported_status: RAG_AMBER planned_next: "x")";

TEST(HighlightReports, AreMissingForAmberAndRedAlone) {
  const Findings findings = Find(WithReport(kWhole));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "highlight-report-missing");
  EXPECT_EQ(findings[0].summary(),
            "HR & OD is amber and has no highlight report, as other amber and red work has.");
}

TEST(HighlightReports, AreNotMissedWhereNobodyWritesAny) {
  Facts facts = WithReport(kWhole);
  facts.highlights.clear();
  facts.keeps_highlights = false;
  EXPECT_THAT(Find(facts), IsEmpty());
}

TEST(HighlightReports, ReportTheLightThatTheBoardSees) {
  const Findings findings = OfRule(
      Find(WithReport(
          R"(name: "h/1" project: "p/wrs" submitted: true reported_status: RAG_RED planned_next: "x")")),
      "highlight-status-differs");
  ASSERT_THAT(findings, SizeIs(2));  // of the project and of its live service
  EXPECT_THAT(findings[0].records(), testing::ElementsAre("h/1", "p/wrs"));
}

TEST(HighlightReports, PlanTheNextPeriod) {
  const Findings findings = OfRule(
      Find(WithReport(
          R"(name: "h/1" title: "WRS" period_end: "2011-06-21" project: "p/wrs" submitted: true)")),
      "highlight-report-incomplete");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(
      findings[0].summary(),
      "The highlight report \"WRS\" to 21 June 2011 names no activities for the next period.");
}

Findings FindPeriodEnd(const std::string& report) {
  return OfRule(Find(WithReport(R"(name: "h/1" project: "p/leisure" submitted: true
                       planned_next: "x" )" +
                                report)),
                "period-end-not-of-period");
}

TEST(PeriodEnds, OfAWeekAreItsLastDays) {
  const Findings findings = FindPeriodEnd(R"(period: PERIOD_WEEK period_end: "2011-06-21")");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity(), ledger::v1::SEVERITY_INFORMATION);
  EXPECT_EQ(findings[0].summary(),
            "LEISURE: its newest highlight report is of a week to Tuesday 21 June 2011, a day that "
            "ends no week.");
  EXPECT_THAT(FindPeriodEnd(R"(period: PERIOD_WEEK period_end: "2011-06-23")"), SizeIs(1));
  for (const char* day : {"2011-06-24", "2011-06-25", "2011-06-26"}) {
    EXPECT_THAT(FindPeriodEnd(std::string("period: PERIOD_WEEK period_end: \"") + day + "\""),
                IsEmpty())
        << day;
  }
}

TEST(PeriodEnds, OfAMonthAndAQuarterAreTheirLastDay) {
  EXPECT_THAT(FindPeriodEnd(R"(period: PERIOD_MONTH period_end: "2012-02-28")"), SizeIs(1));
  EXPECT_THAT(FindPeriodEnd(R"(period: PERIOD_MONTH period_end: "2012-02-29")"), IsEmpty());
  EXPECT_THAT(FindPeriodEnd(R"(period: PERIOD_QUARTER period_end: "2011-05-31")"), SizeIs(1));
  EXPECT_THAT(FindPeriodEnd(R"(period: PERIOD_QUARTER period_end: "2011-06-29")"), SizeIs(1));
  for (const char* day : {"2011-03-31", "2011-06-30", "2011-09-30", "2011-12-31"}) {
    EXPECT_THAT(FindPeriodEnd(std::string("period: PERIOD_QUARTER period_end: \"") + day + "\""),
                IsEmpty())
        << day;
  }
}

TEST(PeriodEnds, SayNothingWithoutADayOrAPeriod) {
  EXPECT_THAT(FindPeriodEnd(R"(period: PERIOD_WEEK period_end: "2011-06")"), IsEmpty());
  EXPECT_THAT(FindPeriodEnd(R"(period_end: "2011-06-21")"), IsEmpty());
}

TEST(HighlightReports, OfWorkWithoutAStatusDifferFromNothing) {
  Facts facts = WithReport(kWhole);
  facts.projects[1].clear_reported_status();
  EXPECT_THAT(OfRule(Find(facts), "highlight-status-differs"), IsEmpty());
}

}  // namespace
}  // namespace concordat::programme

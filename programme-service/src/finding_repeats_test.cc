#include "programme-service/src/finding_repeats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "common/findings/finding_id.h"
#include "programme-service/src/all_findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using ledger::v1::Finding;

Findings FindAll(const Facts& facts, Findings others = {}, const std::string& positions = "") {
  return Complete(std::move(others), Reading<Facts>(facts),
                  Parse<benefits::v1::BenefitsPosition>(positions), Scope())
      .findings;
}

// The only one of the rule.
Finding Only(const Findings& findings, const std::string& rule) {
  const Findings of_rule = OfRule(findings, rule);
  if (of_rule.size() != 1) throw std::runtime_error("not one finding of " + rule);
  return of_rule[0];
}

void ExpectRepeats(const Findings& findings, const std::string& rule, const std::string& repeated) {
  EXPECT_EQ(Only(findings, rule).repeats(), Only(findings, repeated).finding_id()) << rule;
  EXPECT_EQ(Only(findings, repeated).repeats(), "") << repeated;
}

Finding Of(const std::string& rule, const std::string& record) {
  Finding finding;
  finding.set_finding_id(rule);
  finding.set_rule(rule);
  finding.add_records(record);
  return finding;
}

constexpr char kMissed[] = R"(works { work: "l/1" promised_pence: 100 has_stated_promise: true
  unrealised { expected_result: "e/1" promised_pence: 100 } })";

TEST(Repeats, APromiseThatMakesGreenWrong) {
  Facts facts;
  facts.live_services = {Parse<v1::LiveService>(R"(name: "l/1" reported_status: RAG_GREEN)")};
  Findings promises = {Of("promise-not-realised", "e/1")};
  ExpectRepeats(FindAll(facts, promises, kMissed), "promise-not-realised",
                "green-but-benefits-unrealised");
  promises[0].set_records(0, "e/2");
  EXPECT_EQ(Only(FindAll(facts, promises, kMissed), "promise-not-realised").repeats(), "");
}

TEST(Repeats, APromiseOfWhatHasBeenGivenUp) {
  Facts facts;
  facts.projects = {Parse<v1::Project>(R"(name: "l/1" lifecycle: LIFECYCLE_WITHDRAWN)")};
  ExpectRepeats(FindAll(facts, {Of("promise-not-realised", "e/1")}, kMissed),
                "promise-not-realised", "dependency-broken");
}

TEST(Repeats, WhatIsCountedBeforeTheServiceIsTooEarly) {
  Facts facts;
  facts.live_services = {Parse<v1::LiveService>(R"(name: "l/1" went_live: "2011-04-01")")};
  ExpectRepeats(FindAll(facts, {Of("actual-though-too-early", "b/1")},
                        R"(works { work: "l/1" first_actual_pence: 100 first_actual_benefit: "b/1"
                           first_actual_year: "2010-11" })"),
                "actual-though-too-early", "savings-before-go-live");
}

Facts WithLights(const std::string& reported, const std::string& in_report,
                 const std::string& expectation) {
  Facts facts;
  facts.day = absl::CivilDay(2011, 6, 30);
  facts.projects = {
      Parse<v1::Project>("name: \"p/1\" title: \"PARKS\" reported_status: " + reported)};
  facts.highlights = {Parse<v1::HighlightReport>(
      R"(name: "h/1" project: "p/1" title: "PARKS" submitted: true planned_next: "x"
      reported_status: )" +
      in_report)};
  if (!expectation.empty()) {
    facts.issues = {Parse<v1::Issue>(
        "name: \"i/1\" project: \"p/1\" title: \"Virus\" expectation: " + expectation)};
  }
  facts.keeps_highlights = true;
  return facts;
}

TEST(Repeats, ALightInTheReportThatTheIssuesBearOut) {
  ExpectRepeats(FindAll(WithLights("RAG_GREEN", "RAG_RED", "EXPECTATION_NOT_RESOLVED")),
                "highlight-status-differs", "status-differs-from-issues");
  ExpectRepeats(FindAll(WithLights("RAG_AMBER", "RAG_GREEN", "")), "highlight-status-differs",
                "status-without-issue");
}

TEST(Repeats, NotALightThatTheIssuesContradictToo) {
  for (const Facts& facts : {WithLights("RAG_GREEN", "RAG_AMBER", "EXPECTATION_NOT_RESOLVED"),
                             WithLights("RAG_RED", "RAG_AMBER", "")}) {
    EXPECT_EQ(Only(FindAll(facts), "highlight-status-differs").repeats(), "");
  }
}

// The one of the live service comes first.
Findings OfServiceFirst(const Facts& facts, const std::string& rule) {
  Findings findings = OfRule(FindAll(facts), rule);
  std::ranges::sort(findings, {}, [](const Finding& finding) {
    return std::ranges::count(finding.records(), "l/1") == 0;
  });
  return findings;
}

TEST(Repeats, WhatAServiceSharesWithTheProjectThatChangesIt) {
  Facts facts = WithLights("RAG_AMBER", "RAG_RED", "EXPECTATION_RESOLVED");
  facts.live_services = {
      Parse<v1::LiveService>(R"(name: "l/1" project: "p/1" reported_status: RAG_GREEN)")};
  Findings findings = OfServiceFirst(facts, "highlight-status-differs");
  ASSERT_EQ(findings.size(), 2);
  EXPECT_EQ(findings[0].repeats(), findings[1].finding_id());
  EXPECT_EQ(findings[1].repeats(), "");
  facts.highlights.clear();
  facts.live_services[0].set_reported_status(type::v1::RAG_RED);
  findings = OfServiceFirst(facts, "highlight-report-missing");
  ASSERT_EQ(findings.size(), 2);
  EXPECT_EQ(findings[0].repeats(), findings[1].finding_id());
  EXPECT_EQ(findings[1].repeats(), "");
}

TEST(Repeats, ADayThatIsPastWhereTheThingIsSaidToBeDone) {
  Facts facts;
  facts.documents = {Parse<v1::SourceDocument>(R"(name: "d/1" dated: "2011-06-30")")};
  facts.projects = {Parse<v1::Project>(R"(name: "p/1"
    stated_dates { what: "move" date: "2011-06-13" still_to_come: true source { document: "d/1" } }
    stated_dates { what: "move" state: STATE_DONE source { document: "d/1" } })")};
  ExpectRepeats(FindAll(facts), "date-already-past", "state-stated-both-ways");
}

TEST(Repeats, AWeekdayThatIsOfAnotherDayStatedForTheSame) {
  Facts facts;
  facts.projects = {Parse<v1::Project>(R"(name: "p/1"
    stated_dates { what: "interviews" date: "2011-07-17" weekday: "Friday" }
    stated_dates { what: "interviews" date: "2011-07-15" source { section: "3.4" } })")};
  ExpectRepeats(FindAll(facts), "weekday-differs", "stated-dates-differ");
  facts.projects[0].mutable_stated_dates(1)->set_date("2011-07-16");
  EXPECT_EQ(Only(FindAll(facts), "weekday-differs").repeats(), "");
}

// The one that repeats comes last.
Findings OneRepeated(const Facts& facts, const std::string& rule) {
  Findings findings = OfRule(FindAll(facts), rule);
  std::ranges::sort(findings, {}, &Finding::repeats);
  return findings;
}

TEST(Repeats, WhatAPaperSaysOfADayInTwoOfItsSections) {
  Facts facts;
  facts.documents = {Parse<v1::SourceDocument>(R"(name: "d/1" dated: "2011-06-30")")};
  facts.projects = {Parse<v1::Project>(R"(name: "p/1"
    stated_dates { what: "move" date: "2011-06-13" weekday: "Friday" state: STATE_TO_COME
                   source { document: "d/1" section: "3" } }
    stated_dates { what: "move" date: "2011-06-13" weekday: "Friday" state: STATE_TO_COME
                   source { document: "d/1" section: "9" } })")};
  for (const char* rule : {"date-already-past", "weekday-differs"}) {
    const Findings findings = OneRepeated(facts, rule);
    ASSERT_EQ(findings.size(), 2) << rule;
    EXPECT_EQ(findings[0].repeats(), "");
    EXPECT_EQ(findings[1].repeats(), findings[0].finding_id());
  }
  v1::StatedDate* other = facts.projects[0].mutable_stated_dates(1);
  other->set_date("2011-06-14");
  for (const char* rule : {"date-already-past", "weekday-differs"}) {
    EXPECT_EQ(OneRepeated(facts, rule)[1].repeats(), "") << "another day: " << rule;
  }
  other->set_date("2011-06-13");
  other->set_what("party");
  EXPECT_EQ(OneRepeated(facts, "date-already-past")[1].repeats(), "") << "another thing";
}

TEST(Repeats, ACommentaryThatSaysWhyTwoMeasuresHaveNoFigures) {
  Finding commentary = Of("commentary-repeated", "m/1");
  commentary.add_records("m/2");
  Findings others = {commentary};
  for (const char* measure : {"m/1", "m/2"}) {
    Finding& lacking = others.emplace_back(Of("measure-without-figures", measure));
    lacking.set_finding_id(FindingId("measure-without-figures", {measure}));
  }
  EXPECT_EQ(Only(FindAll(Facts(), others), "commentary-repeated").repeats(),
            FindingId("measure-without-figures", {"m/1"}));
  others.pop_back();
  EXPECT_EQ(Only(FindAll(Facts(), others), "commentary-repeated").repeats(), "")
      << "the other has a figure";
}

TEST(Repeats, ASlipBetweenTheTwoEndsThatPapersState) {
  Facts facts;
  facts.projects = {Parse<v1::Project>(R"(name: "p/1" baseline_end: "2012-03" current_end: "2012-05"
    stated_dates { what: "end" date: "2012-03" } stated_dates { what: "end" date: "2012-05" })")};
  ExpectRepeats(FindAll(facts), "end-date-slipped", "stated-dates-differ");
  facts.projects[0].mutable_stated_dates(0)->set_date("2012-06");
  EXPECT_EQ(Only(FindAll(facts), "end-date-slipped").repeats(), "");
}

TEST(Repeats, ACouncilThatHasLeftWhatItHosts) {
  Facts facts;
  facts.live_services = {Parse<v1::LiveService>(
      R"(name: "l/1" reported_status: RAG_GREEN host_council: "councils/wyre")")};
  facts.participations = {Parse<v1::Participation>(R"(name: "t/1" live_service: "l/1"
    council: "councils/wyre" engagement: ENGAGEMENT_WITHDRAWN)")};
  ExpectRepeats(FindAll(facts), "council-withdrawn", "dependency-broken");
}

TEST(Repeats, NothingThatIsTurnedOffOrNotThere) {
  Facts facts = WithLights("RAG_GREEN", "RAG_RED", "EXPECTATION_NOT_RESOLVED");
  facts.suppressions = {
      Parse<v1::RuleSuppression>(R"(name: "p/ruleSuppressions/status-differs-from-issues")")};
  EXPECT_EQ(Only(FindAll(facts), "highlight-status-differs").repeats(), "");
  Finding total = Of("register-total-differs", "r/1");
  total.set_repeats("risk-score-differs");
  EXPECT_EQ(Only(FindAll(Facts(), {total}), "register-total-differs").repeats(), "");
  ExpectRepeats(FindAll(Facts(), {total, Of("risk-score-differs", "r/1/k")}),
                "register-total-differs", "risk-score-differs");
}

// The issue that bears amber out is exempt, so that nobody is told that there is none.
TEST(Repeats, NothingThatMayNotBeTold) {
  const Facts all = WithLights("RAG_AMBER", "RAG_GREEN", "EXPECTATION_RESOLVED");
  Facts told = all;
  told.issues.clear();
  const Findings findings =
      Complete({}, Reading<Facts>(told, all), benefits::v1::BenefitsPosition(), Scope()).findings;
  EXPECT_EQ(OfRule(findings, "status-without-issue").size(), 0);
  EXPECT_EQ(Only(findings, "highlight-status-differs").repeats(), "");
}

}  // namespace
}  // namespace concordat::programme

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Findings Find(const Facts& facts) {
  Findings findings;
  AddPlanFindings(FactsIndex(facts), &findings);
  return findings;
}

TEST(Owners, AreMissedOnlyWhereOthersAreNamed) {
  Facts facts;
  facts.projects = {
      Parse<v1::Project>(R"(name: "p/1" title: "PARKS" lifecycle: LIFECYCLE_IMPLEMENTATION)"),
      Parse<v1::Project>(R"(name: "p/2" lifecycle: LIFECYCLE_BUSINESS_CASE lead_role: "Head")"),
      Parse<v1::Project>(R"(name: "p/3" lifecycle: LIFECYCLE_PROPOSED)"),
      Parse<v1::Project>(R"(name: "p/4" lifecycle: LIFECYCLE_CLOSED)")};
  EXPECT_THAT(Find(facts), IsEmpty());
  facts.names_leads = true;
  const Findings findings = Find(facts);
  ASSERT_EQ(findings.size(), 1);
  EXPECT_EQ(findings[0].rule(), "work-without-owner");
  EXPECT_EQ(findings[0].summary(),
            "PARKS is under way, and no role is named that leads it, as for other projects.");
}

Facts WithReport(const std::string& milestones) {
  Facts facts;
  facts.projects = {Parse<v1::Project>(R"(name: "p/1" title: "PARKS")")};
  facts.highlights = {Parse<v1::HighlightReport>(
      R"(name: "h/1" project: "p/1" period_end: "2011-06-21" submitted: true )" + milestones)};
  return facts;
}

TEST(Milestones, AreToHaveDatesWhereOthersOfTheReportHaveThem) {
  const Findings findings = Find(WithReport(R"(milestones { milestone: "Plan" due: "2011-07" }
                         milestones { milestone: "Move" } milestones { milestone: "Open" })"));
  ASSERT_EQ(findings.size(), 1);
  EXPECT_EQ(findings[0].rule(), "milestone-without-date");
  EXPECT_EQ(findings[0].summary(),
            "PARKS: its newest highlight report has 3 milestones, and 2 of them have no date.");
  EXPECT_THAT(findings[0].records(), ElementsAre("h/1", "p/1"));
  EXPECT_EQ(findings[0].facts(1).value(), "Open");
}

TEST(Milestones, MayAllBeWithoutDates) {
  EXPECT_THAT(Find(WithReport(R"(milestones { milestone: "Plan" })")), IsEmpty());
  EXPECT_THAT(Find(WithReport(R"(milestones { milestone: "Plan" due: "2011" })")), IsEmpty());
}

TEST(Dependencies, AreBrokenByWhatHasBeenGivenUp) {
  Facts facts;
  facts.projects = {
      Parse<v1::Project>(R"(name: "p/1" title: "MERGER" lifecycle: LIFECYCLE_WITHDRAWN)"),
      Parse<v1::Project>(R"(name: "p/2" lifecycle: LIFECYCLE_CLOSED)")};
  facts.live_services = {
      Parse<v1::LiveService>(R"(name: "l/1" title: "REGULATORY" project: "p/1")"),
      Parse<v1::LiveService>(R"(name: "l/2" project: "p/2")"),
      Parse<v1::LiveService>(R"(name: "l/3")")};
  const Findings findings = Find(facts);
  ASSERT_EQ(findings.size(), 1);
  EXPECT_EQ(findings[0].rule(), "dependency-broken");
  EXPECT_EQ(findings[0].summary(),
            "REGULATORY is to be changed by \"MERGER\", which has been given up.");
}

TEST(Dependencies, AreBrokenByAHostThatHasLeft) {
  Facts facts;
  facts.projects = {
      Parse<v1::Project>(R"(name: "p/1" title: "MERGER" host_council: "councils/wyre")"),
      Parse<v1::Project>(
          R"(name: "p/2" host_council: "councils/wyre" lifecycle: LIFECYCLE_CLOSED)")};
  facts.live_services = {
      Parse<v1::LiveService>(R"(name: "l/1" title: "PAYROLL" reported_status: RAG_AMBER)"),
      Parse<v1::LiveService>(R"(name: "l/2" host_council: "councils/wyre")")};
  facts.councils["councils/wyre"] = Parse<v1::Council>(R"(title: "Wyre Forest")");
  facts.participations = {
      Parse<v1::Participation>(
          R"(name: "t/1" project: "p/1" council: "councils/wyre" engagement: ENGAGEMENT_WITHDRAWN)"),
      Parse<v1::Participation>(
          R"(name: "t/2" project: "p/2" council: "councils/wyre" engagement: ENGAGEMENT_WITHDRAWN)"),
      Parse<v1::Participation>(R"(name: "t/3" live_service: "l/1" council: "councils/bury"
          role: ROLE_HOST engagement: ENGAGEMENT_WITHDRAWN)"),
      Parse<v1::Participation>(
          R"(name: "t/4" live_service: "l/2" council: "councils/bury" engagement: ENGAGEMENT_WITHDRAWN)"),
      Parse<v1::Participation>(
          R"(name: "t/5" live_service: "l/2" council: "councils/wyre" engagement: ENGAGEMENT_PROGRESSING)")};
  const Findings findings = Find(facts);
  ASSERT_EQ(findings.size(), 2);
  EXPECT_EQ(findings[0].rule(), "dependency-broken");
  EXPECT_EQ(findings[0].summary(), "MERGER is hosted by Wyre Forest, which has withdrawn from it.");
  EXPECT_THAT(findings[0].records(), ElementsAre("p/1", "t/1"));
  EXPECT_THAT(findings[1].records(), ElementsAre("l/1", "t/3"));
}

}  // namespace
}  // namespace concordat::programme

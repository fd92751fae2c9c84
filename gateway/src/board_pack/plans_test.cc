// Plans, decisions about them and the round on the page.
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gateway/src/board_pack/plan_words.h"
#include "tests/support/pack_testing.h"

namespace concordat::gateway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

std::string Slip(const std::string& text) {
  return SpokenSlip(Parse<programme::v1::DaySpan>(text));
}

TEST(SpokenSlip, SaysHowFarAndWhatIsOnlyPossible) {
  EXPECT_EQ(Slip("at_least: 31 at_most: 31"), "31 days later");
  EXPECT_EQ(Slip("at_least: 1 at_most: 1"), "1 day later");
  EXPECT_EQ(Slip("at_least: -7 at_most: -7"), "7 days earlier");
  EXPECT_EQ(Slip("at_least: 0 at_most: 0"), "");
  EXPECT_EQ(Slip("at_least: 60 at_most: 120"), "60 to 120 days later");
  EXPECT_EQ(Slip("at_least: -31 at_most: -1"), "1 to 31 days earlier");
  EXPECT_EQ(Slip("at_least: 0 at_most: 30"), "possibly up to 30 days later");
  EXPECT_EQ(Slip("at_least: -30 at_most: 0"), "possibly up to 30 days earlier");
  EXPECT_EQ(Slip("at_least: -30 at_most: 5"), "possibly from 30 days earlier to 5 later");
  EXPECT_EQ(Slip("at_least: 10"), "at least 10 days later");
  EXPECT_EQ(Slip("at_least: -3"), "possibly later");
  EXPECT_EQ(Slip("at_most: 10"), "possibly, at most 10 days later");
  EXPECT_EQ(Slip("at_most: -10"), "at least 10 days earlier");
  EXPECT_EQ(Slip(""), "");
}

std::vector<std::string> Moves(const std::string& replans) {
  PackParts parts = PartsOfP();
  (*parts.part.mutable_titles())["partnerships/p/boards/csg"] = "CSG";
  google::protobuf::RepeatedPtrField<std::string> moves;
  AddMoves(parts, Parse<programme::v1::StagePlan>(replans).replans(), &moves);
  return {moves.begin(), moves.end()};
}

TEST(Moves, AreSentences) {
  EXPECT_THAT(Moves(R"(replans { what: PLAN_END_END from { date: "2009-07-31" }
                                 to { date: "2009-08-31" } })"),
              ElementsAre("The end was moved from 31 July 2009 to 31 August 2009."));
  EXPECT_THAT(Moves(R"(replans { what: PLAN_END_END
                         from { date: "2009-12-18" qualifier: DATE_QUALIFIER_BY }
                         to { date: "2010-01" qualifier: DATE_QUALIFIER_LATE
                              as_printed: "to the end of Jan 2010" }
                         reason: "work pressures" })"),
              ElementsAre("The end was moved from 18 December 2009 to late January 2010: work"
                          " pressures. In the paper's words: “to the end of Jan 2010”."));
  EXPECT_THAT(Moves(R"(replans { what: PLAN_END_START to { date: "2010" }
                                 approved_by: "partnerships/p/boards/csg" decided: "2009-12" })"),
              ElementsAre("The start was moved to 2010. Approved by CSG, December 2009."));
  EXPECT_THAT(Moves(R"(replans { from { date: "2010" } })"),
              ElementsAre("The day was put off from 2010, and no new date is given."));
}

std::string PageWith(const std::string& plans) {
  PackParts parts = PartsOfP();
  *parts.part.mutable_plans() = Parse<programme::v1::PlanPart>(plans);
  (*parts.part.mutable_titles())["partnerships/p/serviceAreas/it"] = "IT";
  (*parts.part.mutable_titles())["councils/a"] = "Bury";
  return PageOf(Taken(parts));
}

TEST(Plans, ShowEachStageBelowWhatItIsOf) {
  const std::string page = PageWith(
      R"(counts { total: 2 stalled: 1 moved: 1 }
         stages { name: "partnerships/p/stagePlans/0" service_area: "partnerships/p/serviceAreas/it"
           label: "Stage 0" baseline_end { date: "2009-10" } end { date: "2010-01" }
           end_slip { at_least: 62 at_most: 122 } state: STATE_STALLED state_reason: "work pressures"
           activity: "Data <collection>" }
         stages { name: "partnerships/p/stagePlans/1" service_area: "partnerships/p/serviceAreas/it"
           label: "Stage 1" start { date: "2009-12" } actual_start: "2010-02-01" })");
  EXPECT_THAT(page, HasSubstr("2 stages: 1 has stalled, 1 has moved."));
  EXPECT_THAT(page, HasSubstr("class=\"wide\">IT</th>"));
  EXPECT_THAT(page, HasSubstr("January 2010<span class=\"comment\">first planned: October 2009"
                              "</span><span class=\"slip\">62 to 122 days later</span>"));
  EXPECT_THAT(page, HasSubstr("<span class=\"bad\">Stalled</span>"));
  EXPECT_THAT(page, HasSubstr("Because of: work pressures"));
  EXPECT_THAT(page, HasSubstr("Data &lt;collection&gt;"));
  EXPECT_THAT(page, HasSubstr("1 February 2010<span class=\"comment\">planned: December 2009"));
  EXPECT_THAT(page, Not(HasSubstr("Milestones due")));
}

TEST(Plans, WithoutAnySayThatNoneIsHeld) {
  PackParts parts = PartsOfP();
  parts.part.add_rest()->mutable_project()->mutable_project()->set_title("Alone");
  EXPECT_THAT(PageOf(Taken(parts)), HasSubstr("No stage is recorded as at this day."));
}

TEST(Plans, AloneAreSomethingThatIsHeld) {
  EXPECT_THAT(PageWith(R"(milestones { title: "Workshop" due { date: "2011-06-29" } })"),
              Not(HasSubstr("Nothing was held")));
}

TEST(Milestones, SayWhetherTheirDayHasPassed) {
  const std::string passed =
      PageWith(R"(milestones { title: "Workshop" due { date: "2011-06-29" } })");
  EXPECT_THAT(passed, HasSubstr("29 June 2011<span class=\"slip bad\">passed</span>"));
  EXPECT_THAT(PageWith(R"(milestones { title: "Workshop" due { date: "2011-06" } })"),
              Not(HasSubstr("passed</span>")));
}

TEST(Decisions, ShowExceptionsAndGatesWithTheirConditions) {
  const std::string page = PageWith(
      R"(exceptions { name: "e" project: "partnerships/p/projects/x" title: "Late" allowed: "2 weeks"
           forecast: "6 weeks" tolerance: TOLERANCE_TIME state: STATE_REBASELINED
           decided: "2011-06-20" new_baseline_end: "2011-09-30" new_budget_pence: 120000 }
         gate_decisions { subject: "partnerships/p/projects/x" gate: "Stage 1 to 2a"
           decided: "2011-06-20" outcome: OUTCOME_PROCEED_WITH_CONDITIONS
           conditions { condition: "Find a lead." owner_role: "Chair" due { date: "2011-06-29" }
                        state: CONDITION_STATE_OPEN }
           conditions { condition: "Fund it." state: CONDITION_STATE_MET } })");
  EXPECT_THAT(page, HasSubstr("Out of its tolerance: time, 2 weeks agreed, 6 weeks forecast; a new"
                              " baseline was taken (20 June 2011): new end 30 September 2011, new"
                              " budget £1,200."));
  EXPECT_THAT(page, HasSubstr("x, Stage 1 to 2a: proceed with conditions</strong> (20 June 2011)"));
  EXPECT_THAT(page, HasSubstr("Due 29 June 2011: <span class=\"bad\">overdue</span>"));
  EXPECT_THAT(page, HasSubstr("Fund it.</span> met."));
}

TEST(Returns, SayWhoHasYetToReport) {
  const std::string page = PageWith(
      R"(returns { council: "councils/a" reporting_period: "partnerships/p/reportingPeriods/may"
                   due: "2011-06-20" state: STATE_SENT_BACK sent_back { reason: "No figures" } })");
  EXPECT_THAT(page, HasSubstr("Bury</th>"));
  EXPECT_THAT(page, HasSubstr("20 June 2011<span class=\"slip bad\">10 days overdue</span>"));
  EXPECT_THAT(page, HasSubstr("Sent back<span class=\"comment\">No figures</span>"));
}

TEST(Recommendations, SayWhatBecameOfThem) {
  const std::string page = PageWith(
      R"(recommendations { held: "2011-06-20" recommendation { title: "To agree the plan."
           outcome: OUTCOME_AMENDED decided: "2011-06-20" decision: "With a review."
           asked_of { title: "Treasurers" } due { date: "2011-07" }
           follow_ups { action: "Review it" owner_role: "Chair" done: "2011-06-25" } } }
         recommendations { held: "2011-06-20" recommendation { title: "To note the rest." } })");
  EXPECT_THAT(page, HasSubstr("To agree the plan.</span> Asked of: Treasurers. Due July 2011."
                              " <strong>Agreed in another form, 20 June 2011.</strong>"
                              " <span class=\"prose\">With a review.</span>"));
  EXPECT_THAT(page, HasSubstr("Review it</span> Chair. Done 25 June 2011."));
  // What has been answered is not asked any more.
  const std::string asked = page.substr(0, page.find("<div class=\"glance\">"));
  EXPECT_THAT(asked, HasSubstr("To note the rest."));
  EXPECT_THAT(asked, Not(HasSubstr("To agree the plan.")));
}

TEST(Funnel, HasARowForWhatItIsOfAndAColumnForEachStep) {
  PackParts parts = PartsOfP();
  (*parts.part.mutable_titles())["partnerships/p/serviceAreas/it"] = "IT";
  *parts.part.mutable_benefits() = Parse<benefits::v1::PackPart>(
      R"(funnel { step { subject: "partnerships/p/serviceAreas/it" stage: STAGE_POTENTIAL
           amount_pence: 580000000 count: 20 challenged: true basis: "opportunities" } }
         funnel { step { subject: "partnerships/p/serviceAreas/it" stage: STAGE_ACCEPTED percent: "84"
           percent_of: "opportunities" dated: "2009-07" } }
         funnel { step { benefit: "partnerships/p/benefits/b" stage: STAGE_REALISED count: 40
           qualifier: QUALIFIER_OVER } benefit_title: "Fleet" }
         funnel_left_out: 3)");
  const std::string page = PageOf(Taken(parts));
  EXPECT_THAT(page, HasSubstr("£5,800,000; 20, <span class=\"bad\">challenged</span>"));
  EXPECT_THAT(page, HasSubstr("84% of opportunities <span class=\"where\">July 2009</span>"));
  EXPECT_THAT(page, HasSubstr("Fleet</th>"));
  EXPECT_THAT(page, HasSubstr("<div>over 40"));
  EXPECT_THAT(page, HasSubstr("3 more are left out here"));
}

}  // namespace
}  // namespace concordat::gateway

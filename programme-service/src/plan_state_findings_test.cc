#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Summaries(const PlanFacts& plans) {
  Findings findings;
  AddPlanStateFindings(plans, absl::CivilDay(2010, 1, 31), &findings);
  std::vector<std::string> said;
  for (const ledger::v1::Finding& finding : findings) {
    said.push_back((finding.possible() ? "possible: " : "") + finding.rule() + ": " +
                   finding.summary());
  }
  return said;
}

std::vector<std::string> OfStage(const std::string& fields) {
  PlanFacts plans;
  plans.titles = {{"a/hr", "HR"}};
  plans.stages = {
      Parse<v1::StagePlan>(R"(name: "s/1" service_area: "a/hr" label: "Stage 0" )" + fields)};
  return Summaries(plans);
}

std::vector<std::string> OfMilestone(const std::string& fields) {
  PlanFacts plans;
  plans.milestones = {Parse<v1::Milestone>(R"(name: "m/1" title: "Workshop" )" + fields)};
  return Summaries(plans);
}

TEST(StageStalled, SaysWhy) {
  EXPECT_THAT(OfStage(R"(state: STATE_STALLED state_reason: "closure of accounts activity"
                         end { date: "2009-07" })"),
              ElementsAre("stage-stalled: HR: Stage 0 has stalled (closure of accounts activity);"
                          " it was to end in July 2009."));
  EXPECT_THAT(OfStage("state: STATE_STALLED"), ElementsAre("stage-stalled: HR: Stage 0 has"
                                                           " stalled."));
  EXPECT_THAT(OfStage(R"(state: STATE_UNDER_WAY state_reason: "slow")"), IsEmpty());
}

TEST(PlanWithoutNewDate, IsOfWhatWillNotBeMetAndOfWhatIsMovedToNoDate) {
  EXPECT_THAT(OfStage(R"(state: STATE_WILL_NOT_BE_MET end { date: "2010-03" })"),
              ElementsAre("plan-without-new-date: HR: Stage 0, due in March 2010, will not be met,"
                          " and no new date is given."));
  EXPECT_THAT(OfMilestone("state: STATE_WILL_NOT_BE_MET"),
              ElementsAre("plan-without-new-date: Workshop will not be met, and no new date is"
                          " given."));
  EXPECT_THAT(OfStage(R"(replans { what: PLAN_END_END from { date: "2009-12" } })"),
              ElementsAre("plan-without-new-date: HR: Stage 0, due in December 2009, has been put"
                          " off, and no new date is given."));
  EXPECT_THAT(OfMilestone(R"(replans { from { date: "2009-12" } })"), testing::SizeIs(1));
}

TEST(PlanWithoutNewDate, IsNotOfWhatHasOne) {
  EXPECT_THAT(OfStage(R"(replans { what: PLAN_END_END from { date: "2009-12" } }
                         replans { what: PLAN_END_END to { date: "2010-04" } })"),
              IsEmpty());
  EXPECT_THAT(OfStage(R"(replans { what: PLAN_END_END to { as_printed: "in spring" } })"),
              IsEmpty());
  EXPECT_THAT(OfStage(R"(replans { what: PLAN_END_START from { date: "2009-12" } })"), IsEmpty())
      << "of its start";
  EXPECT_THAT(OfStage(R"(replans { what: PLAN_END_END from { date: "2009-12" } }
                         actual_end: "2009-12-24")"),
              IsEmpty());
}

TEST(PlannedDayPassed, IsOfWhatIsPlannedOrUnderWay) {
  EXPECT_THAT(OfStage(R"(state: STATE_UNDER_WAY end { date: "2009-12" })"),
              ElementsAre("planned-day-passed: HR: Stage 0 was to end in December 2009, and nothing"
                          " says that it did."));
  EXPECT_THAT(OfStage(R"(state: STATE_PLANNED start { date: "2010-01-30" })"),
              ElementsAre("planned-day-passed: HR: Stage 0 was to start on 30 January 2010, and"
                          " nothing says that it did."));
  EXPECT_THAT(OfMilestone(R"(state: STATE_PLANNED due { date: "2010-01-22"
                             qualifier: DATE_QUALIFIER_BY })"),
              ElementsAre("planned-day-passed: Workshop was due by 22 January 2010, and nothing"
                          " says that it was reached."));
  EXPECT_THAT(OfStage(R"(state: STATE_UNDER_WAY end { date: "2009-12"
                         qualifier: DATE_QUALIFIER_AND_BEYOND })"),
              ElementsAre("possible: planned-day-passed: HR: Stage 0 was to end in December 2009"
                          " and beyond, which may have passed, and nothing says that it did."));
}

TEST(PlannedDayPassed, IsNotOfWhatMayBeToComeOrWhatNothingIsKnownOf) {
  for (const char* fields : {
           R"(state: STATE_UNDER_WAY end { date: "2010-01" })",
           R"(state: STATE_UNDER_WAY end { date: "2010-01-31" })",
           R"(state: STATE_UNDER_WAY start { date: "2009-01" })",
           R"(state: STATE_PLANNED start { date: "2009" qualifier: DATE_QUALIFIER_CONTINUOUS })",
           R"(state: STATE_DONE end { date: "2009-12" })",
           R"(end { date: "2009-12" })",
           R"(state: STATE_DONE end { date: "2009-12" } actual_end: "2010-01-15")",
       }) {
    EXPECT_THAT(OfStage(fields), IsEmpty()) << fields;
  }
  EXPECT_THAT(OfMilestone(R"(due { date: "2009-12" })"), IsEmpty());
  EXPECT_THAT(OfMilestone(R"(state: STATE_REACHED due { date: "2009-12" })"), IsEmpty());
}

TEST(StageOutsideKey, IsOneFindingForEachLabel) {
  PlanFacts plans;
  plans.keys = {Parse<v1::StageModel>(R"(name: "k/1" title: "Key to Stages")")};
  plans.stages = {Parse<v1::StagePlan>(R"(name: "s/1" service_area: "a/hr" label: "Stage 0-1")"),
                  Parse<v1::StagePlan>(R"(name: "s/2" service_area: "a/it" label: "Stage 2")"),
                  Parse<v1::StagePlan>(R"(name: "s/3" service_area: "a/hr" label: "Stage 2")")};
  plans.outside_key = {{"k/1", "Stage 0-1", {"s/1"}, 1},
                       {"k/1", "Stage 2", {"s/2", "s/3"}, 2},
                       {"k/9", "Stage 3", {"s/1"}, 1}};
  EXPECT_THAT(Summaries(plans),
              ElementsAre("stage-outside-key: A row of the plans is called \"Stage 0-1\", which is"
                          " no stage of \"Key to Stages\".",
                          "stage-outside-key: 2 rows of the plans are called \"Stage 2\", which is"
                          " no stage of \"Key to Stages\"."));
}

}  // namespace
}  // namespace concordat::programme

#include "programme-service/src/stage_plan_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "programme-service/src/milestone_rules.h"
#include "tests/support/programme_samples.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using testing::ElementsAre;

std::vector<std::string> FieldsOf(const absl::Status& status) {
  std::vector<std::string> fields;
  for (const FieldViolation& violation : ViolationsOf(status)) fields.push_back(violation.field);
  return fields;
}

std::vector<std::string> WrongIn(const std::string& plan) {
  auto after = Parse<v1::StagePlan>(plan);
  return FieldsOf(CheckStagePlan(nullptr, &after));
}

std::vector<std::string> WrongInMilestone(const std::string& milestone) {
  auto after = Parse<v1::Milestone>(milestone);
  return FieldsOf(CheckMilestone(nullptr, &after));
}

TEST(StagePlanRules, HaveOneSubject) {
  EXPECT_THAT(WrongIn(R"(label: "Stage 0")"), ElementsAre("stage_plan.project"));
  EXPECT_THAT(WrongIn(R"(project: "p" service_area: "s")"), ElementsAre("stage_plan.project"));
  EXPECT_THAT(WrongIn(R"(service_area: "s" label: "Stage 0-1")"), ElementsAre());
  EXPECT_THAT(WrongIn(R"(service_area: "s" stage: "Stage 0")"),
              ElementsAre("stage_plan.stage_model"));
}

TEST(StagePlanRules, FillTheSlips) {
  auto plan = Parse<v1::StagePlan>(R"(service_area: "s" baseline_end { date: "2009-07-31" }
    end { date: "2009-08-31" } start { date: "2009-06" } start_slip { at_least: 4 })");
  EXPECT_THAT(CheckStagePlan(nullptr, &plan), IsOk());
  EXPECT_EQ(plan.end_slip().at_least(), 31);
  EXPECT_EQ(plan.end_slip().at_most(), 31);
  EXPECT_FALSE(plan.has_start_slip()) << "it has no baseline";
}

TEST(StagePlanRules, TakeEndsBeforeStartsAsPrinted) {
  EXPECT_THAT(WrongIn(R"(service_area: "s" start { date: "2009-11" } end { date: "2009-03" }
    state: STATE_WILL_NOT_BE_MET)"),
              ElementsAre());
  EXPECT_THAT(WrongIn(R"(service_area: "s" actual_start: "2009-11" actual_end: "2009-03")"),
              ElementsAre("stage_plan.actual_end"));
}

TEST(StagePlanRules, RefuseStatesThatTheDatesRuleOut) {
  EXPECT_THAT(WrongIn(R"(project: "p" state: STATE_PLANNED actual_start: "2009")"),
              ElementsAre("stage_plan.state"));
  EXPECT_THAT(WrongIn(R"(project: "p" state: STATE_STALLED actual_end: "2009")"),
              ElementsAre("stage_plan.state"));
  EXPECT_THAT(WrongIn(R"(project: "p" state: STATE_DONE actual_end: "2009")"), ElementsAre());
  EXPECT_THAT(WrongIn(R"(project: "p" state: STATE_WILL_NOT_BE_MET
    replans { what: PLAN_END_END from { date: "2009-12" } to { date: "2010-03" } })"),
              ElementsAre("stage_plan.state"));
  EXPECT_THAT(WrongIn(R"(project: "p" state: STATE_WILL_NOT_BE_MET
    replans { what: PLAN_END_END to { date: "2010-03" } }
    replans { what: PLAN_END_END from { date: "2010-03" } })"),
              ElementsAre());
}

TEST(StagePlanRules, HaveReplansMoveSomething) {
  EXPECT_THAT(WrongIn(R"(project: "p" replans { from { date: "2010" } to { date: "2010" } })"),
              ElementsAre("stage_plan.replans[0].to"));
  EXPECT_THAT(WrongIn(R"(project: "p" replans { from { date: "2010" }
    to { date: "2010" qualifier: DATE_QUALIFIER_LATE } })"),
              ElementsAre());
}

TEST(MilestoneRules, AreOfOneThingAtMost) {
  EXPECT_THAT(WrongInMilestone(R"(title: "Go-live")"), ElementsAre());
  EXPECT_THAT(WrongInMilestone(R"(live_service: "l")"), ElementsAre());
  EXPECT_THAT(WrongInMilestone(R"(project: "p" programme: "g")"), ElementsAre("milestone.project"));
}

TEST(MilestoneRules, RefuseStatesThatTheDatesRuleOut) {
  EXPECT_THAT(WrongInMilestone(R"(reached: "2010" state: STATE_PLANNED)"),
              ElementsAre("milestone.state"));
  EXPECT_THAT(WrongInMilestone(R"(reached: "2010" state: STATE_REACHED)"), ElementsAre());
  EXPECT_THAT(WrongInMilestone(R"(state: STATE_WILL_NOT_BE_MET replans { to { date: "2010" } })"),
              ElementsAre("milestone.state"));
  EXPECT_THAT(WrongInMilestone(R"(replans { what: PLAN_END_START to { date: "2010" } })"),
              ElementsAre("milestone.replans[0].what"));
}

}  // namespace
}  // namespace concordat::programme

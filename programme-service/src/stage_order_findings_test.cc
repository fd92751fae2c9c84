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
using testing::SizeIs;

// A key of stages 0, 1 and 2a, and the service area IT.
PlanFacts Plans() {
  PlanFacts plans;
  plans.keys = {Parse<v1::StageModel>(
      R"(name: "k/1" title: "Key" stages { rank: 0 label: "Stage 0" }
         stages { rank: 1 label: "Stage 1" } stages { rank: 2 label: "Stage 2a" })")};
  plans.titles = {{"a/it", "IT"}};
  return plans;
}

v1::StagePlan Stage(const std::string& stage, const std::string& fields) {
  static int count = 0;
  return Parse<v1::StagePlan>("name: \"s/" + std::to_string(++count) +
                              "\" service_area: \"a/it\" stage_model: \"k/1\" stage: \"" + stage +
                              "\" label: \"" + stage + "\" " + fields);
}

std::string From(const std::string& date) { return "start { date: \"" + date + "\" } "; }
std::string To(const std::string& date) { return "end { date: \"" + date + "\" } "; }

std::vector<std::string> Summaries(PlanFacts plans, const std::vector<v1::StagePlan>& stages) {
  plans.stages = stages;
  Findings findings;
  AddStageOrderFindings(plans, &findings);
  std::vector<std::string> said;
  for (const ledger::v1::Finding& finding : findings) {
    said.push_back((finding.possible() ? "possible: " : "") + finding.summary());
  }
  return said;
}

std::vector<std::string> Summaries(const std::vector<v1::StagePlan>& stages) {
  return Summaries(Plans(), stages);
}

TEST(StageEndsBeforeStart, IsTold) {
  EXPECT_THAT(Summaries({Stage("Stage 0", From("2009-11") + To("2009-03"))}),
              ElementsAre("IT: Stage 0 ends in March 2009, 8 months before it starts in November"
                          " 2009."));
  EXPECT_THAT(Summaries({Stage("Stage 0", From("2009-11") + To("2009-11"))}), IsEmpty());
  EXPECT_THAT(Summaries({Stage("Stage 0", From("2009-11-15") + To("2009-11"))}), IsEmpty());
  EXPECT_THAT(Summaries({Stage("Stage 0", From("2009-11"))}), IsEmpty());
}

TEST(StageEndsBeforeStart, IsOnlyPossibleWhereDatesMayBeOtherDays) {
  EXPECT_THAT(Summaries({Stage("Stage 0", From("2009-11") + To("2009-11-15"))}),
              ElementsAre("possible: IT: Stage 0 may end on 15 November 2009, before it starts in"
                          " November 2009."));
  const std::string late = R"(start { date: "2010-01" qualifier: DATE_QUALIFIER_LATE } )";
  EXPECT_THAT(Summaries({Stage("Stage 1", late + To("2010-01"))}),
              ElementsAre("possible: IT: Stage 1 may end in January 2010, before it starts late in"
                          " January 2010."));
  EXPECT_THAT(Summaries({Stage("Stage 1", late + To("2010-02"))}), IsEmpty());
}

TEST(StageEndsBeforeStart, ReadsWhatCameAndNotWhatWasPlanned) {
  EXPECT_THAT(Summaries({Stage("Stage 0",
                               From("2009-11") + To("2009-03") + R"(actual_end: "2009-12-01")")}),
              IsEmpty());
  EXPECT_THAT(Summaries({Stage("Stage 0", From("2009-11") +
                                              R"(baseline_end { date: "2009-03" }
                       end { date: "2010" qualifier: DATE_QUALIFIER_CONTINUOUS })")}),
              SizeIs(1));
}

TEST(StageStartsBeforeEarlierEnds, IsToldOfTheOneThatEndsLast) {
  const std::vector<v1::StagePlan> stages = {Stage("Stage 0", From("2009-06") + To("2009-10")),
                                             Stage("Stage 1", From("2009-10") + To("2010-02")),
                                             Stage("Stage 2a", From("2009-09") + To("2010-05"))};
  EXPECT_THAT(Summaries(stages), ElementsAre("IT: Stage 2a starts in September 2009, 5 months"
                                             " before Stage 1 ends in February 2010."));
}

TEST(StageStartsBeforeEarlierEnds, IsNotOfAdjoiningMonths) {
  EXPECT_THAT(Summaries({Stage("Stage 0", From("2009-10") + To("2009-11")),
                         Stage("Stage 1", From("2009-11") + To("2010-01"))}),
              IsEmpty());
  EXPECT_THAT(Summaries({Stage("Stage 0", From("2009-10") + To("2009-11")),
                         Stage("Stage 1", From("2009-11-15") + To("2010-01"))}),
              ElementsAre("possible: IT: Stage 1 may start on 15 November 2009, before Stage 0 ends"
                          " in November 2009."));
}

TEST(StageStartsBeforeEarlierEnds, IsNotOfWhatHasNoPlaceInTheKey) {
  const v1::StagePlan early = Stage("Stage 1", From("2009-06") + To("2009-07"));
  for (const char* other : {"state: STATE_WILL_NOT_BE_MET", "state: STATE_CANCELLED",
                            "service_area: \"a/hr\"", "stage_model: \"k/2\"", "stage: \"Pilot\""}) {
    v1::StagePlan late = Stage("Stage 0", From("2009-05") + To("2009-12"));
    late.MergeFrom(Parse<v1::StagePlan>(other));
    EXPECT_THAT(Summaries({late, early}), IsEmpty()) << other;
  }
  EXPECT_THAT(Summaries({Stage("Stage 1", From("2009-05") + To("2009-12")), early}), IsEmpty())
      << "two rows of one stage";
  PlanFacts no_key = Plans();
  no_key.keys.clear();
  EXPECT_THAT(Summaries(no_key, {Stage("Stage 0", To("2009-12")), early}), IsEmpty());
}

// As AGMA's IT has it: the column of ends prints October still, the comment the re-plan.
std::string Replanned() {
  return From("2009-09") +
         R"(baseline_end { date: "2009-10" } end { date: "2010-01" qualifier: DATE_QUALIFIER_LATE }
            replans { what: PLAN_END_END from { date: "2009-12-18" qualifier: DATE_QUALIFIER_BY }
                      to { date: "2010-01" qualifier: DATE_QUALIFIER_LATE } reason: "pressures" })";
}

TEST(StageStartNotMoved, IsToldWithTheEndThatItFollowed) {
  PlanFacts plans = Plans();
  plans.stages = {Stage("Stage 0", Replanned()), Stage("Stage 1", From("2009-12") + To("2010-03"))};
  Findings findings;
  AddStageOrderFindings(plans, &findings);
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].rule(), "stage-starts-before-earlier-ends");
  EXPECT_EQ(findings[1].rule(), "stage-start-not-moved");
  EXPECT_FALSE(findings[1].possible());
  EXPECT_EQ(findings[1].reason(), "pressures");
  EXPECT_EQ(findings[1].summary(),
            "IT: Stage 0 was to end in October 2009 and now ends late in January 2010; the start"
            " of Stage 1 in December 2009 was not moved with it.");
}

TEST(StageStartNotMoved, IsPossibleWhereTheStartMayHaveFollowed) {
  const std::string replanned =
      R"(end { date: "2010-01" } replans { what: PLAN_END_END from { date: "2009-12-18" }
         to { date: "2010-01" } })";
  const auto said = Summaries({Stage("Stage 0", replanned), Stage("Stage 1", From("2009-12"))});
  ASSERT_THAT(said, SizeIs(2));
  EXPECT_EQ(said[1],
            "possible: IT: Stage 0 was to end on 18 December 2009 and now ends in January 2010; the"
            " start of Stage 1 in December 2009 may not have been moved with it.");
}

TEST(StageStartNotMoved, IsNotOfAStartThatWasMovedOrNeverFollowed) {
  // One finding each: the start comes too early, for another reason.
  EXPECT_THAT(
      Summaries({Stage("Stage 0", Replanned()),
                 Stage("Stage 1", From("2009-12") + R"(baseline_start { date: "2009-11" })")}),
      SizeIs(1))
      << "moved, not far enough";
  EXPECT_THAT(Summaries({Stage("Stage 0", Replanned()), Stage("Stage 1", From("2009-09"))}),
              SizeIs(1))
      << "too early before";
  EXPECT_THAT(Summaries({Stage("Stage 0", Replanned()),
                         Stage("Stage 1", From("2009-12") + R"(actual_start: "2009-12-01")")}),
              SizeIs(1))
      << "has begun";
  EXPECT_THAT(Summaries({Stage("Stage 0", Replanned()), Stage("Stage 1", From("2010-02"))}),
              IsEmpty());
}

}  // namespace
}  // namespace concordat::programme

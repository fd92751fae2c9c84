// What a pack asks of plans, put into the tables by hand.
#include "programme-service/src/pack_plans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "concordat/programme/v1/meeting.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/reporting_period.pb.h"
#include "concordat/programme/v1/service_area.pb.h"
#include "programme-service/src/resources.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/programme_samples.h"
#include "tests/support/table_filler.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class PackPlansTest : public testing::Test {
 protected:
  template <typename Record>
  void Put(const std::string& collection, const std::string& id, const std::string& fields) {
    EXPECT_THAT(
        database_->Transact(test::Soon(),
                            [&](Connection& connection) {
                              test::TableFiller(connection)
                                  .Put(Parse<Record>(Concat("name: \"partnerships/p/", collection,
                                                            "/", id, "\" ", fields)));
                              return absl::OkStatus();
                            }),
        IsOk());
  }

  void PutStage(const std::string& id, int position, const std::string& fields) {
    Put<v1::StagePlan>("stagePlans", id,
                       Concat("label: \"", id, "\" position: ", position, " ", fields));
  }

  v1::PlanPart Read(const Outline& outline = {}, const std::string& since = "") {
    v1::PlanPart part;
    EXPECT_THAT(database_->Read(test::Soon(),
                                [&](Connection& connection) {
                                  const Records records(connection, registry_, "partnerships/p",
                                                        {absl::CivilDay(2011, 6, 30), {}});
                                  auto read = ReadPlanPart(records, outline, since);
                                  if (!read.ok()) return read.status();
                                  part = *std::move(read);
                                  return absl::OkStatus();
                                }),
                IsOk());
    return part;
  }

  // The last parts of the names.
  static std::vector<std::string> Ids(const auto& list) {
    std::vector<std::string> ids;
    for (const auto& one : list) ids.emplace_back(ResourceType::IdOf(one.name()));
    return ids;
  }

  std::unique_ptr<Database> database_ = test::NewServiceDatabase("programme", ProgrammeResources());
  const Registry registry_{ProgrammeResources()};
};

constexpr char kIt[] = "service_area: \"partnerships/p/serviceAreas/it\" ";
constexpr char kHr[] = "service_area: \"partnerships/p/serviceAreas/hr\" ";

TEST_F(PackPlansTest, StagesStandTogetherInTheOrderOfThePaperAndAreCounted) {
  PutStage("it-1", 12, Concat(kIt, "state: STATE_PLANNED"));
  PutStage("it-0", 11, Concat(kIt, R"(state: STATE_UNDER_WAY baseline_end { date: "2011-05" }
                                      end { date: "2011-07" })"));
  PutStage("hr-0", 8, Concat(kHr, "state: STATE_STALLED"));
  PutStage("hr-1", 20, Concat(kHr, R"(state: STATE_WILL_NOT_BE_MET)"));
  PutStage("hr-2", 21, Concat(kHr, R"(actual_end: "2011-06")"));
  const v1::PlanPart part = Read();
  EXPECT_THAT(Ids(part.stages()), ElementsAre("hr-0", "hr-1", "hr-2", "it-0", "it-1"));
  EXPECT_EQ(part.counts().total(), 5);
  EXPECT_EQ(part.counts().stalled(), 1);
  EXPECT_EQ(part.counts().will_not_be_met(), 1);
  EXPECT_EQ(part.counts().moved(), 1);
  EXPECT_EQ(part.counts().under_way(), 1);
  EXPECT_EQ(part.counts().done(), 1);
  EXPECT_EQ(part.stages_left_out(), 0);
}

TEST_F(PackPlansTest, OfManyStagesThoseInTroubleAreShown) {
  for (int i = 0; i < 105; ++i) {
    PutStage(Concat("s", 1000 + i), i,
             Concat(kIt, i == 104   ? "state: STATE_STALLED"
                         : i == 103 ? R"(replans { what:
               PLAN_END_START to { date: "2011" } })"
                                    : "state: STATE_DONE"));
  }
  const v1::PlanPart part = Read();
  EXPECT_THAT(part.stages(), SizeIs(100));
  EXPECT_EQ(part.stages_left_out(), 5);
  EXPECT_THAT(Ids(part.stages()), testing::IsSupersetOf({"s1104", "s1103", "s1000"}));
}

TEST_F(PackPlansTest, MilestonesAreThoseDueAndNotReached) {
  const auto put = [this](const std::string& id, const std::string& fields) {
    Put<v1::Milestone>("milestones", id, "title: \"m\" " + fields);
  };
  put("past", R"(due { date: "2010-01" })");
  put("soon", R"(due { date: "2011-09-30" } state: STATE_PLANNED)");
  put("first", R"(baseline_due { date: "2011-07" })");
  put("later", R"(due { date: "2011-10-01" })");
  put("reached", R"(due { date: "2011-07" } reached: "2011-06")");
  put("given-up", R"(due { date: "2011-07" } state: STATE_CANCELLED)");
  put("undated", "state: STATE_PLANNED");
  EXPECT_THAT(Ids(Read().milestones()), ElementsAre("past", "first", "soon"));
}

TEST_F(PackPlansTest, ExceptionsAndGatesAreOpenOrOfTheTimeSince) {
  const std::string of =
      R"(project: "partnerships/p/projects/x" title: "t" tolerance: TOLERANCE_TIME )";
  Put<v1::ExceptionReport>("exceptionReports", "open", of + "state: STATE_RAISED");
  Put<v1::ExceptionReport>("exceptionReports", "old",
                           of + R"(state: STATE_RECOVERED decided: "2011-01-05")");
  Put<v1::ExceptionReport>("exceptionReports", "new",
                           of + R"(state: STATE_RECOVERED decided: "2011-06-05")");
  const std::string about = R"(subject: "partnerships/p/projects/x" outcome: OUTCOME_PROCEED )";
  Put<v1::GateDecision>("gateDecisions", "old", about + R"(decided: "2011-01-05")");
  Put<v1::GateDecision>("gateDecisions", "new", about + R"(decided: "2011-06-05")");
  Put<v1::GateDecision>("gateDecisions", "open",
                        about + R"(decided: "2010-01-05" conditions { condition: "c"
                                   state: CONDITION_STATE_OPEN })");
  Put<v1::GateDecision>("gateDecisions", "later", about + R"(decided: "2011-07-05")");
  const v1::PlanPart part = Read({}, "2011-05-31");
  EXPECT_THAT(Ids(part.exceptions()), ElementsAre("open", "new"));
  EXPECT_THAT(Ids(part.gate_decisions()), ElementsAre("new", "open"));
  EXPECT_THAT(Ids(Read().exceptions()), ElementsAre("open"));
  EXPECT_THAT(Ids(Read().gate_decisions()), ElementsAre("open"));
}

TEST_F(PackPlansTest, ReturnsAreThoseOfOpenRounds) {
  const std::string days = R"(title: "t" first_day: "2011-05-01" last_day: "2011-05-31" )";
  Put<v1::ReportingPeriod>("reportingPeriods", "open", days + "state: STATE_OPEN");
  Put<v1::ReportingPeriod>("reportingPeriods", "frozen", days + "state: STATE_FROZEN");
  const auto put = [this](const std::string& id, const std::string& period,
                          const std::string& fields) {
    Put<v1::Return>("returns", id,
                    Concat("reporting_period: \"partnerships/p/reportingPeriods/", period,
                           "\" council: \"councils/a\" ", fields));
  };
  put("undated", "open", "state: STATE_DUE");
  put("due", "open", R"(state: STATE_SENT_BACK due: "2011-07-01")");
  put("overdue", "open", R"(state: STATE_PREPARED due: "2011-06-01")");
  put("in", "open", R"(state: STATE_SUBMITTED due: "2011-06-01")");
  put("closed", "frozen", R"(state: STATE_DUE due: "2011-06-01")");
  EXPECT_THAT(Ids(Read().returns()), ElementsAre("overdue", "due", "undated"));
}

TEST_F(PackPlansTest, RecommendationsAreOfMeetingsUpToTheDay) {
  const auto meet = [this](const std::string& id, const std::string& held) {
    Put<v1::Meeting>("meetings", id, Concat("title: \"t\" held: \"", held, "\""));
    for (int i : {2, 1}) {
      Put<v1::Recommendation>(
          "recommendations", Concat(id, "-", i),
          Concat("meeting: \"partnerships/p/meetings/", id, "\" title: \"t\" position: ", i));
    }
  };
  meet("may", "2011-05-31");
  meet("june", "2011-06-30");
  meet("july", "2011-07-31");
  const v1::PlanPart part = Read();
  std::vector<std::string> ids;
  for (const auto& one : part.recommendations()) {
    ids.push_back(Concat(ResourceType::IdOf(one.recommendation().name()), " ", one.held()));
  }
  EXPECT_THAT(ids, ElementsAre("june-1 2011-06-30", "june-2 2011-06-30", "may-1 2011-05-31",
                               "may-2 2011-05-31"));
}

TEST_F(PackPlansTest, OfABoardAreThoseThatItSteers) {
  Put<v1::Project>("projects", "in", R"(title: "t" programme: "partnerships/p/programmes/a")");
  Put<v1::Project>("projects", "out", R"(title: "t" programme: "partnerships/p/programmes/b")");
  for (const std::string id : {"in", "out"}) {
    const std::string of = Concat("\"partnerships/p/projects/", id, "\" ");
    PutStage(id, 1, Concat("project: ", of));
    Put<v1::Milestone>("milestones", id,
                       Concat("title: \"t\" due { date: \"2011-06\" } project: ", of));
    Put<v1::ExceptionReport>("exceptionReports", id,
                             Concat("title: \"t\" state: STATE_RAISED project: ", of));
    Put<v1::GateDecision>("gateDecisions", id,
                          Concat("decided: \"2011-06-01\" conditions { condition: \"c\" }"
                                 " subject: ",
                                 of));
  }
  PutStage("area", 2, kIt);
  Outline outline;
  outline.board = Parse<v1::Board>(R"(name: "partnerships/p/boards/b")");
  outline.steered = {"partnerships/p/programmes/a"};
  const v1::PlanPart part = Read(outline);
  EXPECT_EQ(part.counts().total(), 1);
  EXPECT_THAT(Ids(part.stages()), ElementsAre("in"));
  EXPECT_THAT(Ids(part.milestones()), ElementsAre("in"));
  EXPECT_THAT(Ids(part.exceptions()), ElementsAre("in"));
  EXPECT_THAT(Ids(part.gate_decisions()), ElementsAre("in"));
  EXPECT_THAT(Ids(Read().stages()), SizeIs(3));
}

TEST_F(PackPlansTest, OfNothingIsNothing) {
  const v1::PlanPart part = Read();
  EXPECT_EQ(part.counts().total(), 0);
  EXPECT_THAT(part.stages(), IsEmpty());
}

}  // namespace
}  // namespace concordat::programme

#include "programme-service/src/schedule_methods.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "common/ledger/import_rows.h"
#include "common/ledger/records.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/schedule.pb.h"
#include "concordat/programme/v1/service_area.pb.h"
#include "programme-service/src/resources.h"
#include "programme-service/src/schedule_reading.h"
#include "tests/support/programme_samples.h"
#include "tests/support/read_costs.h"
#include "tests/support/record_calls.h"
#include "tests/support/resource_testing.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;

constexpr char kNorth[] = "partnerships/north";
constexpr char kDay[] = "2010-01-01";

std::string Named(const std::string& collection, const std::string& id) {
  return Concat(kNorth, "/", collection, "/", id);
}

class SchedulesTest : public test::ResourcesTest {
 protected:
  SchedulesTest() : ResourcesTest("programme", ProgrammeResources()) {
    BindSchedules(ledger_, &methods_);
    v1::Partnership partnership;
    partnership.set_title("North");
    EXPECT_THAT(calls_.Create(partnership, "", "partnerships", "north", kDay), IsOk());
  }

  template <typename Record>
  void Make(const std::string& collection, const std::string& id, const std::string& text) {
    caller_.deadline = test::Soon();
    EXPECT_THAT(calls_.Create(Parse<Record>(text), kNorth, collection, id, kDay), IsOk()) << id;
  }
  void Tie(const std::string& id, const std::string& from, const std::string& to,
           const std::string& more = "kind: KIND_FINISH_START") {
    Make<v1::Dependency>("dependencies", id,
                         Concat("predecessor: \"", from, "\" successor: \"", to, "\" ", more));
  }

  // The worked example of docs/reference/schedule.md.
  void MakeExample() {
    Make<v1::Programme>("programmes", "g", R"(title: "Back office")");
    Make<v1::ServiceArea>("serviceAreas", "s", R"(title: "Transactional HR")");
    Make<v1::Project>("projects", "a", R"(title: "Data collection" start: "2010-01-04"
      baseline_end: "2010-01-22" current_end: "2010-01-29"
      programme: "partnerships/north/programmes/g")");
    Make<v1::Project>("projects", "b", R"(title: "Analysis" start: "2010-01-18"
      current_end: "2010-02-12" service_area: "partnerships/north/serviceAreas/s")");
    Make<v1::StagePlan>("stagePlans", "b1", R"(project: "partnerships/north/projects/b"
      label: "Stage 1" start { date: "2010-01" } end { date: "2010-02-12" } state: STATE_PLANNED)");
    Make<v1::Milestone>("milestones", "n", R"(title: "Report to the board"
      project: "partnerships/north/projects/b" due { date: "2010-02-15" })");
    Tie("ab", Named("projects", "a"), Named("projects", "b"),
        "kind: KIND_FINISH_START lag_days: 2 calendar: CALENDAR_WORKING_DAYS");
    Tie("bn", Named("projects", "b"), Named("milestones", "n"));
  }

  v1::GetScheduleRequest Request(const std::string& subject = "") {
    v1::GetScheduleRequest request;
    request.set_parent(kNorth);
    request.set_subject(subject);
    request.set_as_at("2010-01-10");
    return request;
  }
  absl::StatusOr<v1::Schedule> Get(const v1::GetScheduleRequest& request) {
    return CallMethod<v1::Schedule>("Schedules.GetSchedule", request);
  }

  static const v1::ScheduleRow* Row(const v1::Schedule& schedule, const std::string& name) {
    for (const v1::ScheduleRow& row : schedule.rows()) {
      if (row.record() == name) return &row;
    }
    return nullptr;
  }

  std::vector<std::string> NamesIn(const absl::StatusOr<v1::Schedule>& schedule) {
    std::vector<std::string> names;
    EXPECT_THAT(schedule, IsOk());
    if (!schedule.ok()) return names;
    for (const v1::ScheduleRow& row : schedule->rows()) {
      names.push_back(row.record().substr(sizeof(kNorth)));
    }
    return names;
  }

  template <typename Record>
  void Import(const std::string& type, const std::vector<Record>& records,
              const std::vector<std::string>& fields) {
    ledger::v1::ImportResourcesRequest request;
    request.set_partnership("north");
    request.set_type(type);
    request.set_effective_date(kDay);
    for (const Record& record : records) {
      auto* row = request.add_rows();
      row->set_line(request.rows_size());
      row->mutable_resource()->PackFrom(record);
      for (const std::string& field : fields) row->add_fields(field);
    }
    Caller caller = caller_;
    caller.deadline = test::Soon();
    EXPECT_THAT(ImportResources(ledger_, caller, request), IsOk());
  }

  static v1::Milestone Point(int i) {
    v1::Milestone milestone;
    milestone.set_name(Named("milestones", Concat("m", 1000 + i)));
    milestone.set_title("A step");
    milestone.mutable_due()->set_date("2010-03-01");
    return milestone;
  }
  static v1::Dependency After(int from, int to) {
    v1::Dependency dependency;
    dependency.set_name(Named("dependencies", Concat("e", 1000 + to)));
    dependency.set_predecessor(Point(from).name());
    dependency.set_successor(Point(to).name());
    dependency.set_kind(v1::Dependency::KIND_FINISH_START);
    dependency.set_lag_days(1);
    return dependency;
  }

  // Milestones of which each but the first waits for another.
  void MakeMany(int count, int (*awaited)(int)) {
    std::vector<v1::Milestone> points;
    std::vector<v1::Dependency> dependencies;
    for (int i = 0; i < count; ++i) {
      points.push_back(Point(i));
      if (i > 0) dependencies.push_back(After(awaited(i), i));
    }
    Import("concordat.dev/Milestone", points, {"title", "due.date"});
    Import("concordat.dev/Dependency", dependencies,
           {"predecessor", "successor", "kind", "lag_days"});
  }

  int64_t StatementsOfReading(const std::string& name) {
    int64_t statements = 0;
    EXPECT_THAT(database_->Read(test::Soon(),
                                [&](Connection& connection) {
                                  const ReadAt at{absl::CivilDay(2010, 1, 10)};
                                  const Records records(connection, ledger_.registry(), kNorth, at);
                                  statements =
                                      test::CostsOf(connection, [&] {
                                        EXPECT_THAT(ReadConnected(records, {name}), IsOk());
                                      }).statements;
                                  return absl::OkStatus();
                                }),
                IsOk());
    return statements;
  }

  test::RecordCalls calls_{methods_, caller_, "concordat.programme.v1"};
};

TEST_F(SchedulesTest, IsAsTheWorkedExampleSays) {
  MakeExample();
  const auto schedule = Get(Request());
  ASSERT_THAT(schedule, IsOk());
  EXPECT_EQ(schedule->total_size(), 4);
  const v1::ScheduleRow& a = *Row(*schedule, Named("projects", "a"));
  EXPECT_EQ(a.end().slip().at_least(), 7);
  EXPECT_EQ(a.end().total_float().at_most(), 2) << "Sunday will do as well";
  const v1::ScheduleRow& b = *Row(*schedule, Named("projects", "b"));
  EXPECT_EQ(b.start().earliest(), "2010-02-02") << "two working days after Friday 29 January";
  EXPECT_EQ(b.start().pushed().at_least(), 15);
  EXPECT_EQ(b.end().latest(), "2010-02-27") << "as long as planned";
  const v1::ScheduleRow& n = *Row(*schedule, Named("milestones", "n"));
  EXPECT_EQ(n.end().earliest(), "2010-02-27");
  EXPECT_EQ(n.end().pushed().at_least(), 12);
  EXPECT_FALSE(n.end().has_total_float()) << "nothing waits for it";
  ASSERT_EQ(n.end().path_size(), 2);
  EXPECT_EQ(n.end().path(0).dependency(), Named("dependencies", "ab"));
  EXPECT_EQ(n.end().path(0).predecessor(), Named("projects", "a"));
  EXPECT_EQ(n.end().path(1).dependency(), Named("dependencies", "bn"));
  const v1::ScheduleRow& stage = *Row(*schedule, Named("stagePlans", "b1"));
  EXPECT_EQ(stage.start().earliest(), "2010-01-16") << "15 days after 1 January";
  EXPECT_EQ(stage.start().latest(), "2010-02-15");
  EXPECT_EQ(stage.end().earliest(), "2010-02-27");
  EXPECT_EQ(schedule->dependencies_size(), 2);
}

TEST_F(SchedulesTest, AreOfASubjectAndAPageAtATime) {
  MakeExample();
  EXPECT_THAT(NamesIn(Get(Request(Named("projects", "b")))),
              ElementsAre("milestones/n", "projects/b", "stagePlans/b1"));
  EXPECT_THAT(NamesIn(Get(Request(Named("programmes", "g")))), ElementsAre("projects/a"));
  EXPECT_THAT(NamesIn(Get(Request(Named("serviceAreas", "s")))),
              ElementsAre("milestones/n", "projects/b", "stagePlans/b1"));
  auto request = Request();
  request.set_page_size(3);
  const auto first = Get(request);
  EXPECT_THAT(NamesIn(first), ElementsAre("milestones/n", "projects/a", "projects/b"));
  request.set_page_token(first->next_page_token());
  const auto last = Get(request);
  EXPECT_THAT(NamesIn(last), ElementsAre("stagePlans/b1"));
  EXPECT_EQ(last->next_page_token(), "");
  EXPECT_THAT(Get(Request(Named("projects", "none"))), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Get(Request("partnerships/south/projects/a")), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Get(Request(Named("milestones", "n"))), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(SchedulesTest, ShowDependenciesOfNoKindAndMoveNothingByThem) {
  Make<v1::Project>("projects", "a", R"(title: "A" current_end: "2010-05")");
  Make<v1::Project>("projects", "b", R"(title: "B" start: "2010-02" current_end: "2010-03")");
  Tie("ab", Named("projects", "a"), Named("projects", "b"), R"(description: "interdependent")");
  const auto schedule = Get(Request(Named("projects", "b")));
  ASSERT_THAT(schedule, IsOk());
  EXPECT_EQ(schedule->dependencies(0).description(), "interdependent");
  EXPECT_EQ(schedule->rows(0).end().latest(), "2010-03-31");
}

TEST_F(SchedulesTest, CountWhatIsWaitedForWithoutADate) {
  Make<v1::Milestone>("milestones", "a", R"(title: "A" state: STATE_WILL_NOT_BE_MET
    due { date: "2010-01-31" })");
  Make<v1::Milestone>("milestones", "b", R"(title: "B" due { date: "2010-02-28" })");
  Tie("ab", Named("milestones", "a"), Named("milestones", "b"));
  const auto schedule = Get(Request());
  ASSERT_THAT(schedule, IsOk());
  EXPECT_EQ(Row(*schedule, Named("milestones", "a"))->end().latest(), "");
  EXPECT_EQ(Row(*schedule, Named("milestones", "b"))->waits_on_undated(), 1);
}

// What an exempt record moves is not told, and neither is the date without it.
TEST_F(SchedulesTest, TellThePublicNothingThatDependsOnWhatIsExempt) {
  Make<v1::Milestone>("milestones", "a", R"(title: "A" marking: MARKING_EXEMPT
    due { date: "2010-05-31" })");
  Make<v1::Milestone>("milestones", "b", R"(title: "B" due { date: "2010-02-28" })");
  Make<v1::Milestone>("milestones", "c", R"(title: "C" due { date: "2010-02-01" })");
  Tie("ab", Named("milestones", "a"), Named("milestones", "b"));
  caller_.roles = {Role::kReader};
  auto schedule = Get(Request());
  EXPECT_THAT(NamesIn(schedule), ElementsAre("milestones/b", "milestones/c"));
  EXPECT_EQ(schedule->rows(0).end().latest(), "");
  EXPECT_EQ(schedule->rows(0).end().planned(), "2010-02-28");
  EXPECT_EQ(schedule->rows(1).end().latest(), "2010-02-01");
  EXPECT_EQ(schedule->dependencies_size(), 0);
  caller_.roles = {Role::kPartnershipOffice};
  schedule = Get(Request());
  EXPECT_EQ(Row(*schedule, Named("milestones", "b"))->end().latest(), "2010-05-31");
}

TEST_F(SchedulesTest, AreReadALevelAtATime) {
  MakeMany(200, [](int) { return 0; });
  EXPECT_LE(StatementsOfReading(Point(0).name()), 10) << "however many wait for one";
  EXPECT_LE(StatementsOfReading(Point(100).name()), 10);
}

TEST_F(SchedulesTest, GoThroughAChainOf500) {
  MakeMany(500, [](int i) { return i - 1; });
  EXPECT_LE(StatementsOfReading(Point(0).name()), 510);
  auto request = Request();
  request.set_page_size(500);
  const auto schedule = Get(request);
  ASSERT_THAT(schedule, IsOk());
  const v1::ScheduledDate& last = Row(*schedule, Point(499).name())->end();
  EXPECT_EQ(last.latest(), FormatDay(absl::CivilDay(2010, 3, 1) + 499));
  EXPECT_EQ(last.path_size(), 50);
  EXPECT_EQ(last.path_left_out(), 449);
}

TEST_F(SchedulesTest, ListWhatSlippedSinceADay) {
  MakeExample();
  caller_.deadline = test::Soon();
  EXPECT_THAT(calls_.Update(Parse<v1::Project>(R"(current_end: "2010-02-26")"), "projects",
                            Named("projects", "b"), "current_end", "2010-01-08"),
              IsOk());
  EXPECT_THAT(calls_.Update(Parse<v1::Milestone>(R"(due { date: "2010-03" })"), "milestones",
                            Named("milestones", "n"), "due", "2010-01-09"),
              IsOk());
  v1::ListSlipsRequest request;
  request.set_parent(kNorth);
  request.set_since("2010-01-05");
  request.set_as_at("2010-01-10");
  auto slips = CallMethod<v1::ListSlipsResponse>("Schedules.ListSlips", request);
  ASSERT_THAT(slips, IsOk());
  ASSERT_EQ(slips->slips_size(), 2);
  EXPECT_EQ(slips->slips(0).record(), Named("milestones", "n"));
  EXPECT_EQ(slips->slips(0).slip().at_least(), 14);
  EXPECT_EQ(slips->slips(1).planned_then(), "2010-02-12");
  EXPECT_EQ(slips->slips(1).slip().at_most(), 14);
  request.set_page_size(1);
  slips = CallMethod<v1::ListSlipsResponse>("Schedules.ListSlips", request);
  EXPECT_EQ(slips->slips_size(), 1);
  EXPECT_EQ(slips->total_size(), 2);
  request.set_since("2010-01-09");
  slips = CallMethod<v1::ListSlipsResponse>("Schedules.ListSlips", request);
  EXPECT_EQ(slips->total_size(), 0);
}

}  // namespace
}  // namespace concordat::programme

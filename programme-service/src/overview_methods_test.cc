#include "programme-service/src/overview_methods.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "concordat/programme/v1/action.pb.h"
#include "concordat/programme/v1/board.pb.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/meeting.pb.h"
#include "concordat/programme/v1/milestone.pb.h"
#include "concordat/programme/v1/participation.pb.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/service_area.pb.h"
#include "concordat/programme/v1/stage_plan.pb.h"
#include "programme-service/src/resources.h"
#include "tests/support/costs_testing.h"
#include "tests/support/programme_samples.h"
#include "tests/support/record_calls.h"
#include "tests/support/resource_testing.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kNorth[] = "partnerships/north";
constexpr char kDay[] = "2010-01-01";

std::string Named(const std::string& collection, const std::string& id) {
  return Concat(kNorth, "/", collection, "/", id);
}

class OverviewsTest : public test::ResourcesTest {
 protected:
  OverviewsTest() : ResourcesTest("programme", ProgrammeResources()) {
    BindOverviews(ledger_, &methods_);
    Create<v1::Partnership>("", "partnerships", "north", R"(title: "North")");
    Create<v1::Council>("", "councils", "bury", R"(title: "Bury" kind: KIND_METROPOLITAN)");
    Create<v1::Council>("", "councils", "wigan", R"(title: "Wigan" kind: KIND_METROPOLITAN)");
    Make<v1::Programme>("programmes", "g", R"(title: "Back office")");
    Make<v1::ServiceArea>("serviceAreas", "s", R"(title: "Payroll")");
    Make<v1::Project>("projects", "a", R"(title: "A" reported_status: RAG_GREEN
        lifecycle: LIFECYCLE_IMPLEMENTATION programme: "partnerships/north/programmes/g"
        host_council: "councils/bury" current_end: "2010-04-30")");
    Make<v1::Project>("projects", "b", R"(title: "B" reported_status: RAG_RED
        lifecycle: LIFECYCLE_BUSINESS_CASE service_area: "partnerships/north/serviceAreas/s"
        current_end: "2010-02")");
    Make<v1::LiveService>(
        "liveServices", "l",
        R"(title: "L" reported_status: RAG_AMBER host_council: "councils/wigan")");
    Make<v1::Milestone>("milestones", "m", R"(title: "M" due { date: "2010-03-20" }
        project: "partnerships/north/projects/a" state: STATE_PLANNED)");
    Make<v1::Milestone>("milestones", "done", R"(title: "Done" due { date: "2010-02-20" }
        project: "partnerships/north/projects/a" state: STATE_REACHED reached: "2010-02")");
    Make<v1::Action>("actions", "x", R"(title: "X" lead { council: "councils/bury" }
        deadlines { due { date: "2010-01-31" } } deadlines { due { date: "2011" } })");
    Make<v1::Participation>("participations", "p", R"(council: "councils/wigan"
        project: "partnerships/north/projects/b" engagement: ENGAGEMENT_PROGRESSING)");
    Make<v1::StagePlan>("stagePlans", "b1", R"(project: "partnerships/north/projects/b"
        label: "Stage 0-1" end { date: "2010-02" } state: STATE_UNDER_WAY)");
  }

  template <typename Record>
  void Create(const std::string& parent, const std::string& collection, const std::string& id,
              const std::string& text) {
    caller_.deadline = test::Soon();
    EXPECT_THAT(calls_.Create(Parse<Record>(text), parent, collection, id, kDay), IsOk()) << id;
  }
  template <typename Record>
  void Make(const std::string& collection, const std::string& id, const std::string& text) {
    Create<Record>(kNorth, collection, id, text);
  }
  void Change(const std::string& id, const std::string& field, const std::string& text,
              const std::string& day) {
    caller_.deadline = test::Soon();
    EXPECT_THAT(
        calls_.Update(Parse<v1::Project>(text), "projects", Named("projects", id), field, day),
        IsOk());
  }

  v1::GetOverviewRequest Request(const std::string& subject = "") {
    v1::GetOverviewRequest request;
    request.set_parent(kNorth);
    request.set_subject(subject);
    request.set_as_at("2010-03-15");
    return request;
  }
  absl::StatusOr<v1::Overview> Get(const v1::GetOverviewRequest& request) {
    return CallMethod<v1::Overview>("Overviews.GetOverview", request);
  }

  static std::vector<std::string> CountsIn(const v1::Overview& overview) {
    std::vector<std::string> counts;
    for (const v1::WorkCount& count : overview.works()) {
      counts.push_back(Concat(v1::WorkKind_Name(count.kind()).substr(10), " ", int{count.status()},
                              " ", count.stage(), " ", count.count()));
    }
    return counts;
  }
  static std::vector<std::string> DueIn(const v1::Overview& overview) {
    std::vector<std::string> due;
    for (const v1::DueItem& item : overview.due()) {
      due.push_back(Concat(item.title(), " ", item.due(), item.overdue() ? " overdue" : ""));
    }
    return due;
  }

  test::RecordCalls calls_{methods_, caller_, "concordat.programme.v1"};
};

TEST_F(OverviewsTest, CountsAtEachLevel) {
  const auto all = Get(Request());
  ASSERT_THAT(all, IsOk());
  EXPECT_THAT(CountsIn(*all), ElementsAre("PROJECT 1 BUSINESS_CASE 1", "PROJECT 3 IMPLEMENTATION 1",
                                          "LIVE_SERVICE 2  1", "ACTION 0  1",
                                          "MILESTONE 0 PLANNED 1", "MILESTONE 0 REACHED 1"));
  ASSERT_EQ(all->stages_size(), 1);
  EXPECT_EQ(all->stages(0).label(), "Stage 0-1");
  EXPECT_EQ(all->stages(0).state(), "UNDER_WAY");
  const auto programme = Get(Request(Named("programmes", "g")));
  ASSERT_THAT(programme, IsOk());
  EXPECT_THAT(CountsIn(*programme), ElementsAre("PROJECT 3 IMPLEMENTATION 1",
                                                "MILESTONE 0 PLANNED 1", "MILESTONE 0 REACHED 1"));
  const auto area = Get(Request(Named("serviceAreas", "s")));
  ASSERT_THAT(area, IsOk());
  EXPECT_THAT(CountsIn(*area), ElementsAre("PROJECT 1 BUSINESS_CASE 1"));
  const auto bury = Get(Request("councils/bury"));
  ASSERT_THAT(bury, IsOk());
  EXPECT_THAT(CountsIn(*bury), ElementsAre("PROJECT 3 IMPLEMENTATION 1", "ACTION 0  1",
                                           "MILESTONE 0 PLANNED 1", "MILESTONE 0 REACHED 1"));
  const auto wigan = Get(Request("councils/wigan"));
  ASSERT_THAT(wigan, IsOk());
  EXPECT_THAT(CountsIn(*wigan), ElementsAre("PROJECT 1 BUSINESS_CASE 1", "LIVE_SERVICE 2  1"));
}

TEST_F(OverviewsTest, TellsWhatIsDueAndCountsTheRest) {
  const auto all = Get(Request());
  ASSERT_THAT(all, IsOk());
  EXPECT_EQ(all->due_by(), "2010-04-15");
  EXPECT_THAT(DueIn(*all), ElementsAre("X 2010-01-31 overdue", "B 2010-02 overdue",
                                       "Stage 0-1 2010-02 overdue", "M 2010-03-20"));
  EXPECT_EQ(all->due_total(), 4);
  EXPECT_EQ(all->overdue_total(), 3);
  auto one = Request();
  one.set_page_size(1);
  one.set_due_by("2012-01-01");
  const auto first = Get(one);
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(DueIn(*first), ElementsAre("X 2010-01-31 overdue"));
  EXPECT_EQ(first->due_total(), 6);
}

TEST_F(OverviewsTest, TellsWhatSlippedAndChangedSinceTheBoardMet) {
  EXPECT_EQ(Get(Request())->since(), "");
  Make<v1::Board>("boards", "board", R"(title: "Board")");
  Make<v1::Meeting>("meetings", "m", R"(title: "M" board: "partnerships/north/boards/board"
                    held: "2010-02-01")");
  Change("a", "current_end", R"(current_end: "2010-05-31")", "2010-02-10");
  Change("b", "reported_status", "reported_status: RAG_AMBER", "2010-01-20");
  Change("b", "narrative", R"(narrative: "Nothing of note")", "2010-02-20");
  caller_.deadline = test::Soon();
  EXPECT_THAT(
      calls_.Create(Parse<v1::Project>(R"(title: "New")"), kNorth, "projects", "n", "2010-03-01"),
      IsOk());
  EXPECT_THAT(
      calls_.Delete(v1::LiveService(), "liveServices", Named("liveServices", "l"), "2010-03-01"),
      IsOk());
  const auto all = Get(Request());
  ASSERT_THAT(all, IsOk());
  EXPECT_EQ(all->since(), "2010-02-01");
  ASSERT_EQ(all->slips_total(), 1);
  EXPECT_EQ(all->slips(0).record(), Named("projects", "a"));
  EXPECT_EQ(all->slips(0).slip().at_least(), 31);
  ASSERT_EQ(all->changes_total(), 3);
  EXPECT_TRUE(all->changes(0).removed());
  EXPECT_EQ(all->changes(0).status_then(), type::v1::RAG_AMBER);
  EXPECT_EQ(all->changes(1).work(), Named("projects", "a"));
  EXPECT_EQ(all->changes(1).end_then(), "2010-04-30");
  EXPECT_EQ(all->changes(1).end_now(), "2010-05-31");
  EXPECT_TRUE(all->changes(2).added());
  auto since = Request();
  since.set_since("2010-01-10");
  since.set_page_size(2);
  const auto longer = Get(since);
  ASSERT_THAT(longer, IsOk());
  EXPECT_EQ(longer->changes_size(), 2);
  EXPECT_EQ(longer->changes_total(), 4);
}

TEST_F(OverviewsTest, WhatIsExemptIsInNoSum) {
  Change("b", "marking", "marking: MARKING_EXEMPT", "2010-02-01");
  caller_.roles = {Role::kReader};
  caller_.assertion = "a reader's";
  const auto all = Get(Request());
  ASSERT_THAT(all, IsOk());
  EXPECT_THAT(all->stages(), IsEmpty());
  EXPECT_EQ(CountsIn(*all)[0], "PROJECT 3 IMPLEMENTATION 1");
  EXPECT_THAT(DueIn(*all), ElementsAre("X 2010-01-31 overdue", "M 2010-03-20"));
}

TEST_F(OverviewsTest, RefusesWhatCannotBeAsked) {
  EXPECT_THAT(Get(Request(Named("actions", "x"))), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Get(Request("councils/none")), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Get(Request("partnerships/south/programmes/g")),
              StatusIs(absl::StatusCode::kNotFound));
  const auto refused = [&](auto set) {
    auto request = Request();
    set(&request);
    return Get(request).status().code();
  };
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  EXPECT_EQ(refused([](auto* r) { r->set_due_by("2010-03-14"); }), kInvalid);
  EXPECT_EQ(refused([](auto* r) { r->set_since("2010-03-16"); }), kInvalid);
  EXPECT_EQ(refused([](auto* r) { r->set_page_size(-1); }), kInvalid);
  EXPECT_EQ(refused([](auto* r) { r->set_board(Named("boards", "none")); }),
            absl::StatusCode::kNotFound);
}

class OverviewCostsTest : public test::CostsTest {
 protected:
  OverviewCostsTest() : CostsTest("programme", ProgrammeResources()) {
    Put("partnerships/few", 10);
    Put("partnerships/more", 210);
  }

 private:
  void Put(const std::string& partnership, int projects) {
    Fill([&](test::TableFiller* tables) {
      for (int i = 0; i < projects; ++i) {
        v1::Project project;
        project.set_name(Concat(partnership, "/projects/p", i));
        project.set_title(Concat("Project ", i));
        project.set_current_end("2011-07");
        tables->Put(project);
        v1::Milestone milestone;
        milestone.set_name(Concat(partnership, "/milestones/m", i));
        milestone.set_title("M");
        milestone.set_project(project.name());
        milestone.mutable_due()->set_date("2011-07-10");
        tables->Put(milestone);
      }
    });
  }
};

TEST_F(OverviewCostsTest, MoreWorkCostsNoMoreStatements) {
  ExpectGrowth("partnerships/few", "partnerships/more", 400, {15, 0}, [](const Records& records) {
    v1::GetOverviewRequest request;
    request.set_parent(records.parent());
    request.set_since("2011-05-01");
    const auto overview = ReadOverview(records, request);
    if (overview.ok()) EXPECT_GE(overview->due_total(), 20);
    return overview.status();
  });
}

}  // namespace
}  // namespace concordat::programme

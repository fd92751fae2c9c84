#include "programme-service/src/calendar_methods.h"

#include <absl/strings/str_replace.h>
#include <gmock/gmock.h>
#include <google/api/httpbody.pb.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "concordat/programme/v1/board.pb.h"
#include "concordat/programme/v1/calendar.pb.h"
#include "concordat/programme/v1/council.pb.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "programme-service/src/calendar_events.h"
#include "programme-service/src/resources.h"
#include "tests/support/programme_samples.h"
#include "tests/support/record_calls.h"
#include "tests/support/resource_testing.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr char kNorth[] = "partnerships/north";
constexpr char kDay[] = "2010-01-01";
constexpr absl::CivilDay kFirst(2010, 1, 1);

std::vector<std::string> Told(const CalendarRecords& records) {
  std::vector<std::string> told;
  for (const CalendarEvent& event : EventsOf(records, kFirst)) {
    told.push_back(Concat(absl::FormatCivilTime(event.first), " ", event.uid, " ", event.summary,
                          event.status == CalendarEvent::Status::kTentative   ? " tentative"
                          : event.status == CalendarEvent::Status::kCancelled ? " cancelled"
                                                                              : ""));
  }
  return told;
}

TEST(CalendarEventsTest, TellsMeetingsPapersReturnsAndDeadlines) {
  CalendarRecords records;
  records.titles["p"] = "June";
  records.meetings = {
      Parse<v1::Meeting>(R"(uid: "m" title: "Board" held: "2010-06" papers_due: "2010-05-20")")};
  records.returns = {
      Parse<v1::Return>(R"(uid: "r" reporting_period: "p" due: "2010-05-10" state: STATE_DUE)"),
      Parse<v1::Return>(R"(uid: "s" due: "2010-05-10" state: STATE_SUBMITTED)")};
  records.periods = {
      Parse<v1::ReportingPeriod>(R"(uid: "o" title: "May" returns_due: "2010-05-11")"),
      Parse<v1::ReportingPeriod>(R"(uid: "f" returns_due: "2010-05-11" state: STATE_FROZEN)")};
  records.milestones = {
      Parse<v1::Milestone>(
          R"(uid: "c" title: "Go live" due { date: "2010-07-01" } state: STATE_CANCELLED)"),
      Parse<v1::Milestone>(R"(uid: "d" due { date: "2010-07-01" } reached: "2010-06")")};
  records.actions = {Parse<v1::Action>(
      R"(uid: "a" title: "Agile working" deadlines { what: "Ph 1" due { date: "2010-08-01" } }
         deadlines { due { } } deadlines { due { date: "2009-12-31" } })")};
  records.decisions = {Parse<v1::GateDecision>(
      R"(uid: "g" gate: "Stage 1" conditions { due { date: "2010-09-01" } state: CONDITION_STATE_MET }
         conditions { due { date: "2010-09-02" } state: CONDITION_STATE_OPEN })")};
  EXPECT_THAT(Told(records),
              ElementsAre("2010-05-10 r-due@concordat Return due: June",
                          "2010-05-11 o-returns@concordat Returns due: May",
                          "2010-05-20 m-papers@concordat Papers due: Board",
                          "2010-06-01 m-held@concordat Board tentative",
                          "2010-07-01 c-due@concordat Go live cancelled",
                          "2010-08-01 a-deadline-0@concordat Agile working: Ph 1",
                          "2010-09-02 g-condition-1@concordat Condition due: Stage 1"));
}

TEST(CalendarEventsTest, TellsNoMoreThanItsBound) {
  CalendarRecords records;
  for (size_t i = 0; i < kMostEvents + 5; ++i) {
    records.milestones.push_back(
        Parse<v1::Milestone>(Concat("uid: \"", i, "\" due { date: \"2010-07-01\" }")));
  }
  EXPECT_EQ(EventsOf(records, kFirst).size(), kMostEvents);
}

class CalendarsTest : public test::ResourcesTest {
 protected:
  CalendarsTest() : ResourcesTest("programme", ProgrammeResources()) {
    BindCalendars(ledger_, &methods_);
    Make<v1::Partnership>("", "partnerships", "north", R"(title: "North")");
    Make<v1::Council>("", "councils", "bury", R"(title: "Bury" kind: KIND_METROPOLITAN)");
    Make<v1::Board>(kNorth, "boards", "b", R"(title: "Board, the" members: "councils/bury")");
    Make<v1::Board>(kNorth, "boards", "other", R"(title: "Other")");
    Make<v1::Meeting>(kNorth, "meetings", "m", R"(title: "Item" held: "2010-06-30"
        board: "partnerships/north/boards/b")");
    Make<v1::Meeting>(kNorth, "meetings", "o", R"(title: "Other item" held: "2010-06-30"
        board: "partnerships/north/boards/other")");
    Make<v1::Project>(kNorth, "projects", "p", R"(title: "P" host_council: "councils/bury")");
    Make<v1::Milestone>(kNorth, "milestones", "x", R"(title: "Tower" due { date: "2010-07-01" }
        project: "partnerships/north/projects/p")");
  }

  template <typename Record>
  void Make(const std::string& parent, const std::string& collection, const std::string& id,
            const std::string& text) {
    caller_.deadline = test::Soon();
    EXPECT_THAT(calls_.Create(Parse<Record>(text), parent, collection, id, kDay), IsOk()) << id;
  }

  absl::StatusOr<google::api::HttpBody> Get(const std::string& subject,
                                            const std::string& first_day = "") {
    v1::GetCalendarRequest request;
    request.set_parent(kNorth);
    request.set_subject(subject);
    request.set_first_day(first_day);
    request.set_as_at("2010-06-01");
    return CallMethod<google::api::HttpBody>("Calendars.GetCalendar", request);
  }

  test::RecordCalls calls_{methods_, caller_, "concordat.programme.v1"};
};

TEST_F(CalendarsTest, ABoardAndACouncilHaveTheirs) {
  const auto board = Get("partnerships/north/boards/b");
  ASSERT_THAT(board, IsOk());
  EXPECT_EQ(board->content_type(), "text/calendar; charset=utf-8");
  EXPECT_THAT(board->data(), HasSubstr("NAME:Board\\, the\r\n"));
  EXPECT_THAT(board->data(), HasSubstr("SUMMARY:Item\r\nDESCRIPTION:Board\\, the\r\n"));
  EXPECT_THAT(board->data(), Not(HasSubstr("Tower")));
  const auto council = Get("councils/bury");
  ASSERT_THAT(council, IsOk());
  EXPECT_THAT(council->data(), HasSubstr("SUMMARY:Item\r\n"));
  EXPECT_THAT(council->data(), HasSubstr("SUMMARY:Tower\r\n"));
  EXPECT_THAT(council->data(), Not(HasSubstr("Other item")));
  EXPECT_THAT(Get("councils/bury", "2010-07-02")->data(), Not(HasSubstr("VEVENT")));
}

TEST_F(CalendarsTest, AnEventKeepsItsUidWhenItMoves) {
  const auto uid = [&] {
    const std::string text = Get("partnerships/north/boards/b")->data();
    const size_t at = text.find("UID:");
    return text.substr(at, text.find("\r\n", at) - at);
  };
  const std::string before = uid();
  caller_.deadline = test::Soon();
  EXPECT_THAT(calls_.Update(Parse<v1::Meeting>(R"(held: "2010-07-15")"), "meetings",
                            "partnerships/north/meetings/m", "held", "2010-05-01"),
              IsOk());
  EXPECT_EQ(uid(), before);
  EXPECT_THAT(Get("partnerships/north/boards/b")->data(), HasSubstr("DATE:20100715"));
}

TEST_F(CalendarsTest, WhatIsExemptStandsInNone) {
  caller_.deadline = test::Soon();
  EXPECT_THAT(calls_.Update(Parse<v1::Meeting>("marking: MARKING_EXEMPT"), "meetings",
                            "partnerships/north/meetings/m", "marking", "2010-05-01"),
              IsOk());
  caller_.roles = {Role::kReader};
  caller_.assertion = "a reader's";
  EXPECT_THAT(Get("partnerships/north/boards/b")->data(), Not(HasSubstr("Item")));
}

TEST_F(CalendarsTest, RefusesOthers) {
  EXPECT_THAT(Get("partnerships/north/projects/p"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Get("partnerships/south/boards/b"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Get("partnerships/north/boards/none"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Get("councils/none"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Get("councils/bury", "tomorrow"), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace concordat::programme

#include "programme-service/src/work_rules.h"

#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "tests/support/programme_samples.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using test::StatusIs;

TEST(CheckOneWork, AsksForJustOne) {
  EXPECT_THAT(CheckOneWork("p/1", "", "issue"), IsOk());
  EXPECT_THAT(CheckOneWork("", "l/1", "issue"), IsOk());
  const absl::Status neither = CheckOneWork("", "", "issue");
  ASSERT_EQ(ViolationsOf(neither).size(), 1);
  EXPECT_EQ(ViolationsOf(neither)[0].field, "issue.project");
  EXPECT_THAT(CheckOneWork("p/1", "l/1", "issue"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(CheckParticipation, BelongsToOnePieceOfWork) {
  auto part = Parse<v1::Participation>(R"(council: "councils/redditch" project: "p/1")");
  EXPECT_THAT(CheckParticipation(nullptr, &part), IsOk());
  part.set_live_service("l/1");
  EXPECT_THAT(CheckParticipation(nullptr, &part), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(CheckParticipation, MayBeInAServiceAreaOrAProgramme) {
  auto area = Parse<v1::Participation>(R"(council: "councils/chorley" service_area: "s/1")");
  EXPECT_THAT(CheckParticipation(nullptr, &area), IsOk());
  auto part = Parse<v1::Participation>(R"(council: "councils/chorley" programme: "p/1")");
  EXPECT_THAT(CheckParticipation(nullptr, &part), IsOk());
  part.set_project("p/1");
  const absl::Status both = CheckParticipation(nullptr, &part);
  ASSERT_EQ(ViolationsOf(both).size(), 1);
  EXPECT_EQ(ViolationsOf(both)[0].field, "participation.programme");
  part.clear_project();
  part.set_service_area("s/1");
  EXPECT_EQ(ViolationsOf(CheckParticipation(nullptr, &part))[0].field,
            "participation.service_area");
}

TEST(CheckIssue, IsClosedAfterItWasOpened) {
  auto issue = Parse<v1::Issue>(R"(project: "p/1" opened: "2011-05" closed: "2011-06-30")");
  EXPECT_THAT(CheckIssue(nullptr, &issue), IsOk());
  issue.set_closed("2011-04");
  EXPECT_THAT(CheckIssue(nullptr, &issue), StatusIs(absl::StatusCode::kInvalidArgument));
  issue.clear_project();
  EXPECT_THAT(CheckIssue(nullptr, &issue), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(CheckLesson, IsLearnedFromOnePieceOfWork) {
  auto lesson = Parse<v1::Lesson>(R"(title: "Evaluate posts early" project: "p/1")");
  EXPECT_THAT(CheckLesson(nullptr, &lesson), IsOk());
  lesson.set_live_service("l/1");
  const absl::Status both = CheckLesson(nullptr, &lesson);
  ASSERT_EQ(ViolationsOf(both).size(), 1);
  EXPECT_EQ(ViolationsOf(both)[0].field, "lesson.project");
  lesson.clear_project();
  lesson.clear_live_service();
  EXPECT_THAT(CheckLesson(nullptr, &lesson), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(WorkOf, IsTheOneThatIsGiven) {
  EXPECT_EQ(WorkOf(Parse<v1::Issue>(R"(project: "p/1")")), "p/1");
  EXPECT_EQ(WorkOf(Parse<v1::Issue>(R"(live_service: "l/1")")), "l/1");
}

}  // namespace
}  // namespace concordat::programme

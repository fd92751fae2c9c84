#include "programme-service/src/work_rules.h"

#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

TEST(CheckOneWork, AsksForJustOne) {
  EXPECT_TRUE(CheckOneWork("p/1", "", "issue").ok());
  EXPECT_TRUE(CheckOneWork("", "l/1", "issue").ok());
  const absl::Status neither = CheckOneWork("", "", "issue");
  ASSERT_EQ(ViolationsOf(neither).size(), 1);
  EXPECT_EQ(ViolationsOf(neither)[0].field, "issue.project");
  EXPECT_TRUE(absl::IsInvalidArgument(CheckOneWork("p/1", "l/1", "issue")));
}

TEST(CheckParticipation, BelongsToOnePieceOfWork) {
  auto part = Parse<v1::Participation>(R"(council: "councils/redditch" project: "p/1")");
  EXPECT_TRUE(CheckParticipation(nullptr, &part).ok());
  part.set_live_service("l/1");
  EXPECT_TRUE(absl::IsInvalidArgument(CheckParticipation(nullptr, &part)));
}

TEST(CheckIssue, IsClosedAfterItWasOpened) {
  auto issue = Parse<v1::Issue>(R"(project: "p/1" opened: "2011-05" closed: "2011-06-30")");
  EXPECT_TRUE(CheckIssue(nullptr, &issue).ok());
  issue.set_closed("2011-04");
  EXPECT_TRUE(absl::IsInvalidArgument(CheckIssue(nullptr, &issue)));
  issue.clear_project();
  EXPECT_TRUE(absl::IsInvalidArgument(CheckIssue(nullptr, &issue)));
}

TEST(CheckLesson, IsLearnedFromOnePieceOfWork) {
  auto lesson = Parse<v1::Lesson>(R"(title: "Evaluate posts early" project: "p/1")");
  EXPECT_TRUE(CheckLesson(nullptr, &lesson).ok());
  lesson.set_live_service("l/1");
  const absl::Status both = CheckLesson(nullptr, &lesson);
  ASSERT_EQ(ViolationsOf(both).size(), 1);
  EXPECT_EQ(ViolationsOf(both)[0].field, "lesson.project");
  lesson.clear_project();
  lesson.clear_live_service();
  EXPECT_TRUE(absl::IsInvalidArgument(CheckLesson(nullptr, &lesson)));
}

TEST(WorkOf, IsTheOneThatIsGiven) {
  EXPECT_EQ(WorkOf(Parse<v1::Issue>(R"(project: "p/1")")), "p/1");
  EXPECT_EQ(WorkOf(Parse<v1::Issue>(R"(live_service: "l/1")")), "l/1");
}

}  // namespace
}  // namespace concordat::programme

#include "programme-service/src/project_rules.h"

#include <gtest/gtest.h>

#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

TEST(CheckProject, EndsAfterItBegan) {
  auto project = Parse<v1::Project>(R"(start: "2010-03" baseline_end: "2012-03")");
  EXPECT_TRUE(CheckProject(nullptr, &project).ok());
  project.set_start("2012-04");
  EXPECT_TRUE(absl::IsInvalidArgument(CheckProject(nullptr, &project)));
}

TEST(CheckProject, HoldsForEachOfItsEnds) {
  auto planned = Parse<v1::Project>(R"(start: "2012" current_end: "2011")");
  EXPECT_TRUE(absl::IsInvalidArgument(CheckProject(nullptr, &planned)));
  auto ended = Parse<v1::Project>(R"(start: "2012" actual_end: "2011-12-31")");
  EXPECT_TRUE(absl::IsInvalidArgument(CheckProject(nullptr, &ended)));
}

TEST(CheckProject, MayEndSoonerThanPlanned) {
  auto project = Parse<v1::Project>(
      R"(start: "2010" baseline_end: "2012-03" current_end: "2011-12" actual_end: "2011-11-30")");
  EXPECT_TRUE(CheckProject(nullptr, &project).ok());
}

TEST(CheckProject, KeepsStatedDatesThatContradict) {
  auto project = Parse<v1::Project>(R"(start: "2010-03"
    stated_dates { what: "end" date: "2009" } stated_dates { what: "end" date: "2012-06" })");
  EXPECT_TRUE(CheckProject(nullptr, &project).ok());
}

}  // namespace
}  // namespace concordat::programme

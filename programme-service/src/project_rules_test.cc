#include "programme-service/src/project_rules.h"

#include <gtest/gtest.h>

#include "tests/support/programme_samples.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using test::StatusIs;

TEST(CheckProject, EndsAfterItBegan) {
  auto project = Parse<v1::Project>(R"(start: "2010-03" baseline_end: "2012-03")");
  EXPECT_THAT(CheckProject(nullptr, &project), IsOk());
  project.set_start("2012-04");
  EXPECT_THAT(CheckProject(nullptr, &project), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(CheckProject, HoldsForEachOfItsEnds) {
  auto planned = Parse<v1::Project>(R"(start: "2012" current_end: "2011")");
  EXPECT_THAT(CheckProject(nullptr, &planned), StatusIs(absl::StatusCode::kInvalidArgument));
  auto ended = Parse<v1::Project>(R"(start: "2012" actual_end: "2011-12-31")");
  EXPECT_THAT(CheckProject(nullptr, &ended), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(CheckProject, MayEndSoonerThanPlanned) {
  auto project = Parse<v1::Project>(
      R"(start: "2010" baseline_end: "2012-03" current_end: "2011-12" actual_end: "2011-11-30")");
  EXPECT_THAT(CheckProject(nullptr, &project), IsOk());
}

TEST(CheckProject, KeepsStatedDatesThatContradict) {
  auto project = Parse<v1::Project>(R"(start: "2010-03"
    stated_dates { what: "end" date: "2009" } stated_dates { what: "end" date: "2012-06" })");
  EXPECT_THAT(CheckProject(nullptr, &project), IsOk());
}

}  // namespace
}  // namespace concordat::programme

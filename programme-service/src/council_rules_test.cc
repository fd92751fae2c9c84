#include "programme-service/src/council_rules.h"

#include <gtest/gtest.h>

#include "tests/support/programme_samples.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using test::StatusIs;

TEST(CheckCouncil, TakesAReorganisation) {
  auto council = Parse<v1::Council>(R"(
    name: "councils/cheshire-east" established: "2009-04-01"
    predecessors: "councils/cheshire" predecessors: "councils/macclesfield")");
  EXPECT_THAT(CheckCouncil(nullptr, &council), IsOk());
}

TEST(CheckCouncil, IsNoHeirOfItself) {
  auto before = Parse<v1::Council>(R"(name: "councils/a" predecessors: "councils/a")");
  EXPECT_THAT(CheckCouncil(nullptr, &before), StatusIs(absl::StatusCode::kInvalidArgument));
  auto after = Parse<v1::Council>(R"(name: "councils/a" successors: "councils/a")");
  EXPECT_THAT(CheckCouncil(nullptr, &after), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(CheckCouncil, EndsAfterItBegan) {
  auto council = Parse<v1::Council>(R"(established: "1974-04-01" abolished: "1974-03")");
  EXPECT_THAT(CheckCouncil(nullptr, &council), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(CheckMembership, LeavesAfterItJoined) {
  auto member = Parse<v1::Membership>(R"(joined: "2009-06" left: "2011")");
  EXPECT_THAT(CheckMembership(nullptr, &member), IsOk());
  member.set_left("2008");
  EXPECT_THAT(CheckMembership(nullptr, &member), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace concordat::programme

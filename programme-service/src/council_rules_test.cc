#include "programme-service/src/council_rules.h"

#include <gtest/gtest.h>

#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

TEST(CheckCouncil, TakesAReorganisation) {
  auto council = Parse<v1::Council>(R"(
    name: "councils/cheshire-east" established: "2009-04-01"
    predecessors: "councils/cheshire" predecessors: "councils/macclesfield")");
  EXPECT_TRUE(CheckCouncil(nullptr, &council).ok());
}

TEST(CheckCouncil, IsNoHeirOfItself) {
  auto before = Parse<v1::Council>(R"(name: "councils/a" predecessors: "councils/a")");
  EXPECT_TRUE(absl::IsInvalidArgument(CheckCouncil(nullptr, &before)));
  auto after = Parse<v1::Council>(R"(name: "councils/a" successors: "councils/a")");
  EXPECT_TRUE(absl::IsInvalidArgument(CheckCouncil(nullptr, &after)));
}

TEST(CheckCouncil, EndsAfterItBegan) {
  auto council = Parse<v1::Council>(R"(established: "1974-04-01" abolished: "1974-03")");
  EXPECT_TRUE(absl::IsInvalidArgument(CheckCouncil(nullptr, &council)));
}

TEST(CheckMembership, LeavesAfterItJoined) {
  auto member = Parse<v1::Membership>(R"(joined: "2009-06" left: "2011")");
  EXPECT_TRUE(CheckMembership(nullptr, &member).ok());
  member.set_left("2008");
  EXPECT_TRUE(absl::IsInvalidArgument(CheckMembership(nullptr, &member)));
}

}  // namespace
}  // namespace concordat::programme

#include "programme-service/src/dependency_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "tests/support/programme_samples.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using absl::CivilDay;
using test::IsOk;
using test::StatusIs;

absl::Status Check(const std::string& predecessor, const std::string& successor) {
  v1::Dependency dependency;
  dependency.set_predecessor(predecessor);
  dependency.set_successor(successor);
  return CheckDependency(nullptr, &dependency);
}

TEST(DependencyRules, TieProjectsAndMilestones) {
  EXPECT_THAT(Check("partnerships/p/projects/a", "partnerships/p/milestones/b"), IsOk());
  EXPECT_THAT(Check("partnerships/p/programmes/a", "partnerships/p/milestones/b"),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Check("partnerships/p/projects/a", "b"),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Check("partnerships/p/projects/a", "partnerships/p/projects/a"),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

const CivilDay kFirst(2010, 1, 1), kEver(9999, 12, 31);

Tied Between(const std::string& name, const std::string& a, const std::string& b, int kind = 1,
             CivilDay from = kFirst, CivilDay to = kEver) {
  return {name, a, b, kind, from, to};
}

TEST(DependencyGraph, NamesARingInItsOrder) {
  const auto found = CheckGraph(
      {Between("1", "a", "b"), Between("2", "b", "c", 2), Between("3", "c", "a", 0)}, {"3"});
  EXPECT_EQ(ReasonOf(found.at("3")), kDependencyRing);
  EXPECT_TRUE(absl::IsFailedPrecondition(found.at("3")));
  EXPECT_EQ(ViolationsOf(found.at("3"))[0].description, "c → a → b → c");
}

TEST(DependencyGraph, IsNoRingWhereTheWaysAreOnOtherDays) {
  const CivilDay later(2011, 1, 1);
  EXPECT_THAT(CheckGraph({Between("1", "a", "b", 1, kFirst, later),
                          Between("2", "b", "a", 1, later, kEver)},
                         {"2"})
                  .at("2"),
              IsOk());
  EXPECT_THAT(CheckGraph({Between("1", "a", "b", 1, kFirst, later + 1),
                          Between("2", "b", "a", 1, later, kEver)},
                         {"2"})
                  .at("2"),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(DependencyGraph, LeavesWhatOnlyLeadsIntoARing) {
  const auto found = CheckGraph(
      {Between("1", "a", "b"), Between("2", "b", "c"), Between("3", "c", "b")}, {"1", "3"});
  EXPECT_THAT(found.at("1"), IsOk());
  EXPECT_EQ(ReasonOf(found.at("3")), kDependencyRing);
}

TEST(DependencyGraph, IsNoRingWhereEachWaitsForTheOther) {
  const int mutual = v1::Dependency::KIND_MUTUAL;
  const auto found = CheckGraph({Between("1", "a", "b", mutual), Between("2", "b", "a", mutual),
                                 Between("3", "b", "a"), Between("4", "a", "b", mutual)},
                                {"1", "2", "3", "4"});
  for (const auto& [name, status] : found) EXPECT_THAT(status, IsOk()) << name;
}

TEST(DependencyGraph, TiesTwoOnceInEachWay) {
  const auto found = CheckGraph(
      {Between("1", "a", "b"), Between("2", "a", "b"), Between("3", "a", "b", 3)}, {"2", "3"});
  EXPECT_EQ(ReasonOf(found.at("2")), kDependencyTwice);
  EXPECT_TRUE(absl::IsAlreadyExists(found.at("2")));
  EXPECT_THAT(found.at("3"), IsOk());
  EXPECT_THAT(CheckGraph({Between("1", "a", "b", 0), Between("2", "a", "b", 0)}, {"2"}).at("2"),
              IsOk())
      << "said in two places, and not how";
}

}  // namespace
}  // namespace concordat::programme

#include "risk-service/src/risk_movement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "common/base/text.h"
#include "tests/support/risk_samples.h"

namespace concordat::risk {
namespace {

using testing::ElementsAre;
using testing::Pair;

std::optional<Stance> Stands(int likelihood, int impact, const std::string& matrix = "m") {
  return Stance{matrix, Assessed(likelihood, impact, 0)};
}

v1::MovementKind Kind(const std::optional<Stance>& before, const std::optional<Stance>& after) {
  return KindOf({"r", before, after});
}

TEST(KindOf, TellsWhatBecameOfARisk) {
  EXPECT_EQ(Kind({}, Stands(1, 2)), v1::MOVEMENT_KIND_NEW);
  EXPECT_EQ(Kind(Stands(1, 2), {}), v1::MOVEMENT_KIND_GONE);
  EXPECT_EQ(Kind(Stands(2, 4), Stands(3, 4)), v1::MOVEMENT_KIND_UP);
  EXPECT_EQ(Kind(Stands(1, 3), Stands(1, 2)), v1::MOVEMENT_KIND_DOWN);
  EXPECT_EQ(Kind(Stands(3, 2), Stands(2, 3)), v1::MOVEMENT_KIND_MOVED);
  EXPECT_EQ(Kind(Stands(2, 2), Stands(2, 2)), v1::MOVEMENT_KIND_UNSPECIFIED);
  EXPECT_EQ(Kind(Stands(1, 1), Stands(4, 4, "another")), v1::MOVEMENT_KIND_RESCALED)
      << "scores of two matrices are not held against one another";
}

TEST(MovementChoice, KeepsTheGreatestAndCountsAll) {
  MovementChoice choice(2);
  choice.Add({"g/risks/a", Stands(1, 2), Stands(1, 3)});
  choice.Add({"g/risks/b", Stands(4, 4), {}});
  choice.Add({"g/risks/c", {}, Stands(3, 3)});
  choice.Add({"g/risks/d", {}, Stands(3, 3)});
  choice.Add({"h/risks/e", Stands(4, 4), Stands(4, 4)});
  EXPECT_THAT(choice.Chosen(), ElementsAre(Pair("g/risks/b", v1::MOVEMENT_KIND_GONE),
                                           Pair("g/risks/c", v1::MOVEMENT_KIND_NEW)));
  EXPECT_EQ(choice.CountOf("g"), 4);
  EXPECT_EQ(choice.CountOf("h"), 0);
}

TEST(ComposeMovement, ShowsTheRiskAsItIsOrLastWas) {
  const v1::Risk before = BoardRisk(2, 2, 4, 8);
  v1::Risk after = BoardRisk(2, 3, 4, 12);
  after.set_title("As it is");
  const v1::RiskMovement moved = ComposeMovement(v1::MOVEMENT_KIND_UP, &before, &after);
  EXPECT_EQ(moved.title(), "As it is");
  EXPECT_EQ(moved.score_before(), 8);
  EXPECT_EQ(moved.score_after(), 12);
  const v1::RiskMovement gone = ComposeMovement(v1::MOVEMENT_KIND_GONE, &before, nullptr);
  EXPECT_EQ(gone.title(), before.title());
  EXPECT_FALSE(gone.has_after());
}

TEST(SortMovements, GoesByTheReferencesAsOneReadsThem) {
  std::vector<v1::RiskMovement> movements(2);
  movements[0].set_reference("10.");
  movements[1].set_reference("2.");
  SortMovements(&movements);
  EXPECT_EQ(movements[0].reference(), "2.");
}

}  // namespace
}  // namespace concordat::risk

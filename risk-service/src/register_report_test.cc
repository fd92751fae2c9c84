#include "risk-service/src/register_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "tests/support/risk_samples.h"

namespace concordat::risk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

RegisterBooks Books(std::vector<v1::Risk> risks) {
  return MakeBooks({{FourByFour()}, {BoardRegister()}, std::move(risks), {}});
}

std::vector<std::string> References(const v1::RegisterSection& section) {
  std::vector<std::string> references;
  for (const v1::RiskLine& line : section.risks()) references.push_back(line.reference());
  return references;
}

TEST(ComposeSections, OrdersByReferenceAndAddsBothTotals) {
  std::vector<v1::Risk> risks = BoardRisks();
  std::ranges::reverse(risks);
  const v1::RegisterSection section = ComposeSections(Books(risks)).at(0);
  EXPECT_THAT(References(section), ElementsAre("1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.",
                                               "10.", "11.", "12.", "13.", "14."));
  EXPECT_EQ(section.stated_total(), 84);
  EXPECT_EQ(section.computed_total(), 83);
  EXPECT_EQ(section.scored_both_ways(), 14);
  EXPECT_TRUE(section.risks(9).score_differs());
  EXPECT_FALSE(section.risks(8).score_differs());
  EXPECT_EQ(section.matrix().likelihoods(3).name(), "High");
}

TEST(ComposeSections, DrawsTheHeatMapOfThePaper) {
  const v1::RegisterSection section = ComposeSections(Books(BoardRisks())).at(0);
  std::vector<std::tuple<int, int, int>> cells;
  for (const v1::HeatMapCell& cell : section.heat_map()) {
    cells.emplace_back(cell.likelihood(), cell.impact(), cell.count());
  }
  using Cell = std::tuple<int, int, int>;
  EXPECT_THAT(cells,
              ElementsAre(Cell(3, 4, 1), Cell(3, 3, 2), Cell(2, 4, 2), Cell(3, 2, 2), Cell(2, 3, 2),
                          Cell(2, 2, 1), Cell(1, 3, 2), Cell(1, 2, 1), Cell(1, 1, 1)));
  EXPECT_THAT(section.heat_map(1).references(), ElementsAre("11.", "13."));
}

TEST(ComposeSections, LeavesClosedRisksOutAndCountsTheUnscored) {
  std::vector<v1::Risk> risks = {BoardRisk(1, 3, 2, 6), BoardRisk(2, 2, 2, 4),
                                 BoardRisk(3, 0, 0, 0)};
  risks[1].set_state(v1::RISK_STATE_CLOSED);
  const v1::RegisterSection section = ComposeSections(Books(risks)).at(0);
  EXPECT_THAT(References(section), ElementsAre("1.", "3."));
  EXPECT_EQ(section.stated_total(), 6);
  EXPECT_EQ(section.not_scored(), 1);
}

TEST(ComposeSections, NoCellHoldsARiskOfAnotherMatrix) {
  std::vector<v1::Risk> risks = {BoardRisk(1, 3, 2, 6), BoardRisk(2, 3, 2, 6)};
  risks[1].set_matrix("partnerships/p/matrices/other");
  const v1::RegisterSection section = ComposeSections(Books(risks)).at(0);
  ASSERT_EQ(section.heat_map_size(), 1);
  EXPECT_EQ(section.heat_map(0).count(), 1);
}

TEST(ComposeSections, GivesEachRiskItsTreatments) {
  v1::Treatment treatment;
  treatment.set_name(BoardRisk(1, 1, 1, 1).name() + "/treatments/t1");
  treatment.set_description("Meetings with leaders of all groups");
  const RegisterBooks books =
      MakeBooks({{FourByFour()}, {BoardRegister()}, BoardRisks(), {treatment}});
  const v1::RegisterSection section = ComposeSections(books).at(0);
  ASSERT_EQ(section.risks(0).treatments_size(), 1);
  EXPECT_EQ(section.risks(0).treatments(0).description(), treatment.description());
  EXPECT_EQ(section.risks(1).treatments_size(), 0);
}

TEST(ComposeMovements, TellsWhatBecameOfEachRisk) {
  std::vector<v1::Risk> before = {BoardRisk(1, 3, 2, 6), BoardRisk(2, 2, 4, 8),
                                  BoardRisk(3, 1, 3, 3), BoardRisk(4, 2, 2, 4),
                                  BoardRisk(10, 1, 2, 2)};
  std::vector<v1::Risk> after = {BoardRisk(1, 2, 3, 6), BoardRisk(2, 3, 4, 12),
                                 BoardRisk(3, 1, 2, 2), BoardRisk(4, 2, 2, 4),
                                 BoardRisk(5, 2, 3, 6)};
  const v1::RegisterSection then = ComposeSections(Books(before)).at(0);
  const v1::RegisterSection now = ComposeSections(Books(after)).at(0);
  std::vector<std::pair<std::string, v1::MovementKind>> kinds;
  for (const v1::RiskMovement& movement : ComposeMovements(&then, now)) {
    kinds.emplace_back(movement.reference(), movement.kind());
  }
  using Kind = std::pair<std::string, v1::MovementKind>;
  EXPECT_THAT(kinds,
              ElementsAre(Kind("1.", v1::MOVEMENT_KIND_MOVED), Kind("2.", v1::MOVEMENT_KIND_UP),
                          Kind("3.", v1::MOVEMENT_KIND_DOWN), Kind("5.", v1::MOVEMENT_KIND_NEW),
                          Kind("10.", v1::MOVEMENT_KIND_GONE)));
}

TEST(ComposeMovements, ScoresOfTwoMatricesAreNotHeldAgainstOneAnother) {
  std::vector<v1::Risk> after = {BoardRisk(1, 4, 4, 16)};
  after[0].set_matrix("partnerships/p/matrices/other");
  const v1::RegisterSection then = ComposeSections(Books({BoardRisk(1, 1, 1, 1)})).at(0);
  const v1::RegisterSection now = ComposeSections(Books(after)).at(0);
  EXPECT_EQ(ComposeMovements(&then, now).at(0).kind(), v1::MOVEMENT_KIND_RESCALED);
  EXPECT_THAT(ComposeMovements(&now, now), IsEmpty());
}

}  // namespace
}  // namespace concordat::risk

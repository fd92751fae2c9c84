#include "risk-service/src/register_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "tests/support/risk_findings.h"
#include "tests/support/risk_samples.h"

namespace concordat::risk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The section of a register of which every open risk is a line.
v1::RegisterSection Section(std::vector<v1::Risk> risks,
                            std::vector<v1::Treatment> treatments = {}) {
  std::erase_if(risks, [](const v1::Risk& risk) { return !IsOpen(risk); });
  RegisterBook book = MakeBooks({BoardRegister()}, std::move(risks), std::move(treatments)).at(0);
  book.standings = StandingsOf(book.risks);
  return ComposeSection(book, ByName({FourByFour()}));
}

std::vector<std::string> References(const v1::RegisterSection& section) {
  std::vector<std::string> references;
  for (const v1::RiskLine& line : section.risks()) references.push_back(line.reference());
  return references;
}

TEST(ComposeSection, OrdersByReferenceAndAddsBothTotals) {
  std::vector<v1::Risk> risks = BoardRisks();
  std::ranges::reverse(risks);
  const v1::RegisterSection section = Section(risks);
  EXPECT_THAT(References(section), ElementsAre("1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.",
                                               "10.", "11.", "12.", "13.", "14."));
  EXPECT_EQ(section.stated_total(), 84);
  EXPECT_EQ(section.computed_total(), 83);
  EXPECT_EQ(section.scored_both_ways(), 14);
  EXPECT_TRUE(section.risks(9).score_differs());
  EXPECT_FALSE(section.risks(8).score_differs());
  EXPECT_EQ(section.matrix().likelihoods(3).name(), "High");
}

TEST(ComposeSection, DrawsTheHeatMapOfThePaper) {
  const v1::RegisterSection section = Section(BoardRisks());
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

TEST(ComposeSection, LeavesClosedRisksOutAndCountsTheUnscored) {
  std::vector<v1::Risk> risks = {BoardRisk(1, 3, 2, 6), BoardRisk(2, 2, 2, 4),
                                 BoardRisk(3, 0, 0, 0)};
  risks[1].set_state(v1::RISK_STATE_CLOSED);
  const v1::RegisterSection section = Section(risks);
  EXPECT_THAT(References(section), ElementsAre("1.", "3."));
  EXPECT_EQ(section.stated_total(), 6);
  EXPECT_EQ(section.not_scored(), 1);
}

TEST(ComposeSection, NoCellHoldsARiskOfAnotherMatrix) {
  std::vector<v1::Risk> risks = {BoardRisk(1, 3, 2, 6), BoardRisk(2, 3, 2, 6)};
  risks[1].set_matrix("partnerships/p/matrices/other");
  const v1::RegisterSection section = Section(risks);
  ASSERT_EQ(section.heat_map_size(), 1);
  EXPECT_EQ(section.heat_map(0).count(), 1);
}

TEST(ComposeSection, GivesEachRiskItsTreatments) {
  v1::Treatment treatment;
  treatment.set_name(BoardRisk(1, 1, 1, 1).name() + "/treatments/t1");
  treatment.set_description("Meetings with leaders of all groups");
  const v1::RegisterSection section = Section(BoardRisks(), {treatment});
  ASSERT_EQ(section.risks(0).treatments_size(), 1);
  EXPECT_EQ(section.risks(0).treatments(0).description(), treatment.description());
  EXPECT_EQ(section.risks(1).treatments_size(), 0);
}

TEST(ComposeSection, FiguresAreOfAllRisksAndNamesOfLines) {
  RegisterBook book = MakeBooks({BoardRegister()}, {BoardRisk(1, 3, 2, 6)}, {}).at(0);
  book.standings = {{kMatrixName, Assessed(3, 2, 6), 40}, {kMatrixName, Assessed(2, 2, 5), 2}};
  const v1::RegisterSection section = ComposeSection(book, ByName({FourByFour()}));
  EXPECT_EQ(section.risks_left_out(), 41);
  EXPECT_EQ(section.stated_total(), 250);
  EXPECT_EQ(section.computed_total(), 248);
  EXPECT_TRUE(section.totals_differ());
  ASSERT_EQ(section.heat_map_size(), 2);
  EXPECT_EQ(section.heat_map(0).count(), 40);
  EXPECT_THAT(section.heat_map(0).references(), ElementsAre("1."));
  EXPECT_THAT(section.heat_map(1).references(), IsEmpty());
}

TEST(ChooseRegisters, KeepsThoseWithTheGreatestScores) {
  const std::vector<RegisterOutline> outlines = {{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}};
  const auto scored = [](int score, int64_t count) {
    return Standing{"", Assessed(0, 0, score), count};
  };
  const StandingsByRegister standings = {{"a", {scored(4, 50), scored(12, 1)}},
                                         {"b", {scored(12, 2)}},
                                         {"d", {scored(12, 1), scored(6, 1)}}};
  EXPECT_THAT(ChooseRegisters(outlines, standings, 4), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(ChooseRegisters(outlines, standings, 3), ElementsAre("a", "b", "d"));
  EXPECT_THAT(ChooseRegisters(outlines, standings, 2), ElementsAre("b", "d"));
  EXPECT_THAT(ChooseRegisters(outlines, standings, 1), ElementsAre("b"));
}

}  // namespace
}  // namespace concordat::risk

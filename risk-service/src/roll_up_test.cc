#include "risk-service/src/roll_up.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/base/text.h"
#include "tests/support/risk_samples.h"

namespace concordat::risk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A matrix of its own size with bands that end at the scores given.
v1::Matrix Scale(const std::string& id, int likelihoods, int impacts,
                 const std::vector<std::pair<std::string, int>>& bands) {
  v1::Matrix matrix;
  matrix.set_name("partnerships/p/matrices/" + id);
  matrix.set_title(id);
  matrix.set_version(1);
  for (int rank = 1; rank <= likelihoods; ++rank) {
    v1::Level* level = matrix.add_likelihoods();
    level->set_rank(rank);
    level->set_name(Concat("L", rank));
  }
  for (int rank = 1; rank <= impacts; ++rank) {
    v1::Level* level = matrix.add_impacts();
    level->set_rank(rank);
    level->set_name(Concat("I", rank));
  }
  int lowest = 1;
  for (const auto& [rating, highest] : bands) {
    AddBand(&matrix, rating, lowest, highest);
    lowest = highest + 1;
  }
  return matrix;
}

Standing Stands(const v1::Matrix& matrix, int likelihood, int impact, int64_t count) {
  Standing standing;
  standing.matrix = matrix.name();
  standing.current = Assessed(likelihood, impact, 0);
  standing.count = count;
  return standing;
}

std::string Register(const std::string& id) { return "partnerships/p/registers/" + id; }

// Four scales beside one another: 3 × 3, 4 × 4, 5 × 5 and one with more levels of impact than
// of likelihood.
class RollUpTest : public testing::Test {
 protected:
  const v1::Matrix three_ = Scale("three", 3, 3, {{"Low", 2}, {"Medium", 4}, {"High", 9}});
  const v1::Matrix four_ = Scale("four", 4, 4, {{"Green", 3}, {"Amber", 8}, {"Red", 16}});
  const v1::Matrix five_ =
      Scale("five", 5, 5, {{"Low", 4}, {"Medium", 9}, {"High", 15}, {"Extreme", 25}});
  const v1::Matrix wide_ = Scale("wide", 3, 6, {{"Low", 5}, {"High", 18}});
  const Matrices matrices_ = ByName({three_, four_, five_, wide_});
};

std::vector<std::string> Ratings(const v1::RiskRollUp& roll_up) {
  std::vector<std::string> words;
  for (const auto& one : roll_up.ratings()) words.push_back(Concat(one.rating(), " ", one.count()));
  return words;
}

std::vector<std::string> Places(const auto& places) {
  std::vector<std::string> words;
  for (const v1::PlaceCount& one : places) {
    words.push_back(Concat(one.place(), " of ", one.of(), ": ", one.count()));
  }
  return words;
}

TEST_F(RollUpTest, CountsWordsAndPlacesOfEachScaleAndNeverAddsScores) {
  const RegisterTree tree({{Register("a"), "A", ""}});
  const StandingsByRegister standings = {{Register("a"),
                                          {Stands(three_, 3, 3, 1), Stands(four_, 3, 3, 2),
                                           Stands(five_, 3, 3, 4), Stands(wide_, 3, 3, 8)}}};
  const v1::RiskRollUp roll_up = ComposeRollUp(tree, "", standings, matrices_);
  EXPECT_EQ(roll_up.open_risks(), 15);
  // Nine is the gravest of 3 × 3, red of 4 × 4 and in the middle of 5 × 5.
  EXPECT_THAT(Ratings(roll_up), ElementsAre("High 9", "Medium 4", "Red 2"));
  EXPECT_THAT(Places(roll_up.places()), ElementsAre("1 of 2: 8", "1 of 3: 3", "3 of 4: 4"));
  ASSERT_EQ(roll_up.matrices_size(), 4);
  EXPECT_EQ(roll_up.matrices(0).matrix().matrix(), five_.name());
  EXPECT_THAT(roll_up.matrices(0).counts(), ElementsAre(0, 4, 0, 0));
  EXPECT_EQ(roll_up.matrices(3).matrix().impacts_size(), 6);
}

TEST_F(RollUpTest, WhatCannotBeRatedIsCountedApart) {
  const v1::Matrix bare = FourByFour();
  Standing printed;
  printed.current = Assessed(0, 0, 5);
  printed.count = 3;
  Standing named;
  named.matrix = four_.name();
  named.count = 2;
  Standing gone = Stands(four_, 1, 1, 7);
  gone.matrix = "partnerships/p/matrices/deleted";
  const StandingsByRegister standings = {
      {Register("a"), {printed, named, gone, Stands(bare, 2, 2, 1)}}};
  const v1::RiskRollUp roll_up =
      ComposeRollUp(RegisterTree({{Register("a"), "A", ""}}), "", standings, ByName({bare, four_}));
  EXPECT_EQ(roll_up.not_scored(), 2);
  EXPECT_EQ(roll_up.without_matrix(), 10);
  EXPECT_EQ(roll_up.without_rating(), 1);
  EXPECT_THAT(roll_up.ratings(), IsEmpty());
  EXPECT_THAT(roll_up.places(), IsEmpty());
}

TEST_F(RollUpTest, ARegisterHasAllThatReportsIntoIt) {
  const RegisterTree tree({{Register("top"), "Top", ""},
                           {Register("mid"), "Mid", Register("top")},
                           {Register("low"), "Low", Register("mid")},
                           {Register("other"), "Other", Register("not-there")}});
  const StandingsByRegister standings = {{Register("top"), {Stands(four_, 1, 1, 1)}},
                                         {Register("low"), {Stands(three_, 3, 3, 2)}},
                                         {Register("other"), {Stands(five_, 5, 5, 1)}}};
  const v1::RiskRollUp all = ComposeRollUp(tree, "", standings, matrices_);
  ASSERT_EQ(all.registers_size(), 2) << "one whose parent is not there stands at the top";
  EXPECT_EQ(all.registers(0).register_(), Register("top")) << "two at the gravest place";
  EXPECT_EQ(all.registers(0).open_risks(), 3);
  EXPECT_EQ(all.registers(0).own_risks(), 1);
  EXPECT_EQ(all.registers(0).registers_below(), 2);
  const v1::RiskRollUp mid = ComposeRollUp(tree, Register("mid"), standings, matrices_);
  EXPECT_EQ(mid.open_risks(), 2);
  ASSERT_EQ(mid.registers_size(), 1);
  EXPECT_EQ(mid.registers(0).title(), "Low");
  EXPECT_EQ(ComposeRollUp(tree, Register("nobody"), standings, matrices_).open_risks(), 0);
}

TEST_F(RollUpTest, OfManyRegistersTheGravestAreShown) {
  std::vector<RegisterNode> nodes;
  StandingsByRegister standings;
  for (int i = 0; i < 502; ++i) {
    nodes.push_back({Register(Concat("r", 1000 + i)), "R", ""});
    standings[nodes.back().name] = {Stands(four_, 1, 1, 1)};
  }
  standings[nodes.back().name] = {Stands(four_, 4, 4, 1)};
  const v1::RiskRollUp roll_up = ComposeRollUp(RegisterTree(nodes), "", standings, matrices_);
  EXPECT_EQ(roll_up.registers_size(), 500);
  EXPECT_EQ(roll_up.registers_left_out(), 2);
  EXPECT_EQ(roll_up.registers(0).register_(), nodes.back().name);
  EXPECT_EQ(roll_up.open_risks(), 502);
}

RiskOnTwoDays Moved(const v1::Matrix& matrix, int before, int after, int impact = 4) {
  RiskOnTwoDays risk;
  risk.risk = "r";
  if (before > 0) risk.before = Stance{matrix.name(), Assessed(before, impact, 0)};
  if (after > 0) risk.after = Stance{matrix.name(), Assessed(after, impact, 0)};
  return risk;
}

TEST_F(RollUpTest, MovementCountsWhatBecameOfRisksAndMovesBetweenBands) {
  MovementCounts counts(matrices_);
  counts.Add(Moved(four_, 0, 2));
  counts.Add(Moved(four_, 2, 0));
  counts.Add(Moved(four_, 2, 4));
  counts.Add(Moved(four_, 3, 4));
  counts.Add(Moved(four_, 4, 2));
  counts.Add(Moved(four_, 2, 2));
  RiskOnTwoDays rescaled = Moved(four_, 2, 4);
  rescaled.before->matrix = five_.name();
  counts.Add(rescaled);
  v1::RiskRollUp roll_up;
  counts.AddTo(&roll_up);
  std::vector<std::string> kinds, moves;
  for (const auto& one : roll_up.movements()) {
    kinds.push_back(Concat(v1::MovementKind_Name(one.kind()), " ", one.count()));
  }
  for (const auto& one : roll_up.band_moves()) {
    moves.push_back(
        Concat(one.from(), " to ", one.to(), " ", one.count(), one.graver() ? " graver" : ""));
  }
  EXPECT_THAT(kinds, testing::UnorderedElementsAre("MOVEMENT_KIND_NEW 1", "MOVEMENT_KIND_GONE 1",
                                                   "MOVEMENT_KIND_UP 2", "MOVEMENT_KIND_DOWN 1",
                                                   "MOVEMENT_KIND_RESCALED 1"));
  EXPECT_THAT(moves, ElementsAre("Amber to Red 1 graver", "Red to Amber 1"))
      << "from 12 to 16 it stays red";
}

TEST_F(RollUpTest, AHeatMapHasEveryCellAndCountsWhatStandsInNone) {
  Standing printed;
  printed.current = Assessed(0, 0, 5);
  printed.count = 2;
  Standing named;
  named.count = 1;
  const v1::HeatMap map = ComposeHeatMap(wide_, {Stands(wide_, 3, 6, 4), Stands(wide_, 3, 6, 1),
                                                 Stands(wide_, 4, 1, 9), printed, named});
  ASSERT_EQ(map.cells_size(), 18);
  EXPECT_EQ(map.cells(0).likelihood(), 3);
  EXPECT_EQ(map.cells(0).impact(), 1);
  EXPECT_EQ(map.cells(0).rating(), "Low");
  EXPECT_EQ(map.cells(0).place(), 2);
  EXPECT_EQ(map.cells(5).count(), 5);
  EXPECT_EQ(map.cells(5).place(), 1);
  EXPECT_EQ(map.out_of_range(), 9);
  EXPECT_EQ(map.without_levels(), 2);
  EXPECT_EQ(map.not_scored(), 1);
}

}  // namespace
}  // namespace concordat::risk

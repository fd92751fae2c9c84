#include "risk-service/src/score_judgement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "tests/support/risk_samples.h"

namespace concordat::risk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(MatrixJudge, KnowsTheProductsOfTheRanksAndTheRanks) {
  const MatrixJudge judge(FourByFour());
  std::vector<int> possible;
  for (int score = 1; score <= 20; ++score) {
    if (!judge.IsImpossible(Assessed(0, 0, score))) possible.push_back(score);
  }
  EXPECT_THAT(possible, ElementsAre(1, 2, 3, 4, 6, 8, 9, 12, 16));
  EXPECT_FALSE(judge.IsImpossible(Assessed(5, 5, 0))) << "nothing is printed";
  EXPECT_FALSE(judge.IsOutOfRange(Assessed(4, 4, 16)));
  EXPECT_TRUE(judge.IsOutOfRange(Assessed(5, 4, 20)));
  EXPECT_TRUE(judge.IsOutOfRange(Assessed(4, 5, 20)));
  EXPECT_FALSE(judge.IsOutOfRange(Assessed(0, 0, 99)));
}

TEST(ScoreDiffers, OnlyWhereBothAreStated) {
  EXPECT_TRUE(ScoreDiffers(Assessed(1, 1, 2)));
  EXPECT_FALSE(ScoreDiffers(Assessed(2, 3, 6)));
  EXPECT_FALSE(ScoreDiffers(Assessed(2, 3, 0)));
  EXPECT_FALSE(ScoreDiffers(Assessed(0, 0, 16)));
}

TEST(RatingOf, IsTheCellsOwnBeforeThatOfTheBand) {
  v1::Matrix matrix = FourByFour();
  EXPECT_EQ(RatingOf(matrix, Assessed(1, 4, 4)), "") << "the matrix names no ratings";
  AddBand(&matrix, "Low", 1, 4);
  AddBand(&matrix, "High", 5, 16);
  EXPECT_EQ(RatingOf(matrix, Assessed(2, 2, 4)), "Low");
  EXPECT_EQ(RatingOf(matrix, Assessed(0, 0, 9)), "High");
  EXPECT_EQ(RatingOf(matrix, Assessed(0, 0, 0)), "");
  v1::Cell* cell = matrix.add_cells();
  cell->set_likelihood(1);
  cell->set_impact(4);
  cell->set_rating("High");
  EXPECT_EQ(RatingOf(matrix, Assessed(1, 4, 4)), "High");
}

TEST(IsAboveAppetite, GoesByTheCategoryBeforeTheRest) {
  v1::Matrix matrix = FourByFour();
  EXPECT_FALSE(IsAboveAppetite(matrix, "Legal", Assessed(4, 4, 16)));
  matrix.add_appetites()->set_highest_score(9);
  v1::Appetite* legal = matrix.add_appetites();
  legal->set_category("Legal");
  legal->set_highest_score(3);
  EXPECT_TRUE(IsAboveAppetite(matrix, "Legal", Assessed(2, 2, 4)));
  EXPECT_FALSE(IsAboveAppetite(matrix, "Financial", Assessed(3, 3, 9)));
  EXPECT_TRUE(IsAboveAppetite(matrix, "Financial", Assessed(3, 4, 12)));
}

// Salford's ten scores: 5 and 10 rule out a 4 × 4 matrix.
TEST(SmallestSquare, SaysWhatScoresRuleOut) {
  const std::set<int32_t> scores = {5, 6, 8, 10, 12, 16};
  EXPECT_EQ(SmallestSquare(scores), 5);
  EXPECT_THAT(ImpossibleInSquare(scores, 4), ElementsAre(5, 10));
  EXPECT_THAT(ImpossibleInSquare(scores, 5), IsEmpty());
}

// As many steps as the score is great would take minutes here.
TEST(SmallestSquare, OfAGreatPrimeTakesStepsOfItsRoot) {
  const int32_t prime = 2'147'483'647;
  EXPECT_EQ(SmallestSquare({7, prime}), prime);
  EXPECT_THAT(ImpossibleInSquare({7, prime}, prime - 1), ElementsAre(prime));
}

TEST(SmallestSquare, HoldsEachScoreAndNoSmallerOneDoes) {
  EXPECT_EQ(SmallestSquare({}), 1);
  for (int32_t score = 1; score <= 400; ++score) {
    int32_t side = 1;
    const auto has = [score](int32_t n) {
      for (int32_t rank = 1; rank <= n; ++rank) {
        if (score % rank == 0 && score / rank <= n) return true;
      }
      return false;
    };
    while (!has(side)) ++side;
    EXPECT_EQ(SmallestSquare({score}), side) << score;
  }
}

}  // namespace
}  // namespace concordat::risk

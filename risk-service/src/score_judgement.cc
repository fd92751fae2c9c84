#include "risk-service/src/score_judgement.h"

#include <algorithm>

namespace concordat::risk {
namespace {

// The side of the smallest square matrix with the score: the lesser of its two ranks is
// at most its root, so that this takes no more steps than that.
int32_t SideOf(int32_t score) {
  int32_t side = score;
  for (int64_t rank = 2; rank * rank <= score; ++rank) {
    if (score % rank == 0) side = static_cast<int32_t>(score / rank);
  }
  return side;
}

}  // namespace

bool HasLevels(const v1::Assessment& assessment) {
  return assessment.likelihood() > 0 && assessment.impact() > 0;
}

bool IsScored(const v1::Assessment& assessment) {
  return HasLevels(assessment) || assessment.stated_score() > 0;
}

int32_t ScoreOf(const v1::Assessment& assessment) {
  return HasLevels(assessment) ? assessment.computed_score() : assessment.stated_score();
}

bool ScoreDiffers(const v1::Assessment& assessment) {
  return HasLevels(assessment) && assessment.stated_score() > 0 &&
         assessment.stated_score() != assessment.computed_score();
}

bool HasRank(const google::protobuf::RepeatedPtrField<v1::Level>& levels, int32_t rank) {
  return std::ranges::any_of(levels,
                             [rank](const v1::Level& level) { return level.rank() == rank; });
}

MatrixJudge::MatrixJudge(const v1::Matrix& matrix) {
  for (const v1::Level& level : matrix.likelihoods()) likelihoods_.insert(level.rank());
  for (const v1::Level& level : matrix.impacts()) impacts_.insert(level.rank());
  for (const int32_t likelihood : likelihoods_) {
    for (const int32_t impact : impacts_) scores_.insert(likelihood * impact);
  }
}

bool MatrixJudge::IsImpossible(const v1::Assessment& assessment) const {
  return assessment.stated_score() != 0 && !scores_.contains(assessment.stated_score());
}

bool MatrixJudge::IsOutOfRange(const v1::Assessment& assessment) const {
  return HasLevels(assessment) && (!likelihoods_.contains(assessment.likelihood()) ||
                                   !impacts_.contains(assessment.impact()));
}

std::string RatingOf(const v1::Matrix& matrix, const v1::Assessment& assessment) {
  if (!IsScored(assessment)) return "";
  for (const v1::Cell& cell : matrix.cells()) {
    if (cell.likelihood() == assessment.likelihood() && cell.impact() == assessment.impact()) {
      return cell.rating();
    }
  }
  const int32_t score = ScoreOf(assessment);
  for (const v1::Band& band : matrix.bands()) {
    if (band.lowest_score() <= score && score <= band.highest_score()) return band.rating();
  }
  return "";
}

RatingPlace PlaceOf(const v1::Matrix& matrix, const std::string& rating) {
  const int32_t of = matrix.bands_size();
  for (int32_t i = 0; i < of; ++i) {
    if (matrix.bands(i).rating() == rating) return {of - i, of};
  }
  return {0, of};
}

int32_t CycleOf(const v1::Matrix& matrix, const v1::Assessment& assessment) {
  const std::string rating = RatingOf(matrix, assessment);
  int32_t days = 0;
  for (const v1::ReviewCycle& cycle : matrix.review_cycles()) {
    if (cycle.rating() == rating) return cycle.days();
    if (cycle.rating().empty()) days = cycle.days();
  }
  return days;
}

namespace {

// The greatest score that is accepted of a category; 0 where none is stated.
int32_t AppetiteFor(const v1::Matrix& matrix, const std::string& category) {
  int32_t highest = 0;
  for (const v1::Appetite& appetite : matrix.appetites()) {
    if (appetite.category() == category) return appetite.highest_score();
    if (appetite.category().empty()) highest = appetite.highest_score();
  }
  return highest;
}

}  // namespace

bool StatesAppetite(const v1::Matrix& matrix, const std::string& category) {
  return AppetiteFor(matrix, category) > 0;
}

bool IsAboveAppetite(const v1::Matrix& matrix, const std::string& category,
                     const v1::Assessment& assessment) {
  const int32_t highest = AppetiteFor(matrix, category);
  return highest > 0 && ScoreOf(assessment) > highest;
}

std::set<int32_t> ImpossibleInSquare(const std::set<int32_t>& scores, int32_t n) {
  std::set<int32_t> impossible;
  for (const int32_t score : scores) {
    if (SideOf(score) > n) impossible.insert(score);
  }
  return impossible;
}

int32_t SmallestSquare(const std::set<int32_t>& scores) {
  int32_t n = 1;
  for (const int32_t score : scores) n = std::max(n, SideOf(score));
  return n;
}

}  // namespace concordat::risk

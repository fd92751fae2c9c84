// What a matrix makes of levels and scores. A score is always the product of
// the two ranks; rating words are the matrix's own.
#ifndef CONCORDAT_RISK_SERVICE_SCORE_JUDGEMENT_H_
#define CONCORDAT_RISK_SERVICE_SCORE_JUDGEMENT_H_

#include <cstdint>
#include <set>
#include <string>

#include "concordat/risk/v1/matrix.pb.h"
#include "concordat/risk/v1/risk.pb.h"

namespace concordat::risk {

// True when likelihood and impact are both stated.
bool HasLevels(const v1::Assessment& assessment);

// True when it holds levels or a printed score.
bool IsScored(const v1::Assessment& assessment);

// The score to go by: computed where there are levels, else as printed.
int32_t ScoreOf(const v1::Assessment& assessment);

// True when the printed score is not what the levels give.
bool ScoreDiffers(const v1::Assessment& assessment);

// True when the rank is one of the levels'.
bool HasRank(const google::protobuf::RepeatedPtrField<v1::Level>& levels, int32_t rank);

// What a matrix can give.
class MatrixJudge {
 public:
  explicit MatrixJudge(const v1::Matrix& matrix);

  // True for a printed score that no cell gives.
  bool IsImpossible(const v1::Assessment& assessment) const;
  bool HasLikelihood(int32_t rank) const { return likelihoods_.contains(rank); }
  // True for levels of which the matrix does not have one.
  bool IsOutOfRange(const v1::Assessment& assessment) const;

 private:
  std::set<int32_t> likelihoods_, impacts_, scores_;
};

// The rating word: the cell's own, or that of the score's band; empty where the
// matrix names none.
std::string RatingOf(const v1::Matrix& matrix, const v1::Assessment& assessment);

// The place of a rating word in the order of the matrix, from the gravest, and how many bands
// the order has; the place is 0 for a word that it does not have.
struct RatingPlace {
  int32_t place = 0;
  int32_t of = 0;
  auto operator<=>(const RatingPlace&) const = default;
};
RatingPlace PlaceOf(const v1::Matrix& matrix, const std::string& rating);

// Days from one review to the next of a risk that is assessed so; 0 where none are stated.
int32_t CycleOf(const v1::Matrix& matrix, const v1::Assessment& assessment);

// True when the matrix states a greatest score for the category, or for all that have no
// line of their own.
bool StatesAppetite(const v1::Matrix& matrix, const std::string& category);

// True when the score is above the appetite for the category.
bool IsAboveAppetite(const v1::Matrix& matrix, const std::string& category,
                     const v1::Assessment& assessment);

// The smallest n for which every score is a cell of an n × n matrix.
int32_t SmallestSquare(const std::set<int32_t>& scores);

// The scores that no cell of an n × n matrix gives.
std::set<int32_t> ImpossibleInSquare(const std::set<int32_t>& scores, int32_t n);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_SCORE_JUDGEMENT_H_

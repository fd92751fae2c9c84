// Small records for tests of the risk rules.
#ifndef CONCORDAT_TESTS_SUPPORT_RISK_SAMPLES_H_
#define CONCORDAT_TESTS_SUPPORT_RISK_SAMPLES_H_

#include <string>
#include <vector>

#include "concordat/risk/v1/matrix.pb.h"
#include "concordat/risk/v1/register.pb.h"
#include "concordat/risk/v1/risk.pb.h"

namespace concordat::risk {

inline constexpr char kMatrixName[] = "partnerships/p/matrices/board-v1";
inline constexpr char kRegisterName[] = "partnerships/p/registers/board";

// The Shared Service Board's matrix, which names no ratings.
inline v1::Matrix FourByFour() {
  v1::Matrix matrix;
  matrix.set_name(kMatrixName);
  matrix.set_title("Shared Service Board");
  matrix.set_version(1);
  const char* const likelihoods[] = {"Low", "Medium", "Significant", "High"};
  const char* const impacts[] = {"Low", "Marginal", "Major", "Critical"};
  for (int rank = 1; rank <= 4; ++rank) {
    v1::Level* likelihood = matrix.add_likelihoods();
    likelihood->set_rank(rank);
    likelihood->set_name(likelihoods[rank - 1]);
    v1::Level* impact = matrix.add_impacts();
    impact->set_rank(rank);
    impact->set_name(impacts[rank - 1]);
  }
  return matrix;
}

inline void AddBand(v1::Matrix* matrix, const std::string& rating, int lowest, int highest) {
  v1::Band* band = matrix->add_bands();
  band->set_rating(rating);
  band->set_lowest_score(lowest);
  band->set_highest_score(highest);
}

inline v1::Assessment Assessed(int likelihood, int impact, int stated) {
  v1::Assessment assessment;
  assessment.set_likelihood(likelihood);
  assessment.set_impact(impact);
  assessment.set_stated_score(stated);
  assessment.set_computed_score(likelihood * impact);
  return assessment;
}

inline v1::Register BoardRegister() {
  v1::Register record;
  record.set_name(kRegisterName);
  record.set_title("Risks");
  record.set_matrix(kMatrixName);
  return record;
}

inline v1::Risk BoardRisk(int number, int likelihood, int impact, int stated) {
  v1::Risk risk;
  risk.set_name(std::string(kRegisterName) + "/risks/r" + std::to_string(number));
  risk.set_reference(std::to_string(number) + ".");
  risk.set_title("Risk number " + std::to_string(number));
  risk.set_matrix(kMatrixName);
  *risk.mutable_current() = Assessed(likelihood, impact, stated);
  return risk;
}

// The fourteen risks of the paper's Appendix B.
inline std::vector<v1::Risk> BoardRisks() {
  const int scores[14][3] = {{3, 2, 6},  {2, 4, 8}, {1, 3, 3}, {2, 2, 4}, {2, 3, 6},
                             {3, 4, 12}, {1, 3, 3}, {1, 2, 2}, {3, 2, 6}, {1, 1, 2},
                             {3, 3, 9},  {2, 3, 6}, {3, 3, 9}, {2, 4, 8}};
  std::vector<v1::Risk> risks;
  for (int i = 0; i < 14; ++i) {
    risks.push_back(BoardRisk(i + 1, scores[i][0], scores[i][1], scores[i][2]));
  }
  return risks;
}

}  // namespace concordat::risk

#endif  // CONCORDAT_TESTS_SUPPORT_RISK_SAMPLES_H_

// Quantiles as tables of cubics, which the kernels look up. A uniform number comes as a side
// and w in (0, 1): the probability w/2 lies beyond, in the lower tail or in the upper. Each
// octave of w is cut into as many equal steps, so that tails are as exact as the middle.
#ifndef CONCORDAT_RISK_SERVICE_SIMULATION_TABLES_H_
#define CONCORDAT_RISK_SERVICE_SIMULATION_TABLES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace concordat::risk::simulation {

// Coefficients of t⁰ to t³, with t the mantissa's distance from the middle of its step.
inline constexpr int kRow = 4;

// A table's steps in an octave are 2^bits; its octaves go down from w = 1.
struct TableShape {
  int bits;
  int octaves;

  constexpr size_t Rows() const { return static_cast<size_t>(octaves) << bits; }
};

// z(w) ≥ 0. Absolute error below 1e-9, over all w that occur.
inline constexpr TableShape kNormalShape = {.bits = 5, .octaves = 53};
// The beta quantile of a PERT, first for the lower side and then, as distance from the upper
// end, for the upper. Absolute error below 1e-7 of the range; w below 2^-32 is taken as 2^-32.
inline constexpr TableShape kPertShape = {.bits = 3, .octaves = 32};
inline constexpr size_t kPertDoubles = 2 * kPertShape.Rows() * kRow;

// kNormalShape.Rows() rows.
const std::vector<double>& NormalTable();

// The tables of all PERTs: α + β = 6, so one number tells them apart. Polynomials in it.
class PertFamily {
 public:
  static const PertFamily& Get();

  // What a PERT's table is the weighted sum of.
  static constexpr int kTerms = 16;
  struct Weights {
    double of[kTerms];
    // The table is that of the mirrored distribution.
    bool mirrored;
  };

  // For α in [1, 5].
  static Weights WeightsOf(double alpha);
  // kPertDoubles numbers.
  const double* term(int k) const { return terms_.data() + static_cast<size_t>(k) * kPertDoubles; }

 private:
  PertFamily();

  std::vector<double> terms_;
};

}  // namespace concordat::risk::simulation

#endif  // CONCORDAT_RISK_SERVICE_SIMULATION_TABLES_H_

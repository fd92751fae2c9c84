#include "risk-service/src/simulation_math.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "risk-service/src/simulation_kernel_lanes.h"
#include "risk-service/src/simulation_scalar_lanes.h"
#include "risk-service/src/simulation_tables.h"

namespace concordat::risk::simulation {
namespace {

using Scalar = KernelOf<ScalarLanes>;

constexpr int kSteps = 400'000;

double RelativeError(double ours, long double theirs) {
  return static_cast<double>(std::fabs((ours - theirs) / theirs));
}

TEST(Exp, IsThatOfLibmWithinItsBound) {
  double worst = 0;
  double worst_of_lanes = 0;
  for (int i = 0; i <= kSteps; ++i) {
    const double x = -700 + 1400.0 * i / kSteps;
    worst = std::max(worst, RelativeError(Exp(x), std::exp(static_cast<long double>(x))));
    worst_of_lanes = std::max(
        worst_of_lanes, RelativeError(Scalar::ExpOf(x), std::exp(static_cast<long double>(x))));
  }
  EXPECT_LT(worst, 1e-15);
  EXPECT_LT(worst_of_lanes, 1e-15);
  EXPECT_EQ(Exp(0), 1);
}

TEST(Log, IsThatOfLibmWithinItsBound) {
  double worst = 0;
  for (int i = 0; i <= kSteps; ++i) {
    for (const double x : {std::exp(-700 + 1400.0 * i / kSteps), 0.5 + 1.5 * i / kSteps}) {
      const long double theirs = std::log(static_cast<long double>(x));
      worst = std::max(worst, static_cast<double>(std::fabs(Log(x) - theirs) /
                                                  std::max(1.0L, std::fabs(theirs))));
    }
  }
  EXPECT_LT(worst, 4e-16);
  EXPECT_EQ(Log(1), 0);
}

// How far off z is, by libm's tail there.
double NormalError(double z, double tail) {
  constexpr long double kTwoPi = 6.283185307179586476925L;
  const long double there = 0.5L * std::erfc(z / std::sqrt(2.0L));
  const long double density = std::exp(-0.5L * z * z) / std::sqrt(kTwoPi);
  return static_cast<double>(std::fabs((there - tail) / density));
}

TEST(NormalTailQuantile, InvertsLibmsTail) {
  double worst = 0;
  double tail = 0.5;
  while (tail > 0x1p-54) {
    worst = std::max(worst, NormalError(NormalTailQuantile(tail), tail));
    tail *= 0.997;
  }
  EXPECT_LT(worst, 1e-14);
  EXPECT_EQ(NormalTailQuantile(0.5), 0);
  EXPECT_DOUBLE_EQ(NormalTailQuantile(0.05), kNormal95);
  EXPECT_DOUBLE_EQ(NormalQuantile(0.05), -kNormal95);
  EXPECT_NEAR(NormalQuantile(0.95), kNormal95, 1e-14);
}

TEST(NormalTable, IsWithinItsBoundOverAllThatOccurs) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> uniform;
  const double* table = NormalTable().data();
  double worst = 0;
  for (int i = 0; i < kSteps; ++i) {
    const double w = i % 2 == 0 ? std::exp2(-53 * uniform(random)) : uniform(random);
    if (w < 0x1p-53 || w >= 1) continue;
    const double z = Scalar::LookUp<kNormalShape.bits>(table, w, 0);
    worst = std::max(worst, NormalError(z, 0.5 * w));
  }
  EXPECT_LT(worst, 1e-9);
  EXPECT_GT(Scalar::LookUp<kNormalShape.bits>(table, 0x1p-53, 0), 8.2) << "the last row";
  EXPECT_NEAR(Scalar::LookUp<kNormalShape.bits>(table, 1 - 0x1p-53, 0), 0, 1e-9) << "the first";
}

// The distribution function of a beta with whole parameters: a binomial sum.
long double WholeBeta(int a, int b, long double x) {
  long double sum = 0;
  for (int j = a; j < a + b; ++j) {
    const long double choose = std::exp(std::lgamma(static_cast<long double>(a + b)) -
                                        std::lgamma(j + 1.0L) - std::lgamma(a + b - j + 0.0L));
    sum += choose * std::pow(x, static_cast<long double>(j)) * std::pow(1 - x, a + b - 1.0L - j);
  }
  return sum;
}

// Of any beta, by Simpson's rule in t, x = t⁴, so that the density has no corner at 0.
long double IntegratedBeta(double a, double b, double x) {
  constexpr int kParts = 4000;
  const long double end = std::pow(static_cast<long double>(x), 0.25L);
  const auto density = [&](long double t) {
    return 4 * std::pow(t, 4 * a - 1.0L) * std::pow(1 - t * t * t * t, b - 1.0L);
  };
  long double sum = density(0) + density(end);
  for (int i = 1; i < kParts; ++i) sum += density(end * i / kParts) * (i % 2 == 1 ? 4 : 2);
  const long double log_beta = std::lgamma(static_cast<long double>(a)) +
                               std::lgamma(static_cast<long double>(b)) -
                               std::lgamma(static_cast<long double>(a + b));
  return sum * end / kParts / 3 / std::exp(log_beta);
}

TEST(BetaTailQuantile, InvertsTheDistribution) {
  for (int a = 1; a <= 5; ++a) {
    const double log_beta = LogBeta(a, 6 - a);
    double tail = 0.5;
    while (tail > 1e-9) {
      const double x = BetaTailQuantile(a, 6 - a, log_beta, tail);
      EXPECT_LT(RelativeError(tail, WholeBeta(a, 6 - a, x)), 1e-12) << a << " " << tail;
      tail *= 0.7;
    }
  }
  for (const double a : {1.1, 1.5, 2.25, 2.9, 3.3, 4.5, 4.95})
    for (const double tail : {0.5, 0.2, 0.01, 1e-4}) {
      const double x = BetaTailQuantile(a, 6 - a, LogBeta(a, 6 - a), tail);
      EXPECT_LT(RelativeError(tail, IntegratedBeta(a, 6 - a, x)), 1e-9) << a << " " << tail;
    }
}

TEST(PertFamily, IsWithinItsBoundForEveryShape) {
  std::mt19937_64 random(2);
  std::uniform_real_distribution<double> uniform;
  const PertFamily& family = PertFamily::Get();
  std::vector<double> table(kPertDoubles);
  double worst = 0;
  for (int shape = 0; shape < 300; ++shape) {
    // Each end of the family, its middle, and what lies between.
    const double alpha = shape < 5 ? 1 + shape : 1 + 4 * uniform(random);
    const PertFamily::Weights weights = PertFamily::WeightsOf(alpha);
    EXPECT_EQ(weights.mirrored, alpha > 3);
    const double a = weights.mirrored ? 6 - alpha : alpha;
    std::fill(table.begin(), table.end(), 0);
    for (int k = 0; k < PertFamily::kTerms; ++k)
      for (size_t i = 0; i < kPertDoubles; ++i) table[i] += weights.of[k] * family.term(k)[i];
    const double log_beta = LogBeta(a, 6 - a);
    for (int i = 0; i < 200; ++i) {
      const double w = i % 2 == 0 ? std::exp2(-32 * uniform(random)) : uniform(random);
      if (w >= 1) continue;
      const double low = Scalar::LookUp<kPertShape.bits>(table.data(), w, 0);
      const double high = Scalar::LookUp<kPertShape.bits>(table.data(), w, kPertShape.Rows());
      worst = std::max(worst, std::fabs(low - BetaTailQuantile(a, 6 - a, log_beta, 0.5 * w)));
      worst = std::max(worst, std::fabs(high - BetaTailQuantile(6 - a, a, log_beta, 0.5 * w)));
    }
  }
  EXPECT_LT(worst, 1e-7);
}

}  // namespace
}  // namespace concordat::risk::simulation

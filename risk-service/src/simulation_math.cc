#include "risk-service/src/simulation_math.h"

#include <bit>
#include <cmath>

namespace concordat::risk::simulation {
namespace {

constexpr double kLnSqrtTwoPi = 0.91893853320467274178;
constexpr double kSqrtTwoPi = 2.5066282746310005024;
constexpr int kMantissaBits = 52;
constexpr uint64_t kMantissa = (uint64_t{1} << kMantissaBits) - 1;
constexpr int kBias = 1023;
constexpr int kMostSteps = 200;

double PowerOfTwo(int64_t n) {
  return std::bit_cast<double>(static_cast<uint64_t>(n + kBias) << kMantissaBits);
}

// (1 - Φ(z)) / φ(z): a series of positive terms below 2, its continued fraction from there.
double MillsRatio(double z) {
  if (z < 2) {
    double term = z;
    double sum = z;
    for (int odd = 3; term > sum * 1e-18; odd += 2) {
      term *= z * z / odd;
      sum += term;
    }
    return 0.5 * kSqrtTwoPi * Exp(0.5 * z * z) - sum;
  }
  double below = z;
  for (int k = kMostSteps; k > 0; --k) below = z + k / below;
  return 1 / below;
}

// Σ (1-b)ₙ/n! a/(a+n) xⁿ, which is a B(a, b) xᐨᵃ I_x(a, b).
double BetaSeries(double a, double b, double x) {
  double factor = 1;
  double sum = 1;
  for (int n = 1; n < 5000; ++n) {
    factor *= (n - b) / n * x;
    const double term = factor * a / (a + n);
    sum += term;
    if (std::fabs(term) < 1e-18 * sum) break;
  }
  return sum;
}

double LogIncompleteBeta(double a, double b, double x) {
  return a * Log(x) - Log(a) + Log(BetaSeries(a, b, x));
}

}  // namespace

double Exp(double x) {
  const double n = std::floor(x * kLog2E + 0.5);
  const double r = (x - n * kLn2High) - n * kLn2Low;
  double sum = kExp[10];
  for (int i = 9; i >= 0; --i) sum = sum * r + kExp[i];
  return sum * PowerOfTwo(static_cast<int64_t>(n));
}

double Log(double x) {
  const uint64_t bits = std::bit_cast<uint64_t>(x);
  auto exponent = static_cast<int64_t>(bits >> kMantissaBits) - kBias;
  double m = std::bit_cast<double>((bits & kMantissa) | (uint64_t{kBias} << kMantissaBits));
  if (m > 1.4142135623730951) {
    m *= 0.5;
    ++exponent;
  }
  // ln m = 2 artanh s
  const double s = (m - 1) / (m + 1);
  const double square = s * s;
  double sum = 0;
  for (int odd = 23; odd > 1; odd -= 2) sum = (sum + 1.0 / odd) * square;
  const auto n = static_cast<double>(exponent);
  return n * kLn2High + (2 * s + (2 * s * sum + n * kLn2Low));
}

double LogNormalTail(double z) { return Log(MillsRatio(z)) - 0.5 * z * z - kLnSqrtTwoPi; }

double NormalTailQuantile(double tail) {
  // The logarithm of the tail is concave, so Newton's steps never pass the root twice.
  const double wanted = Log(tail);
  double z = 0;
  for (int step = 0; step < kMostSteps; ++step) {
    const double mills = MillsRatio(z);
    const double change = (Log(mills) - 0.5 * z * z - kLnSqrtTwoPi - wanted) * mills;
    z += change;
    if (z < 0) z = 0;
    if (std::fabs(change) < 1e-15 * (1 + z)) break;
  }
  return z;
}

double NormalQuantile(double p) {
  return p <= 0.5 ? -NormalTailQuantile(p) : NormalTailQuantile(1 - p);
}

double LogBeta(double a, double b) {
  // Both halves of the integral, each from its own end.
  return Log(Exp(LogIncompleteBeta(a, b, 0.5)) + Exp(LogIncompleteBeta(b, a, 0.5)));
}

double BetaTailQuantile(double a, double b, double log_beta, double tail) {
  // As a function of ln x the logarithm of the distribution is concave and begins above
  // its asymptote: from there Newton's steps only grow.
  const double wanted = Log(tail) + log_beta;
  double log_x = (wanted + Log(a)) / a;
  for (int step = 0; step < kMostSteps; ++step) {
    const double x = Exp(log_x);
    if (x >= 1) break;
    const double value = LogIncompleteBeta(a, b, x);
    const double slope = Exp(a * log_x + (b - 1) * Log(1 - x) - value);
    const double change = (wanted - value) / slope;
    log_x += change;
    if (std::fabs(change) < 1e-15 * (1 + std::fabs(log_x))) break;
  }
  return Exp(log_x);
}

}  // namespace concordat::risk::simulation

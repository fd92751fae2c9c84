#include "risk-service/src/simulation_tables.h"

#include <array>
#include <cmath>

#include "risk-service/src/simulation_math.h"

namespace concordat::risk::simulation {
namespace {

// cos((2k+1) π / 8): Chebyshev's points for a cubic.
constexpr double kCosPi8 = 0.92387953251128675613;
constexpr double kCos3Pi8 = 0.38268343236508977173;
constexpr std::array<double, kRow> kPoints = {-kCosPi8, -kCos3Pi8, kCos3Pi8, kCosPi8};

// The cubic through `values` at Chebyshev's points of [-half, half].
void FitCubic(const std::array<double, kRow>& values, double half, double* row) {
  // Newton's divided differences, then powers of t.
  std::array<double, kRow> at{};
  for (int i = 0; i < kRow; ++i) at[i] = half * kPoints[i];
  std::array<double, kRow> divided = values;
  for (int order = 1; order < kRow; ++order)
    for (int i = kRow - 1; i >= order; --i)
      divided[i] = (divided[i] - divided[i - 1]) / (at[i] - at[i - order]);
  row[0] = divided[3];
  row[1] = row[2] = row[3] = 0;
  for (int i = kRow - 2; i >= 0; --i) {
    for (int power = kRow - 1; power > 0; --power) row[power] = row[power - 1] - at[i] * row[power];
    row[0] = divided[i] - at[i] * row[0];
  }
}

// Fills a table of `shape` with the cubics of value(w).
template <typename Value>
void FillTable(TableShape shape, const Value& value, double* rows) {
  const int steps = 1 << shape.bits;
  const double half = 0.5 / steps;
  double octave = 0.5;
  for (int k = 0; k < shape.octaves; ++k, octave *= 0.5) {
    for (int step = steps - 1; step >= 0; --step, rows += kRow) {
      const double middle = 1 + (2 * step + 1) * half;
      std::array<double, kRow> values{};
      for (int i = 0; i < kRow; ++i) values[i] = value((middle + half * kPoints[i]) * octave);
      FitCubic(values, half, rows);
    }
  }
}

// Chebyshev's points of [-1, 1] by half angles, with no libm.
std::array<double, PertFamily::kTerms> FamilyPoints() {
  double cosine = std::sqrt(0.5);  // of π/4
  for (int parts = 4; parts < 2 * PertFamily::kTerms; parts *= 2)
    cosine = std::sqrt(0.5 * (1 + cosine));
  std::array<double, PertFamily::kTerms> points{};
  // cos((n+2)θ) = 2 cos 2θ cos nθ - cos((n-2)θ)
  const double twice = 2 * (2 * cosine * cosine - 1);
  double before = cosine;
  double now = cosine;
  for (double& point : points) {
    point = now;
    const double next = twice * now - before;
    before = now;
    now = next;
  }
  return points;
}

// T₀(s) to T₁₅(s).
std::array<double, PertFamily::kTerms> ChebyshevAt(double s) {
  std::array<double, PertFamily::kTerms> values{1, s};
  for (int k = 2; k < PertFamily::kTerms; ++k) values[k] = 2 * s * values[k - 1] - values[k - 2];
  return values;
}

constexpr double kAlphaPlusBeta = 6;
// The family is tabulated for α in [1, 3]; those above are mirrored.
constexpr double kMiddleAlpha = 2;

}  // namespace

const std::vector<double>& NormalTable() {
  static const std::vector<double>* const table = [] {
    auto* rows = new std::vector<double>(kNormalShape.Rows() * kRow);
    FillTable(kNormalShape, [](double w) { return NormalTailQuantile(0.5 * w); }, rows->data());
    return rows;
  }();
  return *table;
}

const PertFamily& PertFamily::Get() {
  static const PertFamily* const family = new PertFamily;
  return *family;
}

PertFamily::Weights PertFamily::WeightsOf(double alpha) {
  Weights weights{};
  weights.mirrored = alpha > kAlphaPlusBeta / 2;
  const double s = (weights.mirrored ? kAlphaPlusBeta - alpha : alpha) - kMiddleAlpha;
  const auto values = ChebyshevAt(s);
  for (int k = 0; k < kTerms; ++k) weights.of[k] = values[k];
  return weights;
}

PertFamily::PertFamily() : terms_(kTerms * kPertDoubles) {
  std::vector<double> table(kPertDoubles);
  for (const double point : FamilyPoints()) {
    const double alpha = kMiddleAlpha + point;
    const double beta = kAlphaPlusBeta - alpha;
    const double log_beta = LogBeta(alpha, beta);
    FillTable(
        kPertShape, [&](double w) { return BetaTailQuantile(alpha, beta, log_beta, 0.5 * w); },
        table.data());
    FillTable(
        kPertShape, [&](double w) { return BetaTailQuantile(beta, alpha, log_beta, 0.5 * w); },
        table.data() + kPertDoubles / 2);
    const auto values = ChebyshevAt(point);
    for (int k = 0; k < kTerms; ++k) {
      const double weight = values[k] * (k == 0 ? 1.0 : 2.0) / kTerms;
      double* term = terms_.data() + k * kPertDoubles;
      for (size_t i = 0; i < kPertDoubles; ++i) term[i] += weight * table[i];
    }
  }
}

}  // namespace concordat::risk::simulation

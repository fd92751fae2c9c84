#include "risk-service/src/simulation_risk.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "risk-service/src/simulation_math.h"
#include "risk-service/src/simulation_tables.h"

namespace concordat::risk::simulation {
namespace {

// The furthest that NormalTable reaches.
constexpr double kFurthest = 8.3;

uint32_t WordOf(const unsigned char* bytes) {
  uint32_t word = 0;
  for (int i = 0; i < 4; ++i) word = word << 8 | bytes[i];
  return word;
}

void SetTriangular(const Impact& impact, KernelRisk* to) {
  to->a = static_cast<double>(impact.low);
  to->b = static_cast<double>(impact.high);
  const double range = to->b - to->a;
  const double rise = static_cast<double>(impact.mode) - to->a;
  const double fall = to->b - static_cast<double>(impact.mode);
  to->cut = range > 0 ? rise / range : 0;
  to->rising = range * rise;
  to->falling = range * fall;
}

void SetPert(const Impact& impact, double* table, KernelRisk* to) {
  const auto low = static_cast<double>(impact.low);
  const double range = static_cast<double>(impact.high) - low;
  const double rise = static_cast<double>(impact.mode) - low;
  const double alpha = range > 0 ? 1 + 4 * (rise / range) : 3;
  const PertFamily& family = PertFamily::Get();
  const PertFamily::Weights weights = PertFamily::WeightsOf(alpha);
  std::fill(table, table + kPertDoubles, 0.0);
  for (int k = 0; k < PertFamily::kTerms; ++k) {
    const double* term = family.term(k);
    for (size_t i = 0; i < kPertDoubles; ++i) table[i] += weights.of[k] * term[i];
  }
  to->table = table;
  to->mirrored = weights.mirrored;
  to->a = weights.mirrored ? static_cast<double>(impact.high) : low;
  to->b = weights.mirrored ? -range : range;
}

// µ and σ of the logarithm.
std::array<double, 2> LognormalOf(const Impact& impact) {
  const double low = Log(static_cast<double>(impact.low));
  const double high = Log(static_cast<double>(impact.high));
  return {0.5 * (low + high), (high - low) / (2 * kNormal95)};
}

}  // namespace

Stream StreamOf(uint64_t seed, Purpose purpose, std::string_view name) {
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(seed >> (8 * i) & 0xFF);
  bytes += static_cast<char>(purpose);
  bytes.append(name);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return {.key = WordOf(digest.data()), .word = WordOf(digest.data() + 4)};
}

bool IsCorrelated(const SimulatedRisk& risk, int32_t correlation_ppm) {
  return correlation_ppm > 0 && risk.probability_ppm > 0 && risk.probability_ppm < kMillion;
}

KernelRisk PrepareRisk(uint64_t seed, const SimulatedRisk& risk, int32_t correlation_ppm,
                       double* pert) {
  KernelRisk to;
  const bool correlated = IsCorrelated(risk, correlation_ppm);
  to.occurrence =
      StreamOf(seed, correlated ? Purpose::kGivenFactor : Purpose::kOccurrence, risk.name);
  to.severity = StreamOf(seed, Purpose::kSeverity, risk.name);
  const auto probability = static_cast<uint64_t>(risk.probability_ppm);
  to.threshold = ((probability << 32) + kMillion / 2) / kMillion;
  if (correlated) {
    const double share = static_cast<double>(correlation_ppm) / kMillion;
    const double own = std::sqrt(1 - share);
    to.base = NormalQuantile(static_cast<double>(risk.probability_ppm) / kMillion) / own;
    to.slope = std::sqrt(share) / own;
  }
  to.kind = risk.impact.kind;
  switch (to.kind) {
    case ImpactKind::kTriangular:
      SetTriangular(risk.impact, &to);
      break;
    case ImpactKind::kPert:
      SetPert(risk.impact, pert, &to);
      break;
    case ImpactKind::kLognormal: {
      const auto [mu, sigma] = LognormalOf(risk.impact);
      to.a = mu;
      to.b = sigma;
      to.table = NormalTable().data();
      break;
    }
  }
  return to;
}

double GreatestLoss(const Impact& impact) {
  if (impact.kind != ImpactKind::kLognormal) return static_cast<double>(impact.high);
  const auto [mu, sigma] = LognormalOf(impact);
  return std::min(kGreatestLoss, Exp(std::min(mu + kFurthest * sigma, Log(kGreatestLoss))) + 1);
}

double ExpectedLoss(const SimulatedRisk& risk) {
  const auto low = static_cast<double>(risk.impact.low);
  const auto mode = static_cast<double>(risk.impact.mode);
  const auto high = static_cast<double>(risk.impact.high);
  double mean = 0;
  switch (risk.impact.kind) {
    case ImpactKind::kTriangular:
      mean = (low + mode + high) / 3;
      break;
    case ImpactKind::kPert:
      mean = (low + 4 * mode + high) / 6;
      break;
    case ImpactKind::kLognormal: {
      const auto [mu, sigma] = LognormalOf(risk.impact);
      mean = Exp(mu + 0.5 * sigma * sigma);
      break;
    }
  }
  return mean * risk.probability_ppm / kMillion;
}

}  // namespace concordat::risk::simulation

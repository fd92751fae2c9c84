#include "risk-service/src/simulation_kernel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "risk-service/src/simulation_kernel_lanes.h"
#include "risk-service/src/simulation_math.h"
#include "risk-service/src/simulation_risk.h"
#include "risk-service/src/simulation_scalar_lanes.h"

namespace concordat::risk::simulation {
namespace {

using Scalar = KernelOf<ScalarLanes>;

constexpr uint64_t kSeed = 20090630;

SimulatedRisk Risk(ImpactKind kind, int32_t probability_ppm) {
  return {"partnerships/p/registers/r/risks/a",
          probability_ppm,
          {kind, 1'000'000, 3'000'000, 10'000'000},
          "Financial"};
}

// What a block of one risk comes to: its totals and, last, their sum.
std::vector<int64_t> BlockOf(const Kernel& kernel, const KernelRisk& risk, uint32_t first,
                             const std::vector<uint64_t>& among, const double* factor = nullptr) {
  std::vector<int64_t> totals(kBlock + 1);
  const Block block{first, among.data(), totals.data(), factor};
  const int64_t sum = kernel.add(risk, block);
  totals.back() = sum;
  return totals;
}

std::vector<uint64_t> All() { return std::vector<uint64_t>(kBlockWords, ~uint64_t{0}); }

// The known answers of Random123, philox2x32 with 10 rounds.
TEST(Kernel, DrawsPhilox) {
  const auto words = [](uint32_t left, uint32_t right) { return uint64_t{right} << 32 | left; };
  EXPECT_EQ(Scalar::Random({0, 0}, 0), words(0xff1dae59, 0x6cd10df2));
  EXPECT_EQ(Scalar::Random({0xffffffff, 0xffffffff}, 0xffffffff), words(0x2c3f628b, 0xab4fd7ad));
  EXPECT_EQ(Scalar::Random({0x13198a2e, 0x85a308d3}, 0x243f6a88), words(0xdd7ce038, 0xf62a4c12));
}

TEST(Kernel, UniformIsNeverAnEnd) {
  EXPECT_EQ(Scalar::Uniform(0), 0x1p-53);
  EXPECT_EQ(Scalar::Uniform(~uint64_t{0}), 1 - 0x1p-53);
}

// Each bit is what comparing the 32 bits of a number with the threshold says, though most
// bits are never drawn.
TEST(Kernel, HappensWhereTheNumberIsBelowTheThreshold) {
  for (const int32_t ppm : {0, 1, 50'000, 100'000, 333'333, 500'000, 999'999, 1'000'000}) {
    std::vector<double> pert(kPertDoubles);
    const KernelRisk risk = PrepareRisk(kSeed, Risk(ImpactKind::kTriangular, ppm), 0, pert.data());
    const uint32_t first = 4 * kBlock;
    const std::vector<int64_t> totals = BlockOf(ScalarKernel(), risk, first, All());
    for (uint32_t i = 0; i < kBlock; ++i) {
      const uint64_t word = (first + i) / kWord;
      uint64_t number = 0;
      for (uint64_t bit = 0; bit < 32; ++bit)
        number =
            number << 1 | (Scalar::Random(risk.occurrence, word * 32 + bit) >> (i % kWord) & 1);
      EXPECT_EQ(totals[i] != 0, number < risk.threshold) << ppm << " " << i;
    }
  }
}

// What a loss should be, by libm, from the random number of its iteration.
double LossByLibm(const SimulatedRisk& risk, uint64_t random) {
  const auto low = static_cast<double>(risk.impact.low);
  const auto mode = static_cast<double>(risk.impact.mode);
  const auto high = static_cast<double>(risk.impact.high);
  const double u = Scalar::Uniform(random);
  if (risk.impact.kind == ImpactKind::kTriangular) {
    if (u < (mode - low) / (high - low)) return low + std::sqrt(u * (high - low) * (mode - low));
    return high - std::sqrt((1 - u) * (high - low) * (high - mode));
  }
  const bool upper = random >> 63;
  if (risk.impact.kind == ImpactKind::kLognormal) {
    const double z = (upper ? 1 : -1) * NormalTailQuantile(0.5 * u);
    const double mu = 0.5 * (std::log(low) + std::log(high));
    return std::exp(mu + z * (std::log(high) - std::log(low)) / (2 * kNormal95));
  }
  const double alpha = 1 + 4 * (mode - low) / (high - low);
  const double log_beta = LogBeta(alpha, 6 - alpha);
  return upper ? high - (high - low) * BetaTailQuantile(6 - alpha, alpha, log_beta, 0.5 * u)
               : low + (high - low) * BetaTailQuantile(alpha, 6 - alpha, log_beta, 0.5 * u);
}

TEST(Kernel, DrawsWhatLibmSays) {
  for (const ImpactKind kind : {ImpactKind::kTriangular, ImpactKind::kPert, ImpactKind::kLognormal})
    for (const int64_t mode : {1'000'000, 3'000'000, 5'500'000, 9'000'000, 10'000'000}) {
      SimulatedRisk risk = Risk(kind, 1'000'000);
      risk.impact.mode = mode;
      std::vector<double> pert(kPertDoubles);
      const KernelRisk prepared = PrepareRisk(kSeed, risk, 0, pert.data());
      const std::vector<int64_t> totals = BlockOf(ScalarKernel(), prepared, 0, All());
      for (uint32_t i = 0; i < kBlock; ++i) {
        const double wanted = LossByLibm(risk, Scalar::Random(prepared.severity, i));
        // Half a penny of rounding, and the tables' 1e-7 of the range or 1e-8 of the loss.
        const double bound = 0.51 + (kind == ImpactKind::kPert ? 0.9 : 1e-8 * wanted);
        EXPECT_NEAR(static_cast<double>(totals[i]), wanted, bound) << mode << " " << i;
      }
    }
}

TEST(Kernel, TakesNoMoreThanTheGreatestLoss) {
  SimulatedRisk risk = Risk(ImpactKind::kLognormal, 1'000'000);
  risk.impact = {ImpactKind::kLognormal, 1, 0, 1'000'000'000'000'000};
  std::vector<double> pert(kPertDoubles);
  const std::vector<int64_t> totals =
      BlockOf(ScalarKernel(), PrepareRisk(kSeed, risk, 0, pert.data()), 0, All());
  for (uint32_t i = 0; i < kBlock; ++i) {
    EXPECT_GE(totals[i], 0);
    EXPECT_LE(static_cast<double>(totals[i]), kGreatestLoss);
  }
}

TEST(Kernel, RunsEveryWidthOfTheMachineToTheSameBytes) {
  std::mt19937_64 random(3);
  std::uniform_int_distribution<int64_t> pence(1, 100'000'000);
  for (int round = 0; round < 200; ++round) {
    int64_t three[] = {pence(random), pence(random), pence(random)};
    std::sort(three, three + 3);
    const auto kind = static_cast<ImpactKind>(round % 3);
    SimulatedRisk risk{"r" + std::to_string(round),
                       static_cast<int32_t>(random() % (kMillion + 1)),
                       {kind, three[0], three[1], three[2]},
                       "c"};
    if (round % 20 == 0) risk.probability_ppm = round % 40 == 0 ? 1'000'000 : 0;
    if (round % 7 == 0) risk.impact = {kind, three[0], three[0], three[0]};
    const int32_t correlation = round % 5 == 0 ? 300'000 : 0;
    std::vector<double> pert(kPertDoubles);
    const KernelRisk prepared = PrepareRisk(kSeed, risk, correlation, pert.data());
    std::vector<uint64_t> among(kBlockWords);
    for (uint64_t& word : among) word = round % 2 == 0 ? ~uint64_t{0} : random() & random();
    const auto first = static_cast<uint32_t>(random() % 400 * kBlock);
    std::vector<double> factor(kBlock);
    ScalarKernel().normals({7, 8}, first, factor.data());
    const double* given = IsCorrelated(risk, correlation) ? factor.data() : nullptr;
    const std::vector<int64_t> wanted = BlockOf(ScalarKernel(), prepared, first, among, given);
    for (const Kernel& kernel : Kernels()) {
      EXPECT_EQ(BlockOf(kernel, prepared, first, among, given), wanted) << kernel.name;
      std::vector<double> theirs(kBlock);
      kernel.normals({7, 8}, first, theirs.data());
      EXPECT_EQ(theirs, factor) << kernel.name;
    }
  }
}

}  // namespace
}  // namespace concordat::risk::simulation

#include "risk-service/src/simulation_results.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace concordat::risk::simulation {
namespace {

using testing::ElementsAre;

TEST(Apportion, AddsToTheRoundedTotal) {
  EXPECT_THAT(Apportion({1, 1, 1}, 3), ElementsAre(1, 0, 0)) << "of equal ones the first";
  EXPECT_THAT(Apportion({2, 1, 0}, 3), ElementsAre(1, 0, 0));
  EXPECT_THAT(Apportion({10, 25, 4}, 10), ElementsAre(1, 3, 0));
  EXPECT_THAT(Apportion({0, 0}, 10), ElementsAre(0, 0));
  EXPECT_THAT(Apportion({}, 10), ElementsAre());
  std::mt19937_64 random(7);
  for (int round = 0; round < 500; ++round) {
    std::vector<Sum> sums(random() % 40 + 1);
    Sum total = 0;
    for (Sum& sum : sums)
      total += sum = static_cast<Sum>(random() % (round % 2 ? 9 : 1'000'000'007));
    const auto by = static_cast<int64_t>(random() % 1'000 + 1);
    const std::vector<int64_t> parts = Apportion(sums, by);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), int64_t{0}),
              static_cast<int64_t>((2 * total + by) / (Sum{2} * by)));
    for (size_t i = 0; i < sums.size(); ++i) {
      EXPECT_GE(parts[i], static_cast<int64_t>(sums[i] / by));
      EXPECT_LE(parts[i], static_cast<int64_t>(sums[i] / by) + 1);
    }
  }
}

TEST(QuantileOf, IsTheSmallestLossThatSoManyDoNotPass) {
  const std::vector<int64_t> ten = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  EXPECT_EQ(QuantileOf(ten, 500'000), 5);
  EXPECT_EQ(QuantileOf(ten, 500'001), 6);
  EXPECT_EQ(QuantileOf(ten, 900'000), 9);
  EXPECT_EQ(QuantileOf(ten, 1'000'000), 10);
  EXPECT_EQ(QuantileOf(ten, 0), 1);
  EXPECT_EQ(QuantileOf({7}, 950'000), 7);
}

std::vector<SimulatedRisk> Named(const std::vector<std::string>& names) {
  std::vector<SimulatedRisk> risks;
  for (const std::string& name : names) risks.push_back({name, 500'000, {}, ""});
  return risks;
}

TEST(Summarise, TellsQuantilesCurveAndShares) {
  SimulationRun run;
  // Twenty iterations: half without a loss, then 10, 20 … 100.
  for (int i = 0; i < 10; ++i) run.losses.push_back(0);
  for (int i = 1; i <= 10; ++i) run.losses.push_back(int64_t{10} * i);
  run.tail = 2;
  run.sums = {100, 150, 300};
  run.tail_sums = {44, 44, 102};
  const LossSummary summary = Summarise(Named({"c", "b", "a"}), run, 4);
  EXPECT_EQ(summary.mean, 28) << "550 / 20 = 27.5";
  EXPECT_EQ(summary.p50, 0);
  EXPECT_EQ(summary.p80, 60);
  EXPECT_EQ(summary.p90, 80);
  EXPECT_EQ(summary.p95, 90);
  EXPECT_EQ(summary.cvar90, 95);
  EXPECT_EQ(summary.without_loss, 10);
  // √(Σ(x - 27.5)² / 19 / 20)
  EXPECT_EQ(summary.standard_error, 8);
  std::vector<std::pair<int32_t, int64_t>> curve;
  for (const CurvePoint& point : summary.curve)
    curve.emplace_back(point.probability_ppm, point.loss);
  EXPECT_THAT(curve, ElementsAre(std::pair(800'000, 0), std::pair(600'000, 0),
                                 std::pair(400'000, 30), std::pair(200'000, 70)));
  ASSERT_EQ(summary.shares.size(), 3u);
  EXPECT_EQ(summary.shares[0].risk, 2u);
  EXPECT_EQ(summary.shares[0].expected, 15);
  EXPECT_EQ(summary.shares[0].tail, 51);
  EXPECT_EQ(summary.shares[1].risk, 1u) << "equal in the tail, the greater expectation first";
  EXPECT_EQ(summary.shares[1].expected + summary.shares[2].expected, 13);
  EXPECT_EQ(summary.shares[1].tail + summary.shares[2].tail, 44);
}

TEST(Summarise, SharesAddToThePennyWhateverIsSimulated) {
  std::vector<SimulatedRisk> risks;
  for (int i = 0; i < 200; ++i)
    risks.push_back({"r" + std::to_string(i),
                     20'000 + 3'000 * i,
                     {static_cast<ImpactKind>(i % 3), 100 + i, 1'000 + 7 * i, 100'003 + 31 * i},
                     ""});
  const auto run = Simulate(risks, {.seed = 1, .iterations = 10'007, .threads = 2},
                            [](int64_t, int64_t) { return absl::OkStatus(); });
  ASSERT_TRUE(run.ok());
  const LossSummary summary = Summarise(risks, *run, 100);
  int64_t expected = 0;
  int64_t tail = 0;
  for (const RiskShare& share : summary.shares) {
    expected += share.expected;
    tail += share.tail;
  }
  EXPECT_EQ(expected, summary.mean);
  EXPECT_EQ(tail, summary.cvar90);
  EXPECT_GE(summary.cvar90, summary.p90);
  EXPECT_NEAR(static_cast<double>(summary.mean), static_cast<double>(summary.mean_by_formula),
              4.5 * static_cast<double>(summary.standard_error));
  for (size_t i = 1; i < summary.curve.size(); ++i) {
    EXPECT_LT(summary.curve[i].probability_ppm, summary.curve[i - 1].probability_ppm);
    EXPECT_GE(summary.curve[i].loss, summary.curve[i - 1].loss);
  }
  EXPECT_EQ(summary.curve.back().probability_ppm, 1'000);
}

TEST(ChanceOf, HoldsWhatIsLeftAgainstTheTarget) {
  SimulationRun run;
  for (int i = 1; i <= 10; ++i) run.losses.push_back(int64_t{10} * i);
  SavingsChance chance = ChanceOf(run, 100, 50);
  EXPECT_EQ(chance.met_ppm, 500'000) << "losses of 10 to 50 leave 50 and more";
  EXPECT_EQ(chance.benefit_at_risk, 90);
  EXPECT_EQ(chance.expected_shortfall, 15) << "10 + 20 + 30 + 40 + 50 over ten";
  chance = ChanceOf(run, 40, 50);
  EXPECT_EQ(chance.met_ppm, 0);
  EXPECT_EQ(chance.benefit_at_risk, 40) << "no more than there is";
  EXPECT_EQ(ChanceOf(run, 1'000, 50).met_ppm, 1'000'000);
  EXPECT_EQ(ChanceOf(run, -5, 0).benefit_at_risk, 0);
}

}  // namespace
}  // namespace concordat::risk::simulation

#include "risk-service/src/simulation_run.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "risk-service/src/simulation_math.h"

namespace concordat::risk::simulation {
namespace {

constexpr uint64_t kSeed = 42;
// How many standard errors an estimate may be off; the seeds are fixed.
constexpr double kErrors = 4.5;

absl::Status GoOn(int64_t, int64_t) { return absl::OkStatus(); }

SimulationRun RunOf(const std::vector<SimulatedRisk>& risks, const SimulationPlan& plan) {
  auto run = Simulate(risks, plan, GoOn);
  EXPECT_TRUE(run.ok()) << run.status();
  return *std::move(run);
}

SimulatedRisk Certain(ImpactKind kind, int64_t low, int64_t mode, int64_t high) {
  return {"partnerships/p/registers/r/risks/one", 1'000'000, {kind, low, mode, high}, ""};
}

std::vector<SimulatedRisk> Mixture(int count) {
  std::mt19937_64 random(5);
  std::uniform_int_distribution<int64_t> pence(1, 500'000'000);
  std::vector<SimulatedRisk> risks;
  for (int i = 0; i < count; ++i) {
    int64_t three[] = {pence(random), pence(random), pence(random)};
    std::sort(three, three + 3);
    risks.push_back({absl::StrCat("partnerships/p/registers/r/risks/", i),
                     static_cast<int32_t>(50'000 + random() % 450'000),
                     {static_cast<ImpactKind>(i % 3), three[0], three[1], three[2]},
                     i % 4 == 0 ? "" : absl::StrCat("category ", i % 4)});
  }
  return risks;
}

double Mean(const std::vector<int64_t>& values) {
  double sum = 0;
  for (const int64_t value : values) sum += static_cast<double>(value);
  return sum / static_cast<double>(values.size());
}

double Variance(const std::vector<int64_t>& values) {
  const double mean = Mean(values);
  double sum = 0;
  for (const int64_t value : values) sum += std::pow(static_cast<double>(value) - mean, 2);
  return sum / static_cast<double>(values.size() - 1);
}

bool Same(const SimulationRun& x, const SimulationRun& y) {
  return x.losses == y.losses && x.sums == y.sums && x.tail == y.tail && x.tail_sums == y.tail_sums;
}

TEST(Simulate, GivesTheSameBytesOnEveryWidthAndWithAnyThreads) {
  const std::vector<SimulatedRisk> risks = Mixture(101);
  for (const uint32_t iterations : {1'000u, 2'048u, 10'007u}) {
    SimulationPlan plan{.seed = kSeed, .iterations = iterations};
    plan.correlation_ppm = {{"category 1", 250'000}, {"category 2", 900'000}};
    plan.kernel = &ScalarKernel();
    const SimulationRun wanted = RunOf(risks, plan);
    ASSERT_EQ(wanted.losses.size(), iterations);
    for (const Kernel& kernel : Kernels())
      for (const int threads : {1, 2, 4}) {
        plan.kernel = &kernel;
        plan.threads = threads;
        EXPECT_TRUE(Same(RunOf(risks, plan), wanted)) << kernel.name << " " << threads;
      }
  }
}

TEST(Simulate, DrawsARiskTheSameInAnyCompany) {
  const std::vector<SimulatedRisk> risks = Mixture(40);
  const SimulationPlan plan{.seed = kSeed, .iterations = 5'000};
  const SimulationRun together = RunOf(risks, plan);
  std::vector<SimulatedRisk> backwards(risks.rbegin(), risks.rend());
  EXPECT_EQ(RunOf(backwards, plan).losses, together.losses);
  std::vector<int64_t> added(plan.iterations);
  for (size_t i = 0; i < risks.size(); ++i) {
    const SimulationRun alone = RunOf({risks[i]}, plan);
    EXPECT_EQ(alone.sums[0], together.sums[i]);
    for (size_t j = 0; j < added.size(); ++j) added[j] += alone.losses[j];
  }
  EXPECT_EQ(added, together.losses);
  SimulationPlan other = plan;
  other.seed = kSeed + 1;
  EXPECT_NE(RunOf(risks, other).losses, together.losses);
  // Fewer iterations are the first of more.
  SimulationPlan fewer = plan;
  fewer.iterations = 1'234;
  EXPECT_TRUE(std::equal(added.begin(), added.begin() + 1'234, RunOf(risks, fewer).losses.begin()));
}

TEST(Simulate, SharesAreOfTheLossesAndOfTheirTail) {
  const std::vector<SimulatedRisk> risks = Mixture(30);
  const SimulationRun run = RunOf(risks, {.seed = kSeed, .iterations = 10'007, .threads = 2});
  Sum all = 0;
  for (const int64_t loss : run.losses) all += loss;
  for (const Sum sum : run.sums) all -= sum;
  EXPECT_TRUE(all == 0);
  std::vector<int64_t> sorted = run.losses;
  std::sort(sorted.rbegin(), sorted.rend());
  EXPECT_EQ(run.tail, 1'000u);
  Sum tail = 0;
  for (uint32_t i = 0; i < run.tail; ++i) tail += sorted[i];
  for (const Sum sum : run.tail_sums) tail -= sum;
  EXPECT_TRUE(tail == 0);
}

// Of equal losses at the border the first iterations are in the tail, and no more than fit.
TEST(Simulate, TailHasATenthOfEqualLosses) {
  SimulatedRisk risk = Certain(ImpactKind::kTriangular, 700, 700, 700);
  const SimulationRun run = RunOf({risk}, {.seed = kSeed, .iterations = 1'000});
  EXPECT_TRUE(run.tail_sums[0] == 70'000);
  risk.probability_ppm = 0;
  EXPECT_TRUE(RunOf({risk}, {.seed = kSeed, .iterations = 1'000}).tail_sums[0] == 0);
}

TEST(Simulate, MeanAndVarianceAreThoseOfCompoundBernoulli) {
  constexpr uint32_t kIterations = 400'000;
  struct Case {
    Impact impact;
    double mean;
    double variance;
  };
  const double low = 1e6, mode = 2e6, high = 9e6;
  const double pert = (low + 4 * mode + high) / 6;
  const double sigma = (std::log(high) - std::log(low)) / (2 * kNormal95);
  const double mu = (std::log(high) + std::log(low)) / 2;
  const double lognormal = std::exp(mu + sigma * sigma / 2);
  const Case cases[] = {
      {{ImpactKind::kTriangular, 1'000'000, 2'000'000, 9'000'000},
       (low + mode + high) / 3,
       (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18},
      {{ImpactKind::kPert, 1'000'000, 2'000'000, 9'000'000},
       pert,
       (pert - low) * (high - pert) / 7},
      {{ImpactKind::kLognormal, 1'000'000, 0, 9'000'000},
       lognormal,
       (std::exp(sigma * sigma) - 1) * lognormal * lognormal}};
  for (const Case& wanted : cases)
    for (const int32_t ppm : {1'000'000, 500'000, 275'000, 50'000, 3'000}) {
      const SimulatedRisk risk{"risks/a", ppm, wanted.impact, ""};
      const SimulationRun run = RunOf({risk}, {.seed = kSeed, .iterations = kIterations});
      const double p = ppm / 1e6;
      const double mean = p * wanted.mean;
      const double variance = p * (wanted.variance + wanted.mean * wanted.mean) - mean * mean;
      EXPECT_NEAR(ExpectedLoss(risk), mean, 1e-9 * mean);
      EXPECT_NEAR(Mean(run.losses), mean, kErrors * std::sqrt(variance / kIterations)) << ppm;
      // The spread of a sample's variance comes from its fourth moment.
      double fourth = 0;
      for (const int64_t loss : run.losses) fourth += std::pow(static_cast<double>(loss) - mean, 4);
      fourth /= kIterations;
      const double error = std::sqrt((fourth - variance * variance) / kIterations);
      EXPECT_NEAR(Variance(run.losses), variance, kErrors * error) << ppm;
    }
}

// So many of n draws lie below a quantile, give or take.
void ExpectShare(const std::vector<int64_t>& losses, int64_t below, double share) {
  const auto n = static_cast<double>(losses.size());
  const auto count =
      std::count_if(losses.begin(), losses.end(), [below](int64_t loss) { return loss < below; });
  EXPECT_NEAR(static_cast<double>(count) / n, share, kErrors * std::sqrt(share * (1 - share) / n))
      << below;
}

TEST(Simulate, LognormalHasItsIntervalAndQuantiles) {
  const auto run = RunOf({Certain(ImpactKind::kLognormal, 2'000'000, 0, 50'000'000)},
                         {.seed = kSeed, .iterations = 300'000});
  ExpectShare(run.losses, 2'000'000, 0.05);
  ExpectShare(run.losses, 10'000'000, 0.5);
  ExpectShare(run.losses, 50'000'000, 0.95);
  const double sigma = std::log(25.0) / (2 * kNormal95);
  for (const double q : {0.001, 0.01, 0.25, 0.75, 0.99, 0.999})
    ExpectShare(run.losses, std::llround(1e7 * std::exp(sigma * NormalQuantile(q))), q);
}

// The three rows of riskquant's README: rates of a year, 90% intervals and the expected
// losses that it prints, in dollars.
TEST(Simulate, MeansAreThoseOfRiskquant) {
  struct Row {
    const char* name;
    int32_t ppm;
    int64_t low;
    int64_t high;
    int64_t dollars;
  };
  for (const Row& row : {Row{"ALICE", 10'000, 1'000'000, 10'000'000, 40'400},
                         Row{"BOB", 100'000, 10'000'000, 1'000'000'000, 26'639'801},
                         Row{"CHARLIE", 50'000, 5'000'000, 50'000'000, 1'010'003}}) {
    const SimulatedRisk risk{
        row.name, row.ppm, {ImpactKind::kLognormal, row.low * 100, 0, row.high * 100}, ""};
    EXPECT_EQ(std::llround(ExpectedLoss(risk) / 100), row.dollars) << row.name;
    const SimulationRun run = RunOf({risk}, {.seed = kSeed, .iterations = 1'000'000, .threads = 2});
    const double error = std::sqrt(Variance(run.losses) / 1e6);
    EXPECT_NEAR(Mean(run.losses), ExpectedLoss(risk), kErrors * error) << row.name;
  }
}

// Two risks at even odds happen together with 1/4 + arcsin(ρ)/2π; each alone as before.
TEST(Simulate, CorrelatesByCategory) {
  constexpr uint32_t kIterations = 200'000;
  const std::vector<SimulatedRisk> risks = {
      {"a", 500'000, {ImpactKind::kTriangular, 1, 1, 1}, "Financial"},
      {"b", 500'000, {ImpactKind::kPert, 1'000, 1'000, 1'000}, "Financial"},
      {"c", 500'000, {ImpactKind::kPert, 1'000'000, 1'000'000, 1'000'000}, "Legal"}};
  for (const int32_t ppm : {100'000, 500'000, 900'000}) {
    SimulationPlan plan{.seed = kSeed, .iterations = kIterations};
    plan.correlation_ppm = {{"Financial", ppm}, {"Legal", ppm}};
    const SimulationRun run = RunOf(risks, plan);
    const double both = 0.25 + std::asin(ppm / 1e6) / (2 * std::acos(-1.0));
    const auto share = [&](auto&& is) {
      return static_cast<double>(std::count_if(run.losses.begin(), run.losses.end(), is)) /
             kIterations;
    };
    const double error = kErrors * 0.5 / std::sqrt(kIterations);
    EXPECT_NEAR(share([](int64_t loss) { return loss % 1'000'000 == 1'001; }), both, error);
    EXPECT_NEAR(share([](int64_t loss) { return loss % 1'000 == 1; }), 0.5, error);
    EXPECT_NEAR(share([](int64_t loss) { return loss % 1'000'000 >= 1'000; }), 0.5, error);
    EXPECT_NEAR(share([](int64_t loss) { return loss == 1'001'001; }), both / 2, error)
        << "another category stands alone";
  }
}

TEST(Simulate, TakesNoRisksAndRisksOfNothing) {
  const SimulationRun none = RunOf({}, {.seed = kSeed, .iterations = 1'000, .threads = 4});
  EXPECT_EQ(none.losses, std::vector<int64_t>(1'000));
  const SimulationRun nothing =
      RunOf({Certain(ImpactKind::kPert, 0, 0, 0)}, {.seed = kSeed, .iterations = 1'000});
  EXPECT_EQ(nothing.losses, std::vector<int64_t>(1'000));
  const SimulationRun point =
      RunOf({Certain(ImpactKind::kLognormal, 77, 0, 77)}, {.seed = kSeed, .iterations = 1'000});
  EXPECT_EQ(point.losses, std::vector<int64_t>(1'000, 77));
}

TEST(Simulate, EndsWhenTold) {
  const auto run = Simulate(Mixture(500), {.seed = kSeed, .iterations = 1'000, .threads = 3},
                            [](int64_t done, int64_t total) -> absl::Status {
                              EXPECT_EQ(total, 1'000);
                              return done < 600 ? absl::OkStatus() : absl::CancelledError("so");
                            });
  EXPECT_EQ(run.status().code(), absl::StatusCode::kCancelled);
}

TEST(Simulate, RefusesWhatCannotBeAdded) {
  std::vector<SimulatedRisk> risks(5'000,
                                   Certain(ImpactKind::kLognormal, 10'000'000, 0, 100'000'000'000));
  const auto run = Simulate(risks, {.seed = kSeed, .iterations = 1'000}, GoOn);
  EXPECT_EQ(ReasonOf(run.status()), "SIMULATION_TOO_LARGE");
}

}  // namespace
}  // namespace concordat::risk::simulation

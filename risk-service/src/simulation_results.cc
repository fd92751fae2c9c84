#include "risk-service/src/simulation_results.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <tuple>

namespace concordat::risk::simulation {
namespace {

// Rare enough for a point of their own beside the even steps, in millionths.
constexpr int32_t kRare[] = {10'000, 5'000, 2'000, 1'000};
constexpr size_t kFewestBeyond = 10;

int64_t Rounded(Sum sum, int64_t by) {
  return static_cast<int64_t>((2 * sum + by) / (Sum{2} * by));
}

// Added in the order of the iterations.
int64_t StandardError(const std::vector<int64_t>& losses, double mean) {
  double squares = 0;
  for (const int64_t loss : losses) {
    const double off = static_cast<double>(loss) - mean;
    squares += off * off;
  }
  const auto n = static_cast<double>(losses.size());
  return n < 2 ? 0 : std::llround(std::sqrt(squares / (n - 1) / n));
}

std::vector<CurvePoint> CurveOf(const std::vector<int64_t>& sorted, int points) {
  std::vector<int32_t> chances;
  for (int i = points; i > 0; --i)
    chances.push_back(static_cast<int32_t>(i * kMillion / (points + 1)));
  for (const int32_t rare : kRare)
    if (sorted.size() * rare / kMillion >= kFewestBeyond) chances.push_back(rare);
  std::sort(chances.rbegin(), chances.rend());
  chances.erase(std::unique(chances.begin(), chances.end()), chances.end());
  std::vector<CurvePoint> curve;
  for (const int32_t chance : chances) {
    // At least so many iterations reach the loss.
    const size_t reach = std::max<size_t>(1, (sorted.size() * chance + kMillion - 1) / kMillion);
    curve.push_back({chance, sorted[sorted.size() - reach]});
  }
  return curve;
}

}  // namespace

int64_t QuantileOf(const std::vector<int64_t>& sorted, int64_t ppm) {
  const auto n = static_cast<int64_t>(sorted.size());
  return sorted[static_cast<size_t>(std::max<int64_t>((ppm * n + kMillion - 1) / kMillion, 1) - 1)];
}

std::vector<int64_t> Apportion(const std::vector<Sum>& sums, int64_t by) {
  std::vector<int64_t> parts;
  Sum total = 0;
  int64_t given = 0;
  for (const Sum sum : sums) {
    parts.push_back(static_cast<int64_t>(sum / by));
    given += parts.back();
    total += sum;
  }
  const int64_t left = Rounded(total, by) - given;
  std::vector<size_t> order(sums.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t x, size_t y) { return sums[x] % by > sums[y] % by; });
  for (int64_t i = 0; i < left; ++i) ++parts[order[static_cast<size_t>(i)]];
  return parts;
}

LossSummary Summarise(const std::vector<SimulatedRisk>& risks, const SimulationRun& run,
                      int points) {
  LossSummary summary;
  std::vector<int64_t> sorted = run.losses;
  std::sort(sorted.begin(), sorted.end());
  const auto n = static_cast<int64_t>(sorted.size());
  Sum total = 0;
  for (const int64_t loss : sorted) total += loss;
  summary.mean = Rounded(total, n);
  for (const SimulatedRisk& risk : risks)
    summary.mean_by_formula += std::llround(ExpectedLoss(risk));
  summary.standard_error =
      StandardError(run.losses, static_cast<double>(total) / static_cast<double>(n));
  summary.p50 = QuantileOf(sorted, 500'000);
  summary.p80 = QuantileOf(sorted, 800'000);
  summary.p90 = QuantileOf(sorted, 900'000);
  summary.p95 = QuantileOf(sorted, 950'000);
  summary.without_loss =
      std::distance(sorted.begin(), std::upper_bound(sorted.begin(), sorted.end(), 0));
  summary.curve = CurveOf(sorted, points);
  const std::vector<int64_t> expected = Apportion(run.sums, n);
  const std::vector<int64_t> tail = Apportion(run.tail_sums, std::max<int64_t>(run.tail, 1));
  summary.cvar90 = std::accumulate(tail.begin(), tail.end(), int64_t{0});
  for (size_t i = 0; i < risks.size(); ++i) summary.shares.push_back({i, expected[i], tail[i]});
  std::sort(summary.shares.begin(), summary.shares.end(),
            [&](const RiskShare& x, const RiskShare& y) {
              return std::tie(y.tail, y.expected, risks[x.risk].name) <
                     std::tie(x.tail, x.expected, risks[y.risk].name);
            });
  return summary;
}

SavingsChance ChanceOf(const SimulationRun& run, int64_t forecast, int64_t target) {
  SavingsChance chance;
  const auto n = static_cast<int64_t>(run.losses.size());
  int64_t met = 0;
  Sum missing = 0;
  for (const int64_t loss : run.losses) {
    const Sum left = Sum{forecast} - loss;
    if (left >= target)
      ++met;
    else
      missing += target - left;
  }
  chance.met_ppm = static_cast<int32_t>(met * kMillion / n);
  chance.expected_shortfall = Rounded(missing, n);
  std::vector<int64_t> sorted = run.losses;
  std::sort(sorted.begin(), sorted.end());
  chance.benefit_at_risk =
      std::clamp<int64_t>(QuantileOf(sorted, 900'000), 0, std::max<int64_t>(forecast, 0));
  return chance;
}

}  // namespace concordat::risk::simulation

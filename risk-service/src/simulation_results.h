// What a simulation's losses say: quantiles, the curve, what each risk has of them. Pure, in
// integers wherever money is meant.
#ifndef CONCORDAT_RISK_SERVICE_SIMULATION_RESULTS_H_
#define CONCORDAT_RISK_SERVICE_SIMULATION_RESULTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "risk-service/src/simulation_run.h"

namespace concordat::risk::simulation {

// The loss that is reached or passed with a probability.
struct CurvePoint {
  int32_t probability_ppm = 0;
  int64_t loss = 0;
};

// What a risk has of the mean loss and of CVaR 90, in pence.
struct RiskShare {
  // Of the risk, as the risks were given.
  size_t risk = 0;
  int64_t expected = 0;
  int64_t tail = 0;
};

struct LossSummary {
  int64_t mean = 0;
  // What the mean would be after endless iterations: the sum of the risks' means by formula.
  int64_t mean_by_formula = 0;
  // Of the mean, from the spread of the iterations.
  int64_t standard_error = 0;
  int64_t p50 = 0;
  int64_t p80 = 0;
  int64_t p90 = 0;
  int64_t p95 = 0;
  // Mean of the tenth of the iterations with the greatest losses.
  int64_t cvar90 = 0;
  // Iterations in which nothing was lost.
  int64_t without_loss = 0;
  // From the likeliest loss to the rarest.
  std::vector<CurvePoint> curve;
  // Of all risks: each sums to `mean` and `cvar90`. Greatest tail first, then the greatest
  // expectation, then by name.
  std::vector<RiskShare> shares;
};

// A curve of `points` even steps of probability, and further ones into the tail.
LossSummary Summarise(const std::vector<SimulatedRisk>& risks, const SimulationRun& run,
                      int points);

// What the losses do to a saving: forecast - loss is what is left of it.
struct SavingsChance {
  // In how many iterations of a million what is left reaches the target.
  int32_t met_ppm = 0;
  // What nine of ten iterations do not take more of than: P90 of the loss, no more than the
  // forecast.
  int64_t benefit_at_risk = 0;
  // Mean of what is missing to the target, over all iterations.
  int64_t expected_shortfall = 0;
};

SavingsChance ChanceOf(const SimulationRun& run, int64_t forecast, int64_t target);

// The smallest loss that at least so many millionths of the sorted losses do not pass.
int64_t QuantileOf(const std::vector<int64_t>& sorted, int64_t ppm);

// Whole numbers that add to the rounded sum of `sums` / `by`: what is left of rounding down
// goes to the largest remainders, of equal ones to the first.
std::vector<int64_t> Apportion(const std::vector<Sum>& sums, int64_t by);

}  // namespace concordat::risk::simulation

#endif  // CONCORDAT_RISK_SERVICE_SIMULATION_RESULTS_H_

// Runs a simulation: every risk through every iteration, on as many threads as asked, with
// the same bytes whatever their number. Pure but for the threads.
#ifndef CONCORDAT_RISK_SERVICE_SIMULATION_RUN_H_
#define CONCORDAT_RISK_SERVICE_SIMULATION_RUN_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "risk-service/src/simulation_kernel.h"

namespace concordat::risk::simulation {

inline constexpr int64_t kMillion = 1'000'000;

// What a risk would cost if it happened, in pence: the least, the likeliest and the most of
// a triangular distribution or a PERT, or the 5% and 95% quantiles of a lognormal.
struct Impact {
  ImpactKind kind = ImpactKind::kTriangular;
  int64_t low = 0;
  int64_t mode = 0;
  int64_t high = 0;
};

struct SimulatedRisk {
  // What its random numbers hang on, beside the seed: the same risk gets the same ones in
  // whatever company.
  std::string name;
  // Of happening in the period, in millionths.
  int32_t probability_ppm = 0;
  Impact impact;
  // Of correlation; empty for none.
  std::string category;
};

struct SimulationPlan {
  uint64_t seed = 0;
  uint32_t iterations = 0;
  int threads = 1;
  // Of the latent variables of a category's risks, in millionths below one; others stand alone.
  std::map<std::string, int32_t> correlation_ppm = {};
  // nullptr for the fastest of the machine.
  const Kernel* kernel = nullptr;
};

// Sums over iterations may pass 64 bits.
__extension__ typedef __int128 Sum;

struct SimulationRun {
  // Of all risks, by iteration.
  std::vector<int64_t> losses;
  // Of each risk over all iterations, as the risks were given.
  std::vector<Sum> sums;
  // The tenth of the iterations with the greatest losses, and each risk's sum over those. Of
  // equal losses at its border the first iterations are in.
  uint32_t tail = 0;
  std::vector<Sum> tail_sums;
};

// Told now and then how much is done, from any thread; an error ends the run.
using Progress = std::function<absl::Status(int64_t done, int64_t total)>;

// The most that a risk can lose in one iteration.
double GreatestLoss(const Impact& impact);

// Probability times the mean of the impact's distribution, by formula, in pence.
double ExpectedLoss(const SimulatedRisk& risk);

// The first half of a simulation: the losses of all risks by iteration.
absl::StatusOr<std::vector<int64_t>> SimulateLosses(const std::vector<SimulatedRisk>& risks,
                                                    const SimulationPlan& plan,
                                                    const Progress& progress);

// FAILED_PRECONDITION with the reason SIMULATION_TOO_LARGE where the greatest losses of all
// risks together cannot be added. Impacts and probabilities are within CheckQuantification.
absl::StatusOr<SimulationRun> Simulate(const std::vector<SimulatedRisk>& risks,
                                       const SimulationPlan& plan, const Progress& progress);

}  // namespace concordat::risk::simulation

#endif  // CONCORDAT_RISK_SERVICE_SIMULATION_RUN_H_

// A risk as the kernel takes it.
#ifndef CONCORDAT_RISK_SERVICE_SIMULATION_RISK_H_
#define CONCORDAT_RISK_SERVICE_SIMULATION_RISK_H_

#include <cstdint>
#include <string_view>

#include "risk-service/src/simulation_run.h"

namespace concordat::risk::simulation {

// What a stream of random numbers is for.
enum class Purpose : uint8_t { kOccurrence, kGivenFactor, kSeverity, kFactor };

// The stream of a risk or, for kFactor, of a category.
Stream StreamOf(uint64_t seed, Purpose purpose, std::string_view name);

// `pert` is where the table of a PERT goes, kPertDoubles numbers; used for no other kind.
// `correlation_ppm` is 0 for a risk that stands alone.
KernelRisk PrepareRisk(uint64_t seed, const SimulatedRisk& risk, int32_t correlation_ppm,
                       double* pert);

// Whether a risk's happening hangs on its category: one that is sure or impossible does not.
bool IsCorrelated(const SimulatedRisk& risk, int32_t correlation_ppm);

}  // namespace concordat::risk::simulation

#endif  // CONCORDAT_RISK_SERVICE_SIMULATION_RISK_H_

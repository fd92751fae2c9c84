// The method that simulates, as work of a long-running operation.
#ifndef CONCORDAT_RISK_SERVICE_SIMULATION_METHOD_H_
#define CONCORDAT_RISK_SERVICE_SIMULATION_METHOD_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"
#include "common/service/service_definition.h"
#include "concordat/risk/v1/simulation.pb.h"
#include "risk-service/src/simulation_reading.h"
#include "risk-service/src/simulation_run.h"

namespace concordat::risk {

// Most risks of a simulation.
inline constexpr size_t kMostSimulated = 200'000;

// What no rule of a field says.
absl::Status CheckSimulation(const Ledger& ledger, const v1::SimulateRequest& request);

// The request with its defaults taken: what a simulation answers it was asked.
v1::SimulateRequest WithDefaults(v1::SimulateRequest request, absl::CivilDay day);

// The figures of a simulation, without titles. Pure but for the threads.
absl::StatusOr<v1::Simulation> SimulateRisks(const SimulatedRisks& risks,
                                             const v1::SimulateRequest& asked, int threads,
                                             const simulation::Progress& progress);

void BindSimulations(const ServiceParts& parts, MethodTable* methods);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_SIMULATION_METHOD_H_

// Reads what is simulated: of the open risks what somebody has estimated.
#ifndef CONCORDAT_RISK_SERVICE_SIMULATION_READING_H_
#define CONCORDAT_RISK_SERVICE_SIMULATION_READING_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "concordat/risk/v1/risk.pb.h"
#include "concordat/risk/v1/simulation.pb.h"
#include "risk-service/src/simulation_run.h"

namespace concordat::risk {

struct SimulatedRisks {
  // In the order of their names.
  std::vector<simulation::SimulatedRisk> quantified;
  int32_t not_quantified = 0;
};

// The open risks that a request asks for; `records` is what may be told. FAILED_PRECONDITION
// with the reason TOO_MANY_RISKS beyond `most`.
absl::StatusOr<SimulatedRisks> ReadSimulatedRisks(const Records& records,
                                                  const v1::SimulateRequest& request, size_t most);

// The record of each of the names.
absl::StatusOr<std::vector<v1::Risk>> ReadShownRisks(const Records& records,
                                                     std::vector<std::string> names);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_SIMULATION_READING_H_

// Where one risk stands on a day.
#ifndef CONCORDAT_RISK_SERVICE_RISK_STANDING_H_
#define CONCORDAT_RISK_SERVICE_RISK_STANDING_H_

#include <absl/status/statusor.h>

#include <optional>
#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "concordat/risk/v1/risk_process.pb.h"

namespace concordat::risk {

// NOT_FOUND for a risk that is not there on the day, INVALID_ARGUMENT for no name of one of
// the partnership.
absl::StatusOr<v1::RiskStanding> ReadRiskStanding(const Records& records, const std::string& risk);

// The first day, from that of an acceptance up to that of the reading, on which the risk says
// something else than was accepted; nothing where there is none.
absl::StatusOr<std::optional<absl::CivilDay>> VoidSince(const Records& records,
                                                        const v1::Acceptance& acceptance);

// Pure: whether it holds on a day.
v1::AcceptanceStanding::Hold HoldOf(const v1::Acceptance& acceptance,
                                    std::optional<absl::CivilDay> void_since, absl::CivilDay day);

// Pure: the way that a risk went up, of what stands on the day.
std::vector<v1::EscalationStep> PathOf(const std::string& own_register,
                                       std::vector<v1::Escalation> held, absl::CivilDay day);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_RISK_STANDING_H_

// Risks of pieces of work, counted.
#ifndef CONCORDAT_RISK_SERVICE_WORK_RISKS_H_
#define CONCORDAT_RISK_SERVICE_WORK_RISKS_H_

#include <absl/status/statusor.h>

#include "common/ledger/records.h"
#include "concordat/risk/v1/work_risks.pb.h"

namespace concordat::risk {

// Of each work, in the order of the question: the open risks of registers kept for it and
// those that name it, each once.
absl::StatusOr<v1::GetWorkRisksResponse> CountWorkRisks(const Records& records,
                                                        const v1::GetWorkRisksRequest& request);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_WORK_RISKS_H_

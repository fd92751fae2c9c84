// Risks without a score, by the references that others cite them by.
#ifndef CONCORDAT_RISK_SERVICE_CITED_RISKS_H_
#define CONCORDAT_RISK_SERVICE_CITED_RISKS_H_

#include <absl/status/statusor.h>

#include "common/ledger/records.h"
#include "concordat/risk/v1/cited_risks.pb.h"

namespace concordat::risk {

// Of the references that no risk with a score has, told or not, the risks that may be told.
absl::StatusOr<v1::FindUnscoredRisksResponse> FindUnscored(
    const Records& records, const v1::FindUnscoredRisksRequest& request);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_CITED_RISKS_H_

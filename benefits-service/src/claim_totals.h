// What is claimed, gross and net of what was confirmed to be counted twice.
#ifndef CONCORDAT_BENEFITS_SERVICE_CLAIM_TOTALS_H_
#define CONCORDAT_BENEFITS_SERVICE_CLAIM_TOTALS_H_

#include <absl/status/statusor.h>

#include "common/ledger/records.h"
#include "concordat/benefits/v1/double_claims.pb.h"

namespace concordat::benefits {

absl::StatusOr<v1::ClaimTotals> ReadClaimTotals(const Records& records);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_CLAIM_TOTALS_H_

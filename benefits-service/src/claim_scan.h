// The work of DoubleClaims.ScanDoubleClaims: reads what is claimed, finds what looks like the
// same money, and keeps that as claim groups.
#ifndef CONCORDAT_BENEFITS_SERVICE_CLAIM_SCAN_H_
#define CONCORDAT_BENEFITS_SERVICE_CLAIM_SCAN_H_

#include <absl/status/statusor.h>

#include "common/ledger/ledger.h"
#include "common/operations/operation_run.h"
#include "concordat/benefits/v1/double_claims.pb.h"

namespace concordat::benefits {

absl::StatusOr<v1::ScanDoubleClaimsResponse> ScanDoubleClaims(
    const Ledger& ledger, OperationRun& run, const v1::ScanDoubleClaimsRequest& request);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_CLAIM_SCAN_H_

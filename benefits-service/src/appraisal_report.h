// Appraises the benefits of a partnership.
#ifndef CONCORDAT_BENEFITS_SERVICE_APPRAISAL_REPORT_H_
#define CONCORDAT_BENEFITS_SERVICE_APPRAISAL_REPORT_H_

#include <absl/status/statusor.h>

#include "benefits-service/src/tables.h"
#include "concordat/benefits/v1/appraisal.pb.h"

namespace concordat::benefits {

// FAILED_PRECONDITION, SUMS_WITHHELD, where something exempt is part of what the reader may
// not see.
absl::StatusOr<v1::Appraisal> AppraiseShares(const Records& records,
                                             const v1::AppraiseBenefitsRequest& request);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_APPRAISAL_REPORT_H_

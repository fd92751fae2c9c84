// Benefits of pieces of work, planned and come about, added up.
#ifndef CONCORDAT_BENEFITS_SERVICE_WORK_BENEFITS_H_
#define CONCORDAT_BENEFITS_SERVICE_WORK_BENEFITS_H_

#include <absl/status/statusor.h>

#include "common/ledger/records.h"
#include "concordat/benefits/v1/work_benefits.pb.h"

namespace concordat::benefits {

// Of each work, in the order of the question: budgets and actuals of the years and
// quarters that have ended by the day of the records.
absl::StatusOr<v1::GetWorkBenefitsResponse> AddUpWorkBenefits(
    const Records& records, const v1::GetWorkBenefitsRequest& request);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_WORK_BENEFITS_H_

// Tells the money of a region by council, type and year.
#ifndef CONCORDAT_BENEFITS_SERVICE_REGION_REPORT_H_
#define CONCORDAT_BENEFITS_SERVICE_REGION_REPORT_H_

#include <absl/status/statusor.h>

#include "benefits-service/src/tables.h"
#include "concordat/benefits/v1/region_totals.pb.h"

namespace concordat::benefits {

absl::StatusOr<v1::CalculateRegionTotalsResponse> TellRegionTotals(
    const Records& records, const v1::CalculateRegionTotalsRequest& request);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_REGION_REPORT_H_

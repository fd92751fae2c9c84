// Tells what a region saves, year by year.
#ifndef CONCORDAT_BENEFITS_SERVICE_REGIONAL_REPORT_H_
#define CONCORDAT_BENEFITS_SERVICE_REGIONAL_REPORT_H_

#include <absl/status/statusor.h>

#include <vector>

#include "benefits-service/src/regional_saving.h"
#include "benefits-service/src/tables.h"
#include "common/rpc/method_table.h"
#include "common/service/service_definition.h"
#include "concordat/benefits/v1/regional_saving.pb.h"

namespace concordat::benefits {

// Of the years in their order, each with its number of councils.
absl::StatusOr<v1::CalculateRegionalSavingsResponse> TellRegionalSavings(
    const Records& records, const v1::CalculateRegionalSavingsRequest& request,
    const std::vector<CouncilsOfYear>& years);

// Asks programme-service for numbers of councils before it reads.
void BindRegionalSavings(const ServiceParts& parts, MethodTable* methods);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_REGIONAL_REPORT_H_

// Tells how far benefits have come.
#ifndef CONCORDAT_BENEFITS_SERVICE_FUNNEL_REPORT_H_
#define CONCORDAT_BENEFITS_SERVICE_FUNNEL_REPORT_H_

#include <absl/status/statusor.h>

#include "benefits-service/src/tables.h"
#include "concordat/benefits/v1/funnel.pb.h"

namespace concordat::benefits {

// A page of groups in the order of their names.
absl::StatusOr<v1::Funnel> TellFunnel(const Records& records, const v1::GetFunnelRequest& request);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_FUNNEL_REPORT_H_

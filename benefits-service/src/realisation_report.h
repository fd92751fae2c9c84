// What business cases promised and what came of it.
#ifndef CONCORDAT_BENEFITS_SERVICE_REALISATION_REPORT_H_
#define CONCORDAT_BENEFITS_SERVICE_REALISATION_REPORT_H_

#include <absl/functional/function_ref.h>
#include <absl/status/statusor.h>

#include <vector>

#include "benefits-service/src/facts.h"
#include "benefits-service/src/realisation_outline.h"
#include "benefits-service/src/result_sums.h"
#include "benefits-service/src/tables.h"
#include "common/findings/finding_scope.h"
#include "concordat/benefits/v1/report.pb.h"

namespace concordat::benefits {

// Most results and measures, and most pieces of work, that a report shows.
inline constexpr int kMaxReportResults = 1000;

// Promises, results and measures of each piece of work, with how many there are
// of each kind. `cut` leaves the pieces of work that are shown, with how much of each.
// Without `may_miss` the measures that may have missed a target are looked for.
absl::StatusOr<v1::BenefitsRealisation> TellWorks(
    const Records& records, const Scope& scope, const std::vector<WorkResults>& results,
    const std::vector<MeasureFacts>* may_miss,
    absl::FunctionRef<void(std::vector<WorkOutline>* works)> cut);

// The same, cut to what a report shows.
absl::StatusOr<v1::BenefitsRealisation> TellRealisation(const Records& records, const Scope& scope);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_REALISATION_REPORT_H_

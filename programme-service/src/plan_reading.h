// Reads of a partnership's plans what rules may find something in: SQL compares days, ranks
// and labels, records are read of what it finds.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PLAN_READING_H_
#define CONCORDAT_PROGRAMME_SERVICE_PLAN_READING_H_

#include <absl/status/statusor.h>

#include "common/ledger/records.h"
#include "programme-service/src/plan_facts.h"

namespace concordat::programme {

absl::StatusOr<PlanFacts> ReadPlanFacts(const Records& records);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PLAN_READING_H_

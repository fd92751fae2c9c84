// Reads what rules find in the tables of plans: totals, subscriptions and deadlines.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_PLAN_TABLES_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_PLAN_TABLES_H_

#include <absl/status/status.h>

#include "common/ledger/records.h"
#include "programme-service/src/facts.h"

namespace concordat::programme {

// Fills the totals, subscriptions and actions that a rule may find something in: SQL adds
// and compares, records are read of what it finds.
absl::Status ReadPlanTables(const Records& records, Facts* facts);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_PLAN_TABLES_H_

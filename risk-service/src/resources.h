// What risk-service keeps, serves and finds: all that its main needs to know.
#ifndef CONCORDAT_RISK_SERVICE_RESOURCES_H_
#define CONCORDAT_RISK_SERVICE_RESOURCES_H_

#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"
#include "common/service/findings_method.h"
#include "risk-service/src/facts.h"

namespace concordat::risk {

// Matrices, registers, risks, what is done about them and how they are looked after, with
// their rules.
std::vector<ResourceRegistration> RiskResources();

// Reports, lists, roll-ups and the steps of risks. Those that peers ask make no outgoing call.
// `ledger` must outlive the table.
void BindReports(const Ledger& ledger, MethodTable* methods);

// What does not agree in a partnership's registers.
FindingsFunction RiskFindings();

// The same at once, for who has the standings of what is told.
absl::StatusOr<Findings> FindInRisks(Connection& connection, const Ledger& ledger,
                                     const std::string& parent, const Scope& scope,
                                     const ReadAt& at, const StandingsByRegister& told);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_RESOURCES_H_

// What risk-service keeps, serves and finds: all that its main needs to know.
#ifndef CONCORDAT_RISK_SERVICE_RESOURCES_H_
#define CONCORDAT_RISK_SERVICE_RESOURCES_H_

#include <vector>

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"
#include "common/service/ledger_service.h"

namespace concordat::risk {

// Matrices, registers, risks and treatments with their rules.
std::vector<ResourceRegistration> RiskResources();

// The methods beyond the standard ones. `ledger` must outlive the table.
void BindRiskMethods(const Ledger& ledger, MethodTable* methods);

// What does not agree in a partnership's registers, in the order of the ids.
// `ledger` must outlive the function.
FindingsFunction RiskFindings(const Ledger& ledger);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_RESOURCES_H_

// What risk-service keeps, serves and finds: all that its main needs to know.
#ifndef CONCORDAT_RISK_SERVICE_RESOURCES_H_
#define CONCORDAT_RISK_SERVICE_RESOURCES_H_

#include <vector>

#include "common/catalogue.h"
#include "common/ledger_service.h"
#include "common/method_table.h"

namespace concordat::risk {

// Matrices, registers, risks and treatments with their rules.
std::vector<ResourceRegistration> RiskResources();

// The methods beyond the standard ones. `catalogue` must outlive the table.
void BindRiskMethods(const Catalogue& catalogue, MethodTable* methods);

// What does not agree in a partnership's registers, in the order of the ids.
// `catalogue` must outlive the function.
FindingsFunction RiskFindings(const Catalogue& catalogue);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_RESOURCES_H_

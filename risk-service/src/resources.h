// What risk-service keeps, serves and finds: all that its main needs to know.
#ifndef CONCORDAT_RISK_SERVICE_RESOURCES_H_
#define CONCORDAT_RISK_SERVICE_RESOURCES_H_

#include <vector>

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"
#include "common/service/findings_method.h"

namespace concordat::risk {

// Matrices, registers, risks and treatments with their rules.
std::vector<ResourceRegistration> RiskResources();

// RegisterReports and PackParts. They make no outgoing call, so peers may ask them.
// `ledger` must outlive the table.
void BindReports(const Ledger& ledger, MethodTable* methods);

// What does not agree in a partnership's registers.
FindingsFunction RiskFindings();

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_RESOURCES_H_

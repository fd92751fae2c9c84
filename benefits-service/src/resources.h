// What benefits-service keeps, serves and finds.
#ifndef CONCORDAT_BENEFITS_SERVICE_RESOURCES_H_
#define CONCORDAT_BENEFITS_SERVICE_RESOURCES_H_

#include <vector>

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"
#include "common/service/findings_method.h"

namespace concordat::benefits {

// Every resource with its rule.
std::vector<ResourceRegistration> BenefitsResources();

// What does not agree in this service's own data.
FindingsFunction BenefitsFindings();

// BenefitsReports and PackParts. They make no outgoing call, so peers may ask them.
void BindReports(const Ledger& ledger, MethodTable* methods);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_RESOURCES_H_

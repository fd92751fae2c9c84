// What benefits-service keeps, serves and finds.
#ifndef CONCORDAT_BENEFITS_SERVICE_RESOURCES_H_
#define CONCORDAT_BENEFITS_SERVICE_RESOURCES_H_

#include <vector>

#include "common/catalogue.h"
#include "common/ledger_service.h"
#include "common/method_table.h"

namespace concordat::benefits {

// Every resource with its rule.
std::vector<ResourceRegistration> BenefitsResources();

// What does not agree in this service's own data.
FindingsFunction BenefitsFindings(const Catalogue& catalogue);

// BenefitsReports. They make no outgoing call, so peers may ask them.
void BindReports(const Catalogue& catalogue, MethodTable* methods);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_RESOURCES_H_

// What programme-service keeps, serves and finds.
#ifndef CONCORDAT_PROGRAMME_SERVICE_RESOURCES_H_
#define CONCORDAT_PROGRAMME_SERVICE_RESOURCES_H_

#include <vector>

#include "common/ledger/registry.h"

namespace concordat::programme {

// Every resource with its rule.
std::vector<ResourceRegistration> ProgrammeResources();

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_RESOURCES_H_

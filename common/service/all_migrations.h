// The migrations of one service's schema.
#ifndef CONCORDAT_COMMON_SERVICE_ALL_MIGRATIONS_H_
#define CONCORDAT_COMMON_SERVICE_ALL_MIGRATIONS_H_

#include <absl/status/statusor.h>

#include <vector>

#include "common/service/service_config.h"
#include "common/service/service_definition.h"
#include "common/sql/migrations.h"

namespace concordat {

// The ledger's and then the service's own, in the order in which they are applied.
absl::StatusOr<std::vector<Migration>> LoadAllMigrations(const ServiceDefinition& definition,
                                                         const MigrationFolders& folders);

// The steps that they name. The registry must outlive them.
MigrationSteps AllSteps(const Registry& registry);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_ALL_MIGRATIONS_H_

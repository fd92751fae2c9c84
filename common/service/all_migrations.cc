#include "common/service/all_migrations.h"

#include <algorithm>
#include <iterator>

namespace concordat {

absl::StatusOr<std::vector<Migration>> LoadAllMigrations(const ServiceDefinition& definition,
                                                         const MigrationFolders& folders) {
  auto all = LoadMigrations("ledger", folders.ledger);
  if (!all.ok()) return all;
  auto own = LoadMigrations(definition.name, folders.service);
  if (!own.ok()) return own;
  std::ranges::move(*own, std::back_inserter(*all));
  return all;
}

}  // namespace concordat

#include "common/service/all_migrations.h"

#include <algorithm>
#include <iterator>

#include "common/ledger/fill_lists.h"
#include "common/ledger/row_summaries.h"

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

MigrationSteps AllSteps(const Registry& registry) {
  MigrationSteps steps = FillListsStep(registry.All());
  steps.merge(FillSummariesStep(registry.All()));
  return steps;
}

}  // namespace concordat

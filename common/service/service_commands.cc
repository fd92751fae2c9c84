#include "common/service/service_commands.h"

#include <cstdio>
#include <iostream>
#include <utility>

#include "common/base/text.h"
#include "common/resource/schema.h"
#include "common/service/all_migrations.h"

namespace concordat {
namespace {

// The account that the environment names, with the migrations.
struct Administration {
  DatabaseOptions database;
  std::vector<Migration> migrations;
};

absl::StatusOr<Administration> ReadAdministration(const ServiceDefinition& definition) {
  EnvironmentReader environment;
  DatabaseOptions options = ReadDatabaseOptions(environment);
  const MigrationFolders folders = ReadMigrationFolders(environment);
  absl::Status status = environment.status();
  if (!status.ok()) return status;
  // Building an index on a grown table takes longer than any statement of the service.
  options.statement_timeout = absl::Hours(1);
  auto migrations = LoadAllMigrations(definition, folders);
  if (!migrations.ok()) return migrations.status();
  return Administration{std::move(options), *std::move(migrations)};
}

}  // namespace

int ReportFailure(const ServiceDefinition& definition, const absl::Status& status) {
  std::fprintf(stderr, "%s-service: %s\n", definition.name.c_str(),
               std::string(status.message()).c_str());
  return 1;
}

int RunMigrate(const ServiceDefinition& definition) {
  auto administration = ReadAdministration(definition);
  if (!administration.ok()) return ReportFailure(definition, administration.status());
  const Registry registry(definition.resources);
  const absl::Status status =
      Migrate(administration->database, administration->migrations, AllSteps(registry));
  return status.ok() ? 0 : ReportFailure(definition, status);
}

int RunOnLedger(const ServiceDefinition& definition, const LedgerCommand& command,
                const std::vector<std::string>& arguments) {
  EnvironmentReader environment;
  DatabaseOptions options = ReadDatabaseOptions(environment);
  const absl::Status status = environment.status();
  if (!status.ok()) return ReportFailure(definition, status);
  options.statement_timeout = absl::Hours(1);
  Database database(options);
  return command(database, arguments, std::cout);
}

int PrintDdl(const ServiceDefinition& definition, std::string_view noun) {
  const Registry registry(definition.resources);
  for (const ResourceType* type : registry.All()) {
    if (type->noun() != noun) continue;
    std::fputs(CreateTables(*type).c_str(), stdout);
    return 0;
  }
  return ReportFailure(definition,
                       absl::NotFoundError(Concat("no resource ", noun, " is registered")));
}

}  // namespace concordat
